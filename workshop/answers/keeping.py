"""Kept copies: words that lost against other words, or came too late, for their author alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.orm import Session

from workshop.answers.models import KeptCopy
from workshop.answers.values import as_json
from workshop.worksheets.kinds import Value, is_answered


@dataclass(frozen=True)
class Words:
    """A value, and where on the sheet it stands or stood."""

    entry: str
    question: str
    value: Value | None


def keep(session: Session, sheet_id: int, words: Sequence[Words], *, cause: str, now: datetime) -> tuple[Words, ...]:
    """Keep a copy of each that says anything, once however often it comes; `cause` is "conflict" or "closed".

    Returns those that say anything.
    """
    said = tuple(one for one in dict.fromkeys(words) if is_answered(one.value))
    if not said:
        return ()
    copies = select(KeptCopy.entry_id, KeptCopy.question, KeptCopy.value).where(KeptCopy.sheet_id == sheet_id)
    there = {(row.entry_id, row.question, row.value) for row in session.execute(copies)}
    rows = [
        {"sheet_id": sheet_id, "entry_id": entry, "question": question, "value": value, "cause": cause, "kept_at": now}
        for entry, question, value in (_key(one) for one in said)
        if (entry, question, value) not in there
    ]
    if rows:
        session.execute(insert(KeptCopy.__table__), rows)  # type: ignore[arg-type]
    return said


def let_go(session: Session, sheet_id: int, words: Sequence[Words]) -> None:
    """Delete the copies of words that lost a conflict and have been stored after all."""
    if words:
        place = tuple_(KeptCopy.entry_id, KeptCopy.question, KeptCopy.value)
        gone = delete(KeptCopy).where(
            KeptCopy.sheet_id == sheet_id, KeptCopy.cause == "conflict", place.in_([_key(one) for one in words])
        )
        session.execute(gone.execution_options(synchronize_session=False))


def _key(words: Words) -> tuple[str, str, str]:
    return words.entry, words.question, as_json(words.value)
