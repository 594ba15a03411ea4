"""Having the site mail a tipsheet to one friend: off unless switched on, few at a time, and nobody gets two."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from workshop.accounts.addresses import BadAddress, clean_address
from workshop.accounts.names import BadName
from workshop.accounts.own_data import address_hmac
from workshop.config import Settings
from workshop.database import insert_into, stand_in_line
from workshop.mail import outbox
from workshop.mail.rendering import Letter
from workshop.mail.suppressions import suppressed
from workshop.newsletter.models import Forward, ForwardRefusal
from workshop.newsletter.names import holds_link, reader_name

DAY, MONTH = timedelta(days=1), timedelta(days=30)
MOST = {DAY: 5, MONTH: 20}
LONGEST_NOTE = 280
RELATIONS = ("friend", "colleague")  # what the sender declares: family or a personal friend; a colleague who agreed
CATEGORY = "forward"


class TooMany(RuntimeError):
    """Five in a day, or twenty in thirty days, have gone already."""


@dataclass(frozen=True)
class Sender:
    """Who passes a tipsheet on: a subscriber or somebody with an account, whose address is proven."""

    address: str
    name: str


def is_on(settings: Settings) -> bool:
    """True where the operator has switched it on, and says where they can be written to."""
    return settings.forwarding and bool(settings.postal_address.strip())


def problems(form: Mapping[str, str]) -> dict[str, str]:
    """What has to be mended, by field."""
    found = {}
    try:
        clean_address(form.get("to", ""))
    except BadAddress:
        found["to"] = _("Write one whole e-mail address, such as ben@northgate.example")
    try:
        if not reader_name(form.get("from_name", "")):
            found["from_name"] = _("Say who you are: your friend reads your name.")
    except BadName:
        found["from_name"] = _("Write a name of at most 80 letters, without an address or a link in it.")
    if form.get("relation") not in RELATIONS:
        found["relation"] = _("Choose one: we write only to people who know you.")
    note = form.get("note", "").strip()
    if len(note) > LONGEST_NOTE:
        found["note"] = _("At most %(n)s characters, please: this has %(m)s.", n=LONGEST_NOTE, m=len(note))
    elif holds_link(note):
        found["note"] = _("Without an address or a link, please: words only.")
    return found


def forward(
    session: Session, sender: Sender, to: str, letter: Letter, *, slug: str, settings: Settings, now: datetime
) -> bool:
    """Queue the letter to one friend. False, and nothing queued, for whoever does not want it or had one in thirty days.

    The page must not tell which. Raises `TooMany`.
    """
    from_key = address_hmac(sender.address, settings.secret_key)
    to_key = recipient_key(to, pepper=settings.secret_key)
    # Always the sender first: whoever waits for a recipient's turn holds up nobody who could end the waiting.
    stand_in_line(session, f"forward from {from_key}")
    stand_in_line(session, f"forward to {to_key}")
    _refuse_too_many(session, from_key, now=now)
    had_one = session.scalar(select(Forward.id).where(Forward.recipient == to_key, Forward.at > now - MONTH).limit(1))
    made = Forward(sender=from_key, recipient=to_key, at=now)
    session.add(made)
    session.flush()
    if had_one is not None or suppressed(session, [to_key]) or session.get(ForwardRefusal, to_key) is not None:
        return False
    return outbox.enqueue(
        session,
        dedupe_key=f"forward:{slug}:{to_key}:{made.id}",
        kind="forward",
        category=CATEGORY,
        recipient=to_key,
        to=clean_address(to),
        letter=letter,
        now=now,
    )


def recipient_key(to: str, *, pepper: str) -> str:
    """The keyed hash of a typed address, the same however it was typed. Raises `BadAddress`."""
    return address_hmac(clean_address(to), pepper)


def refuse(session: Session, recipient: str, *, now: datetime) -> None:
    """Mail this recipient (a keyed hash) nothing for others, not even what waits; a subscription of theirs goes on."""
    session.execute(insert_into(session, ForwardRefusal).values(recipient=recipient, at=now).on_conflict_do_nothing())
    outbox.skip(session, recipient, [CATEGORY])


def accept_again(session: Session, recipient: str) -> None:
    """The owner of the address has asked for mail of ours: friends may pass something on to them again."""
    session.execute(delete(ForwardRefusal).where(ForwardRefusal.recipient == recipient))


def forget_old(session: Session, *, now: datetime) -> None:
    """Delete what no limit reaches any more."""
    old = delete(Forward).where(Forward.at < now - MONTH)
    session.execute(old, execution_options={"synchronize_session": False})


def _refuse_too_many(session: Session, from_key: str, *, now: datetime) -> None:
    for window, most in MOST.items():
        sent = select(func.count()).where(Forward.sender == from_key, Forward.at > now - window)
        if (session.scalar(sent) or 0) >= most:
            raise TooMany
