"""Statements that are compiled once for each database, and handed to its driver as they are.

For the few that a whole room asks in the same minute, and for what happens while one of it holds the lock that all wait for:
SQLAlchemy's way through caches, contexts and result rows takes ten times as long as SQLite needs for such a statement.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Executable, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

Row = Sequence[Any]
Values = Mapping[str, Any]
Change = Callable[[Any], Any]


class Prepared:
    """One statement. Whatever is given to it, or found by it, goes through the types of its columns as always; NULL is None,
    whatever the type would make of it.
    """

    def __init__(self, statement: Executable):
        self._statement = statement
        self._forms: dict[str, _Form] = {}

    def rows(self, session: Session, values: Values) -> Sequence[Row]:
        """What this statement finds or returns, with what the session has not stored yet stored before.

        A SELECT that changes rows in its WITH is a transaction of its own while the session only looks.
        """
        connection = _connection(session)
        if self._statement.is_dml:
            _refuse_while_looking(connection)
        if _is_overheard(connection):
            return connection.execute(self._statement, values).all()
        form = self._form(connection.dialect)
        return form.found(_executed(connection, form, [form.given(values)], fetches=True)[1])

    def change(self, session: Session, *values: Values) -> int:
        """Run this INSERT, UPDATE or DELETE once for each of the values; how many rows it touched."""
        connection = _connection(session)
        _refuse_while_looking(connection)
        if _is_overheard(connection):
            given: Any = values if len(values) > 1 else values[0]
            return connection.execute(self._statement, given, execution_options={"preserve_rowcount": True}).rowcount
        form = self._form(connection.dialect)
        return _executed(connection, form, [form.given(one) for one in values])[0]

    def ready(self, session: Session, *values: Values) -> Callable[[], int]:
        """As `change`, to be run later: by then there is nothing left to do but to ask the driver."""
        connection = _connection(session)
        form = self._form(connection.dialect)
        given = [form.given(one) for one in values]

        def run() -> int:
            if _is_overheard(connection):
                return self.change(session, *values)
            _refuse_while_looking(connection)
            return _executed(connection, form, given)[0]

        return run

    def _form(self, dialect: Dialect) -> "_Form":
        if dialect.name not in self._forms:
            self._forms[dialect.name] = _form(self._statement, dialect)
        return self._forms[dialect.name]


@dataclass(frozen=True)
class _Form:
    """A statement in the words of one database. `names` are in the order of its places, None where places have names;
    `cursor` is the driver's for statements that are in the server's own words."""

    words: str
    names: Sequence[str] | None
    always: Values  # what the statement gives itself
    inward: Mapping[str, Change]
    outward: Sequence[tuple[int, Change]]
    cursor: Callable[[Any], Any] | None = None

    def given(self, values: Values) -> Any:
        """What the driver is given."""
        whole = {**self.always, **values}
        for name, change in self.inward.items():
            whole[name] = change(whole[name])
        return whole if self.names is None else [whole[name] for name in self.names]

    def found(self, rows: Sequence[Row]) -> Sequence[Row]:
        """What the driver found, in values of the columns' types."""
        if not self.outward:
            return rows
        changed = [list(row) for row in rows]
        for row in changed:
            for place, change in self.outward:
                if row[place] is not None:
                    row[place] = change(row[place])
        return changed


def _form(statement: Executable, dialect: Dialect) -> _Form:
    # psycopg looks for places through every statement; given the server's own $1 it need not.
    raw_cursor = getattr(dialect.loaded_dbapi, "RawCursor", None)
    kind: Any = type(dialect)
    in_servers_words = kind(paramstyle="numeric_dollar") if raw_cursor else dialect
    compiled: Any = statement.compile(dialect=in_servers_words)  # type: ignore[attr-defined]
    inward = {name: _type(one, dialect).bind_processor(dialect) for name, one in compiled.binds.items()}
    columns = list(statement.selected_columns) if isinstance(statement, Select) else _returned(statement)
    outward = [_type(one, dialect).result_processor(dialect, None) for one in columns]
    return _Form(
        words=str(compiled),
        names=compiled.positiontup if compiled.positional else None,
        always={name: one.effective_value for name, one in compiled.binds.items() if not one.required},
        inward={name: change for name, change in inward.items() if change is not None},
        outward=[(place, change) for place, change in enumerate(outward) if change is not None],
        cursor=raw_cursor,
    )


def _returned(statement: Executable) -> list[Any]:
    # Not `exported_columns`: it is remembered, also by statements that are made from this one with a RETURNING of their own.
    return list(getattr(statement, "_returning", ()))


def _type(one: Any, dialect: Dialect) -> TypeEngine[Any]:
    return one.type.dialect_impl(dialect)


def _connection(session: Session) -> Connection:
    session.flush()
    return session.connection()


def _refuse_while_looking(connection: Connection) -> None:
    if connection.info.get("looks_first"):
        raise RuntimeError("nothing is changed before one begins to write")


def _is_overheard(connection: Connection) -> bool:
    """Somebody listens to the statements, to count them or to write them down: then this one goes the usual way."""
    return bool(connection.dispatch.before_cursor_execute)


def _executed(
    connection: Connection, form: _Form, given: Sequence[Any], *, fetches: bool = False
) -> tuple[int, Sequence[Row]]:
    driven = connection.connection
    cursor = driven.cursor() if form.cursor is None else form.cursor(driven.driver_connection)
    try:
        if len(given) == 1:
            cursor.execute(form.words, given[0])
        else:
            cursor.executemany(form.words, given)
        return cursor.rowcount, cursor.fetchall() if fetches else []
    except Exception as fault:
        drivers_own = connection.dialect.loaded_dbapi.Error
        if not isinstance(fault, drivers_own):
            raise
        if connection.dialect.is_disconnect(fault, driven, cursor):
            connection.invalidate(fault)
        # Without what was given: faults are written down, answers are not.
        raise DBAPIError.instance(form.words, None, fault, drivers_own, dialect=connection.dialect) from fault
    finally:
        cursor.close()
