"""What people wrote, for their download and their erasing: told to `accounts`, which knows no answers."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from workshop.accounts import own_data
from workshop.accounts.models import User
from workshop.answers.erasing import erase_everything
from workshop.answers.exporting import own_everything
from workshop.insights.turnout import stay_counted


@own_data.exporter("worksheets")
def own_words(session: Session, user: User) -> list[dict[str, Any]]:
    """Everything the user wrote, in their own words."""
    return own_everything(session, user)


@own_data.eraser
def erase_words(session: Session, user: User, *, now: datetime) -> None:
    """Delete everything the user wrote; figures already added up stay."""
    stay_counted(session, user)
    erase_everything(session, user)
