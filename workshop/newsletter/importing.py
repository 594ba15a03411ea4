"""Bringing subscribers along from elsewhere: with the source of their consent, and never against a wish to be left alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.accounts.addresses import BadAddress, address_key, clean_address
from workshop.accounts.names import BadName
from workshop.accounts.own_data import address_hmac, erased_hmacs
from workshop.mail.suppressions import suppressed
from workshop.newsletter.consents import note_consent
from workshop.newsletter.keys import hand_out
from workshop.newsletter.models import Subscriber
from workshop.newsletter.names import reader_name

MOST_LINES = 5000
_SEPARATOR = re.compile(r"[\t;,]")


class TooManyLines(ValueError):
    """More than 5,000 lines at once."""


class NoSource(ValueError):
    """Nobody says where these people agreed."""


@dataclass
class Imported:
    """What became of each line: how many are new, and which lines (their numbers from 1) were left out, by reason."""

    n_new: int = 0
    known: list[int] = field(default_factory=list)
    suppressed: list[int] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One line that can be read."""

    number: int
    address: str
    first_name: str
    last_name: str


def import_subscribers(session: Session, text: str, *, source: str, language: str, pepper: str, now: datetime) -> Imported:
    """Take over lines of "address, first name, last name". Whoever left, was erased or bounced is reported, not added.

    Raises `NoSource` and `TooManyLines`; in both cases nothing is taken over.
    """
    if not source.strip():
        raise NoSource
    result = Imported()
    lines = _read(text, result)
    by_hmac = {address_hmac(line.address, pepper): line for line in lines}
    refused = suppressed(session, by_hmac.keys()).keys() | (erased_hmacs(session) & by_hmac.keys())
    keys = [address_key(line.address) for line in lines]
    known = set(session.scalars(select(Subscriber.address_key).where(Subscriber.address_key.in_(keys))))
    new = []
    for hashed, line in by_hmac.items():
        if address_key(line.address) in known:
            result.known.append(line.number)
        elif hashed in refused:
            result.suppressed.append(line.number)
        else:
            new.append(_subscriber(line, language=language, now=now))
    session.add_all(new)
    session.flush()
    for one in new:
        note_consent(session, one.address, "imported", pepper=pepper, now=now, source=source.strip()[:200])
    hand_out(session, new, pepper=pepper)
    result.n_new = len(new)
    return result


def _read(text: str, result: Imported) -> Sequence[Line]:
    rows = [(number, row) for number, row in enumerate(text.splitlines(), start=1) if row.strip()]
    if len(rows) > MOST_LINES:
        raise TooManyLines
    lines: dict[str, Line] = {}
    for number, row in rows:
        address, first_name, last_name = ([part.strip() for part in _SEPARATOR.split(row)] + ["", ""])[:3]
        try:
            line = Line(number, clean_address(address), reader_name(first_name), reader_name(last_name))
        except (BadAddress, BadName):
            result.unreadable.append(number)
            continue
        if lines.setdefault(address_key(line.address), line) is not line:
            result.known.append(number)
    return list(lines.values())


def _subscriber(line: Line, *, language: str, now: datetime) -> Subscriber:
    return Subscriber(
        address=line.address,
        address_key=address_key(line.address),
        first_name=line.first_name,
        last_name=line.last_name,
        language=language,
        subscribed_at=now,
    )
