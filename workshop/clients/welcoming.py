"""The letter that tells somebody of their account, with a link and a code that sign them in at once."""

from datetime import datetime

from sqlalchemy.orm import Session

from workshop.accounts import mailed_codes
from workshop.accounts.models import User
from workshop.clients.models import Client
from workshop.config import Settings
from workshop.mail import outbox
from workshop.mail.rendering import render_letter
from workshop.tokens import new_token, token_hash


def welcome(
    session: Session, user: User, *, by: User, settings: Settings, now: datetime, reads: Client | None = None
) -> bool:
    """Write to the user how they sign in; `reads` is the client whose reports `by` let them read from now on.

    The link works in no browser without the letter's code, not in that of whoever sent it either. False, and no letter,
    when that person sent five codes to the address in this hour, or too many went there altogether.
    """
    given = mailed_codes.Secrets.new()
    asking = mailed_codes.Asking(address=user.address, browser=new_token(), place=f"staff {by.public_id}")
    if not mailed_codes.ask(session, asking, given, pepper=settings.secret_key, now=now):
        return False
    letter = render_letter(
        "clients/mail/welcome.txt",
        settings=settings,
        reads=reads,
        by=by,
        address=user.address,
        code=given.code,
        href=settings.address_of(f"/sign-in/link/{given.token}"),
        sign_in_href=settings.address_of("/sign-in"),
    )
    return outbox.enqueue(
        session,
        dedupe_key=f"{_begins(user, reads)}{token_hash(given.token)}",
        kind="welcome",
        to=user.address,
        letter=letter,
        now=now,
        priority=outbox.CODES,
    )


def cancel_welcome(session: Session, user: User, client: Client) -> None:
    """Do not send what waits: they will not read this client's reports after all."""
    outbox.cancel_waiting(session, _begins(user, client))


def _begins(user: User, reads: Client | None) -> str:
    return f"welcome:{user.public_id}:{reads.public_id if reads else ''}:"
