"""Signals as rows: bumped in the transaction that makes the change, so that nobody hears of what did not happen."""

from collections.abc import Iterable

from sqlalchemy import bindparam, func, select, text
from sqlalchemy.orm import Session

from workshop.live.models import Signal

CHANNEL = "signals"

_BUMP = text(
    "INSERT INTO signals (topic, revision) VALUES (:topic, 1) "
    "ON CONFLICT (topic) DO UPDATE SET revision = signals.revision + 1"
)
_REVISIONS = select(Signal.topic, Signal.revision).where(Signal.topic.in_(bindparam("topics", expanding=True)))


def bump(session: Session, topic: str) -> None:
    """Say that what this topic names has changed; pages hear of it once the caller has committed."""
    session.execute(_BUMP, {"topic": topic})
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_notify(CHANNEL, "")))


def revisions(session: Session, topics: Iterable[str]) -> dict[str, int]:
    """The revision of each of these topics; 0 of one that was never bumped."""
    wanted = list(topics)
    found = dict(session.execute(_REVISIONS, {"topics": wanted}).all())
    return {topic: found.get(topic, 0) for topic in wanted}
