"""An everyday save, or the first to a sheet, in one statement, where what changed one table can change another.

Over a network each statement is a question and an answer: sheet, answers and receipt by themselves would be three, and two
more for the transaction around them.
"""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import CTE, JSON, String, Table, bindparam, cast, column, func, literal, select, true
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from workshop.answers.merging import Mark
from workshop.answers.models import Answer, Entry, Sheet, Writer
from workshop.answers.plan import Plan
from workshop.answers.standing import SEAT_AND_STEP_AS_SEEN, Seen
from workshop.answers.storing import REVISED_AS_SEEN, REVISED_FOR_OWNER, answer_rows, receipt_row, revised_as_seen
from workshop.answers.values import COLUMNS
from workshop.prepared import Prepared

_ENTRIES, _ANSWERS = ("id", "part", "rank"), ("entry_id", "question", "kind", *COLUMNS)
_MARK = ("writer", "seq", "revision")


def store_at_once(session: Session, seen: Seen, planned: Plan) -> int | None:
    """Store the planned save if sheet, seat and step are still as they were when it was planned; its sheet's id, or None.

    A sheet that is not stored yet is made by the same statement, with its entries.
    """
    sheet, brought, receipt = planned.sheet, planned.brought, planned.receipt
    mark = Mark(brought.writer, brought.seq)
    rows = answer_rows(sheet.id, planned.judged.writes, mark=mark, revision=planned.revision)
    told = receipt_row(sheet.id, receipt, digest=receipt.digest)
    given = {**told, **revised_as_seen(seen, planned), Answer.__tablename__: _rows_as_json(_ANSWERS, rows)}
    if not sheet.is_new:
        return _id(_everyday_save(for_owner="token_hash" in seen).rows(session, given))
    try:
        return _id(_first_save().rows(session, {**given, Entry.__tablename__: _rows_as_json(_ENTRIES, planned.entries)}))
    except IntegrityError:  # an entry of that name is there already, or the seat is not any more
        return None


def _id(found: Sequence[Sequence[Any]]) -> int | None:
    return found[0][0] if found else None


def _rows_as_json(names: Sequence[str], rows: Sequence[dict[str, Any]]) -> str:
    return json.dumps([{name: row[name] for name in names} for row in rows], default=_day, ensure_ascii=False)


def _day(value: object) -> str:
    if type(value) is not date:
        raise TypeError(f"not to be sent as JSON: {type(value)}")
    return value.isoformat()


@cache
def _everyday_save(*, for_owner: bool) -> Prepared:
    revised = REVISED_FOR_OWNER if for_owner else REVISED_AS_SEEN
    sheet = revised.returning(Sheet.__table__.c.id).cte("sheet")
    return Prepared(_made(sheet, _answers(sheet), _receipt(sheet)))


@cache
def _first_save() -> Prepared:
    table: Table = Sheet.__table__  # type: ignore[assignment]
    given = ("revision", "saved_at", "done_at", "countable")
    found = SEAT_AND_STEP_AS_SEEN.add_columns(literal(1), *_given(table, ("saved_at", *given)))
    adding = insert(table).from_select(["participant_id", "step_id", "saves", "created_at", *given], found)
    sheet = adding.on_conflict_do_nothing().returning(table.c.id).cte("sheet")
    return Prepared(_made(sheet, _entries(sheet), _answers(sheet), _receipt(sheet)))


def _made(sheet: CTE, *of_it: Insert) -> Any:
    """The id of the sheet that was found or made, with what belongs to it."""
    parts = [part.cte(f"part_{number}") for number, part in enumerate(of_it)]
    return select(sheet.c.id).add_cte(*parts)


def _entries(sheet: CTE) -> Insert:
    table: Table = Entry.__table__  # type: ignore[assignment]
    rows = _rows(table, _ENTRIES)
    found = select(*rows.c, sheet.c.id).select_from(sheet.join(rows, true()))
    return insert(table).from_select([*_ENTRIES, "sheet_id"], found)


def _answers(sheet: CTE) -> Insert:
    table: Table = Answer.__table__  # type: ignore[assignment]
    rows = _rows(table, _ANSWERS)
    found = select(*rows.c, sheet.c.id, *_given(table, _MARK)).select_from(sheet.join(rows, true()))
    adding = insert(table).from_select([*_ANSWERS, "sheet_id", *_MARK], found)
    change = [name for name in (*_ANSWERS, *_MARK) if name not in ("entry_id", "question")]
    set_ = {name: adding.excluded[name] for name in change}
    return adding.on_conflict_do_update(index_elements=["entry_id", "question"], set_=set_)


def _receipt(sheet: CTE) -> Insert:
    table: Table = Writer.__table__  # type: ignore[assignment]
    names = ("writer", "seq", "digest", "revision", "saved_at")
    adding = insert(table).from_select(["sheet_id", *names], select(sheet.c.id, *_given(table, names)))
    set_ = {name: adding.excluded[name] for name in names if name != "writer"}
    return adding.on_conflict_do_update(
        index_elements=["sheet_id", "writer"], set_=set_, where=table.c.seq <= adding.excluded.seq
    )


def _given(table: Table, names: Sequence[str]) -> list[Any]:
    return [bindparam(name, type_=table.c[name].type) for name in names]


def _rows(table: Table, names: Sequence[str]) -> Any:
    """Rows of these columns, given as one JSON text: of a list for each column the driver would look at every value."""
    rows = cast(bindparam(table.name, type_=String), JSON)
    columns = [column(name, table.c[name].type) for name in names]
    return func.json_to_recordset(rows).table_valued(*columns).render_derived(f"given_{table.name}", with_types=True)
