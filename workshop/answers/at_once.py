"""An everyday save in one statement, for a database that can change one table by what it changed in another.

Over a network each statement is a question and an answer: sheet, answers and receipt by themselves would be three, and two
more for the transaction around them.
"""

from functools import cache
from typing import Any

from sqlalchemy import ARRAY, Table, bindparam, column, func, select, true
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from workshop.answers.merging import Mark
from workshop.answers.models import Answer, Sheet, Writer
from workshop.answers.plan import Plan
from workshop.answers.storing import REVISED_AS_SEEN, answer_rows, receipt_row, revised_as_seen
from workshop.answers.values import COLUMNS
from workshop.events.models import Participant, Step
from workshop.prepared import Prepared

_VALUES = ("entry_id", "question", "kind", *COLUMNS)
_MARK = ("writer", "seq", "revision")


def store_at_once(session: Session, seat: Participant, step: Step, planned: Plan) -> bool:
    """Store the planned save if sheet, seat and step are still as they were when it was planned; whether they are."""
    sheet, brought, receipt = planned.sheet, planned.brought, planned.receipt
    mark = Mark(brought.writer, brought.seq)
    rows = answer_rows(sheet.id, planned.judged.writes, mark=mark, revision=planned.revision)
    given = {name: [row[name] for row in rows] for name in _VALUES}
    told = receipt_row(sheet.id, receipt, digest=receipt.digest)
    return _save().rows(session, {**told, **revised_as_seen(seat, step, planned), **given})[0][0] == 1


@cache
def _save() -> Prepared:
    sheets: Table = Sheet.__table__  # type: ignore[assignment]
    sheet = REVISED_AS_SEEN.returning(sheets.c.id).cte("sheet")
    answers, receipt = _answers(sheet).cte("answers_of_it"), _receipt(sheet).cte("receipt")
    return Prepared(select(func.count()).select_from(sheet).add_cte(answers, receipt))


def _answers(sheet: Any) -> Any:
    table: Table = Answer.__table__  # type: ignore[assignment]
    given = [bindparam(name, type_=ARRAY(table.c[name].type)) for name in _VALUES]
    rows = func.unnest(*given).table_valued(*[column(name, table.c[name].type) for name in _VALUES]).render_derived("given")
    mark = [bindparam(name, type_=table.c[name].type) for name in _MARK]
    found = select(*rows.c, sheet.c.id, *mark).select_from(sheet.join(rows, true()))
    adding = insert(table).from_select([*_VALUES, "sheet_id", *_MARK], found)
    change = [name for name in (*_VALUES, *_MARK) if name not in ("entry_id", "question")]
    set_ = {name: adding.excluded[name] for name in change}
    return adding.on_conflict_do_update(index_elements=["entry_id", "question"], set_=set_)


def _receipt(sheet: Any) -> Any:
    table: Table = Writer.__table__  # type: ignore[assignment]
    names = ("writer", "seq", "digest", "revision", "saved_at")
    found = select(sheet.c.id, *[bindparam(name, type_=table.c[name].type) for name in names])
    adding = insert(table).from_select(["sheet_id", *names], found)
    set_ = {name: adding.excluded[name] for name in names if name != "writer"}
    return adding.on_conflict_do_update(
        index_elements=["sheet_id", "writer"], set_=set_, where=table.c.seq <= adding.excluded.seq
    )
