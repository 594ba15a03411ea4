"""One answer's value as the database keeps it, as canonical JSON, and as the short digest that pages carry."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from typing import Any, assert_never
from uuid import UUID

from workshop.worksheets.definition import Kind
from workshop.worksheets.kinds import Value

COLUMNS = ("text", "number", "choice", "chips", "day", "ref_entry")
_EMPTY: Mapping[str, Any] = dict.fromkeys(COLUMNS)


def plain(value: Value | None) -> Any:
    """The value in what JSON knows: a day as YYYY-MM-DD, chips as a list, a reference as {"entry": id}."""
    match value:
        case date():
            return value.isoformat()
        case UUID():
            return {"entry": str(value)}
        case tuple():
            return list(value)
        case _:
            return value


def as_json(value: Value | None) -> str:
    """The value as canonical JSON: equal values give equal text."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def from_json(kind: Kind, words: str) -> Value | None:
    """The value that `as_json` wrote for a question of this kind."""
    given = json.loads(words)
    if given is None:
        return None
    match kind:
        case Kind.SHORT | Kind.LONG | Kind.CHIP | Kind.CHOICE | Kind.SCALE:
            return given
        case Kind.CHIPS:
            return tuple(given)
        case Kind.DAY:
            return date.fromisoformat(given)
        case Kind.REFERENCE:
            return UUID(given["entry"]) if isinstance(given, dict) else given
        case _:
            assert_never(kind)


def digest(value: Value | None) -> str:
    """Sixteen hex digits that stand for the value: what a page was rendered with."""
    return blake2b(as_json(value).encode(), digest_size=8).hexdigest()


def order_digest(entry_ids: tuple[str, ...]) -> str:
    """Sixteen hex digits that stand for an order of entries."""
    return blake2b(" ".join(entry_ids).encode(), digest_size=8).hexdigest()


NOTHING = digest(None)


def to_columns(kind: Kind, value: Value | None) -> dict[str, Any]:
    """The columns of an Answer of this kind that hold the value; every other one None."""
    if value is None:
        return dict(_EMPTY)
    return {**_EMPTY, **_filled(kind, value)}


def _filled(kind: Kind, value: Value) -> dict[str, Any]:
    match kind:
        case Kind.SHORT | Kind.LONG:
            return {"text": value}
        case Kind.CHIP | Kind.CHOICE:
            return {"choice": value}
        case Kind.CHIPS:
            assert isinstance(value, tuple)
            return {"chips": ",".join(value)}
        case Kind.SCALE:
            return {"number": value} if isinstance(value, int) else {"choice": value}
        case Kind.DAY:
            return {"day": value}
        case Kind.REFERENCE:
            return {"ref_entry": str(value)} if isinstance(value, UUID) else {"text": value}
        case _:
            assert_never(kind)


def from_columns(
    kind: str,
    text: str | None,
    number: int | None,
    choice: str | None,
    chips: str | None,
    day: date | None,
    ref_entry: str | None,
) -> Value | None:
    """The value in these columns of an Answer, the value columns in the order of COLUMNS; None if it was cleared."""
    known = Kind(kind)
    match known:
        case Kind.SHORT | Kind.LONG:
            return text
        case Kind.CHIP | Kind.CHOICE:
            return choice
        case Kind.CHIPS:
            return tuple(chips.split(",")) if chips else None
        case Kind.SCALE:
            return choice if number is None else number
        case Kind.DAY:
            return day
        case Kind.REFERENCE:
            return text if ref_entry is None else UUID(ref_entry)
        case _:
            assert_never(known)
