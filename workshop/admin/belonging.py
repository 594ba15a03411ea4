"""Where somebody lands who looks after the site and runs no workshops."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.accounts import belonging
from workshop.accounts.models import Administrator, User
from workshop.events.models import Planner


@belonging.landing
def landing_path(session: Session, user: User) -> str | None:
    """Administrators see their overview after signing in, unless workshops are what they are here for."""
    is_administrator = session.get(Administrator, user.id) is not None
    runs_workshops = session.scalar(select(Planner.user_id).where(Planner.user_id == user.id)) is not None
    return "/admin" if is_administrator and not runs_workshops else None
