"""The ledger of erasures, kept beside the backups: whoever had themself erased stays erased when a backup is put back.

A backup is older than the erasures that came after it, so the database alone cannot remember them. The ledger holds random
ids, keyed hashes of addresses and times, and nothing that a person wrote or is called by.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workshop import due
from workshop.accounts.models import Erasure, User
from workshop.accounts.own_data import address_hmac, remove_at_own_wish
from workshop.audit.log import note
from workshop.config import Settings

NAME = "erasures.jsonl"


@dataclass(frozen=True)
class Line:
    """One erasure: its receipt, the keyed hash of the address if it was proven, who went, and when."""

    receipt: str
    address_hmac: str
    people: str
    erased_at: str


def known(session: Session) -> list[Line]:
    """The erasures that the database remembers, the oldest first."""
    found = session.scalars(select(Erasure).order_by(Erasure.id))
    return [Line(one.receipt, one.address_hmac, one.people, one.erased_at.isoformat()) for one in found]


def read(folder: Path) -> list[Line]:
    """The erasures that the folder's ledger remembers. A line that was cut off when the machine stopped is left out."""
    file = folder / NAME
    lines = []
    for text in file.read_text().splitlines() if file.exists() else ():
        try:
            lines.append(Line(**json.loads(text)))
        except (ValueError, TypeError):
            continue
    return lines


def write(folder: Path, lines: Iterable[Line]) -> None:
    """Add those lines to the folder's ledger that it does not have."""
    there = {line.receipt for line in read(folder)}
    new = [json.dumps(asdict(line)) for line in lines if line.receipt not in there]
    if not new:
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(folder / NAME, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write("\n" + "\n".join(new) + "\n")
        file.flush()
        os.fsync(file.fileno())


def replay(session: Session, lines: Iterable[Line], *, pepper: str, now: datetime) -> int:
    """Erase again whoever a line names and the database does not know to be erased; how many lines that were."""
    there = set(session.scalars(select(Erasure.receipt)))
    missing = {line.receipt: line for line in lines if line.receipt not in there}
    for line in missing.values():
        erased_at = datetime.fromisoformat(line.erased_at)
        for user in _named(session, line, erased_at, pepper=pepper):
            remove_at_own_wish(session, user, pepper=pepper, now=now)
            note(session, act="person.erased_again", actor="", subject=user.public_id, now=now)
        session.add(Erasure(**asdict(line) | {"erased_at": erased_at}))
        session.flush()
    return len(missing)


@due.every(timedelta(minutes=1))
def keep_ledger(session: Session, *, settings: Settings, now: datetime) -> None:
    """Bring database and ledger in line. Demo data is made afresh at will, and remembers nobody."""
    if settings.demo:
        return
    folder = Path(settings.backup_folder)
    replay(session, read(folder), pepper=settings.secret_key, now=now)
    write(folder, known(session))


def _named(session: Session, line: Line, erased_at: datetime, *, pepper: str) -> list[User]:
    """Whom the line names: by id, and everybody under the address. Who came back after the erasure is left alone."""
    by_id = User.public_id.in_(line.people.split())
    keys = set(session.scalars(select(User.address_key))) if line.address_hmac else set()
    erased = [key for key in keys if address_hmac(key, pepper) == line.address_hmac]
    by_address = User.address_key.in_(erased)
    return list(session.scalars(select(User).where(or_(by_id, by_address), User.created_at <= erased_at)))
