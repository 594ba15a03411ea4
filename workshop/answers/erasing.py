"""Erasing what a person has written: sheets, entries, answers, receipts and kept copies, all at once."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.answers.models import Sheet
from workshop.events.models import Participant


def erase_everything(session: Session, user: User) -> None:
    """Delete everything the person wrote, at every event; safe to repeat. Figures already added up stay as they are."""
    seats = select(Participant.id).where(Participant.user_id == user.id)
    session.execute(delete(Sheet).where(Sheet.participant_id.in_(seats)).execution_options(synchronize_session=False))
