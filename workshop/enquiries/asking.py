"""Keeping an enquiry, and the letter about it to the practice; how often anybody may ask."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.accounts import attempts
from workshop.accounts.addresses import BadAddress, address_key, clean_address
from workshop.accounts.attempts import Counter
from workshop.config import Settings
from workshop.enquiries.models import Enquiry
from workshop.mail import outbox
from workshop.mail.rendering import Letter

FROM_PLACE = Counter("enquiry: place", 3600)
FOR_ADDRESS = Counter("enquiry: address", 24 * 3600)
IN_ALL = Counter("enquiry: all", 3600)
MOST = {FROM_PLACE: 5, FOR_ADDRESS: 3, IN_ALL: 60}
LONGEST = {"name": 80, "organisation": 120, "wanted_for": 200, "words": 4000, "about": 80}


class TooMany(RuntimeError):
    """Too many enquiries in this hour: from this place, or from everywhere together."""


def problems(typed: dict[str, str]) -> dict[str, str]:
    """What has to be mended, by field."""
    found = {}
    if not typed["name"]:
        found["name"] = _("Tell us your name.")
    try:
        clean_address(typed["address"])
    except BadAddress:
        found["address"] = _("Write the whole e-mail address, such as cleo@northgate.example")
    if not typed["kind"]:
        found["kind"] = _("Choose one; “I don’t know yet” is fine.")
    if not typed["words"]:
        found["words"] = _("Say in a few words what you hope for.")
    for field, most in LONGEST.items():
        if len(typed[field]) > most:
            found[field] = _("At most %(n)s characters, please: this has %(m)s.", n=most, m=len(typed[field]))
    return found


def count_enquiry(session: Session, address: str, place: str, *, pepper: str, now: datetime) -> bool:
    """Count one more; False when this address had enough today, which the page does not tell. Raises `TooMany`."""
    if _counted(session, FROM_PLACE, place, pepper, now) > MOST[FROM_PLACE]:
        raise TooMany
    if _counted(session, IN_ALL, "", pepper, now) > MOST[IN_ALL]:
        raise TooMany
    return _counted(session, FOR_ADDRESS, address_key(address), pepper, now) <= MOST[FOR_ADDRESS]


def keep(session: Session, typed: dict[str, str], letter: Letter, *, settings: Settings, now: datetime) -> Enquiry:
    """Keep what was typed, which has no `problems`, and queue the letter about it to the practice."""
    address = clean_address(typed["address"])
    made = Enquiry(**(typed | {"address": address, "address_key": address_key(address)}), asked_at=now)
    session.add(made)
    session.flush()
    key = f"enquiry:{made.public_id}"
    outbox.enqueue(session, dedupe_key=key, kind="enquiry", to=settings.contact_address, letter=letter, now=now)
    return made


def _counted(session: Session, counter: Counter, key: str, pepper: str, now: datetime) -> int:
    return attempts.count(session, counter, attempts.key_hash(key, pepper), now=now)
