"""The first administrator of a new site; everybody after that is let in on the site's own pages."""

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.accounts.addresses import clean_address
from workshop.accounts.models import Administrator
from workshop.accounts.passwords import hash_password
from workshop.accounts.users import make_user, proven_user, set_password
from workshop.events.hosts import appoint_planner


class AlreadyLookedAfter(RuntimeError):
    """The site has an administrator, who lets others in."""


def appoint_first_administrator(session: Session, address: str, *, now: datetime) -> str:
    """Make the person with this address administrator and planner of workshops; their new password, 24 characters.

    Raises `AlreadyLookedAfter` and `BadAddress`.
    """
    password = secrets.token_urlsafe(18)
    password_hash = hash_password(password)  # slow, so before the first query
    if session.scalar(select(Administrator.user_id).limit(1)) is not None:
        raise AlreadyLookedAfter("The site has an administrator already.")
    user = proven_user(session, address)
    if user is None:
        user = make_user(session, address=clean_address(address), now=now)
    set_password(session, user, password_hash, now=now)
    session.add(Administrator(user_id=user.id))
    appoint_planner(session, user)
    return password
