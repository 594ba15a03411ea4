"""Reading pages in tests: what is left when the tokens are taken out, and what a letter carries."""

import re

from sqlalchemy import select

from workshop.extensions import db
from workshop.mail.models import OutgoingMail

_TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')


def without_tokens(text: str) -> str:
    """The page without its CSRF tokens, which differ each time."""
    return _TOKEN.sub("", text)


def letters() -> list[OutgoingMail]:
    """Every letter in the outbox, the oldest first."""
    return list(db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


def link_in(letter: OutgoingMail) -> str:
    """The path of the link in a letter."""
    return re.search(r"/sign-in/link/\S+", letter.text)[0]


def code_in(letter: OutgoingMail) -> str:
    """The 6-digit code in a letter."""
    return re.search(r"\b\d{6}\b", letter.text.replace(link_in(letter), ""))[0]
