"""Signals as rows: bumped in the transaction that makes the change, so that nobody hears of what did not happen."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select, text
from sqlalchemy.orm import Session

from workshop.live.models import Signal
from workshop.prepared import Prepared

CHANNEL = "signals"

_BUMP = text(
    "INSERT INTO signals (topic, revision) VALUES (:topic, 1) "
    "ON CONFLICT (topic) DO UPDATE SET revision = signals.revision + 1"
)


def bump(session: Session, topic: str) -> None:
    """Say that what this topic names has changed; pages hear of it once the caller has committed."""
    session.execute(_BUMP, {"topic": topic})
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_notify(CHANNEL, "")))


def revisions(session: Session, topics: Iterable[str]) -> dict[str, int]:
    """The revision of each of these topics; 0 of one that was never bumped."""
    wanted = list(topics)
    rows = _revisions_of(len(wanted)).rows(session, {f"topic_{number}": topic for number, topic in enumerate(wanted)})
    found: dict[str, int] = dict(rows)  # type: ignore[arg-type]  # pairs
    return {topic: found.get(topic, 0) for topic in wanted}


@cache
def _revisions_of(n: int) -> Prepared:
    """Asked whenever a page begins to listen, for the few topics that there are: built once for each number of them."""
    topics: list[Any] = [bindparam(f"topic_{number}") for number in range(n)]
    return Prepared(select(Signal.topic, Signal.revision).where(Signal.topic.in_(topics)))
