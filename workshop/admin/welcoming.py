"""The letter that tells somebody of their account, with a link and a code that sign them in at once."""

from datetime import datetime

from sqlalchemy.orm import Session

from workshop.accounts import mailed_codes
from workshop.accounts.models import User
from workshop.config import Settings
from workshop.mail import outbox
from workshop.mail.rendering import render_letter
from workshop.tokens import new_token, token_hash


def welcome(session: Session, user: User, *, settings: Settings, now: datetime, reads: str = "") -> bool:
    """Write to the user how they sign in; `reads` names the client whose reports they may read from now on.

    The link works in no browser without the letter's code, not in the administrator's either. False, and no letter, when
    five codes went to the address in this hour.
    """
    given = mailed_codes.Secrets.new()
    asking = mailed_codes.Asking(address=user.address, browser=new_token(), place="the administrator")
    if not mailed_codes.ask(session, asking, given, pepper=settings.secret_key, now=now):
        return False
    letter = render_letter(
        "admin/mail/welcome.txt",
        settings=settings,
        reads=reads,
        address=user.address,
        code=given.code,
        href=settings.address_of(f"/sign-in/link/{given.token}"),
        sign_in_href=settings.address_of("/sign-in"),
    )
    return outbox.enqueue(
        session,
        dedupe_key=f"welcome:{token_hash(given.token)}",
        kind="welcome",
        to=user.address,
        letter=letter,
        now=now,
        priority=outbox.CODES,
    )
