"""What the operator's monitor may know of the site, as Prometheus reads it: about the machine, never about anybody on it.

Nobody can be counted by it: letters are told in steps of 0, 10, 100 and so on, what waits in steps of five minutes, open
pages in tenths of what a process can hold, all rounded down. One person who comes, writes or goes moves a number only by
being the one with whom the next step is reached.
"""

import math
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.audit.models import AuditEntry, AuditSeal
from workshop.events.models import Event
from workshop.mail.models import OutgoingMail
from workshop.operations.backups import backups

WAITING = ("queued", "retry", "inflight")
STUCK = ("failed", "uncertain")
WAIT_STEP = 300  # seconds


@dataclass(frozen=True)
class Measure:
    """One number with its name, what it means, and what tells it from others of its name. None is left out."""

    name: str
    meaning: str
    value: float | None
    labels: Mapping[str, str] = field(default_factory=dict)


def of_database(session: Session, *, now: datetime) -> list[Measure]:
    """Letters that wait or are stuck, lines of the audit log without a seal, and events that are open."""
    counts = dict(session.execute(select(OutgoingMail.state, func.count()).group_by(OutgoingMail.state)).all())
    due = select(func.min(OutgoingMail.not_before)).where(OutgoingMail.state.in_(WAITING), OutgoingMail.not_before <= now)
    oldest = session.scalar(due)
    sealed = session.scalar(select(func.max(AuditSeal.last_id))) or 0
    unsealed = session.scalar(select(func.min(AuditEntry.at)).where(AuditEntry.id > sealed))
    is_open = Event.opened_at.is_not(None), Event.closed_at.is_(None)
    n_open = session.scalar(select(func.count()).select_from(Event).where(*is_open))
    meaning = "Letters in the outbox, in steps: 0, 10, 100 and so on, rounded down."
    return [
        *(Measure("letters", meaning, step_of(counts.get(state, 0)), {"state": state}) for state in (*WAITING, *STUCK)),
        Measure(
            "letter_wait_seconds", "How long the oldest letter that is due waits, in steps of 300.", _waited(oldest, now)
        ),
        Measure("audit_unsealed_seconds", "How long a line waits for its seal, in steps of 300.", _waited(unsealed, now)),
        Measure("events_open", "Workshops and webinars whose doors are open.", n_open),
    ]


def of_machine(backup_folder: Path, data_folder: Path, *, now: datetime) -> list[Measure]:
    """The age of the newest backup, and the room left on the disk."""
    made = backups(backup_folder)
    age = _age(made[-1][0], now) if made else None
    return [
        Measure("backup_age_seconds", "How old the newest backup is; missing where there is none.", age),
        Measure("disk_free_bytes", "Bytes that are free where the data is.", shutil.disk_usage(data_folder).free),
    ]


def fullness(n: int, most: int) -> Measure:
    """How much of what a process can hold open is held open, in tenths, rounded down: nobody can be counted by it."""
    tenths = math.floor(10 * n / most) / 10 if most else 1.0
    return Measure("streams_used_ratio", "Pages kept up to date of those that can be, in tenths, rounded down.", tenths)


def step_of(n: int) -> int:
    """The largest of 0, 10, 100 and so on that is not above n."""
    return int(10 ** (len(str(n)) - 1)) if n >= 10 else 0


def as_text(measures: Iterable[Measure]) -> str:
    """The measures in Prometheus' text format, version 0.0.4; all of them are gauges."""
    lines, told = [], set()
    for one in measures:
        if one.value is None:
            continue
        name = f"workshop_{one.name}"
        if name not in told:
            told.add(name)
            lines += [f"# HELP {name} {one.meaning}", f"# TYPE {name} gauge"]
        labels = ",".join(f'{label}="{words}"' for label, words in one.labels.items())
        lines.append(f"{name}{{{labels}}} {one.value:g}" if labels else f"{name} {one.value:.16g}")
    return "\n".join(lines) + "\n"


def _waited(since: datetime | None, now: datetime) -> int:
    return int((_age(since, now) or 0) // WAIT_STEP) * WAIT_STEP


def _age(since: datetime | None, now: datetime) -> float | None:
    return None if since is None else max((now - since).total_seconds(), 0)
