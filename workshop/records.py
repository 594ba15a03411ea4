"""The session's records, made from plain rows: what the mapper's own loader would hand out, for a third of its work.

For the few records that every page asks for, and those that are made whenever somebody joins. They are the session's like
any other: changes are stored, relationships are read when they are asked for, and so are columns that were left out.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Column, Table, bindparam, insert, inspect
from sqlalchemy.orm import Session, scoped_session
from sqlalchemy.orm.attributes import instance_state

from workshop.extensions import Base
from workshop.prepared import Prepared

Model = TypeVar("Model", bound=Base)


class Plain(Generic[Model]):
    """A model's `columns`, all or those named (its key among them), to be selected and made into its records."""

    def __init__(self, model: type[Model], *names: str):
        mapper = inspect(model)
        self.table = cast(Table, model.__table__)
        self.names = names or tuple(mapper.columns.keys())
        self.columns = [mapper.columns[name] for name in self.names]
        self._key = [self.names.index(mapper.get_property_by_column(column).key) for column in mapper.primary_key]
        self._mapper = mapper
        self._left_out = set(mapper.column_attrs.keys()) - set(self.names)
        given = [column for column in self.table.c if column is not self.table.autoincrement_column]
        self._defaults = {column.name: _default_of(column) for column in given}
        self._storing = Prepared(
            insert(self.table).values({column.name: bindparam(column.name) for column in given}).returning(*self.columns)
        )

    def record(self, session: Session, values: Sequence[Any]) -> Model | None:
        """The record with these values of `columns`, or as the session knows it already; None where the row has none."""
        key = tuple(values[place] for place in self._key)
        if None in key:
            return None
        session = session() if isinstance(session, scoped_session) else session
        identity: Any = self._mapper.identity_key_from_primary_key(key)
        known = session.identity_map.get(identity)
        if known is not None:
            return cast(Model, known)
        made = cast(Model, self._mapper.class_manager.new_instance())
        made.__dict__.update(zip(self.names, values, strict=True))
        # What `make_transient_to_detached` and `add` come to for a record that nothing else is attached to.
        state = instance_state(made)
        state.key, state.session_id = identity, session.hash_key
        state.expired_attributes.update(self._left_out)
        session.identity_map.add(state)
        return made

    def stored(self, session: Session, **values: Any) -> Model:
        """A new row with these values, stored at once, as a record; what is not given has its default."""
        if unknown := values.keys() - self._defaults.keys():
            raise TypeError(f"{self.table.name} has no {sorted(unknown)}")
        defaults = {name: default() for name, default in self._defaults.items() if name not in values}
        (row,) = self._storing.rows(session, {**defaults, **values})
        return cast(Model, self.record(session, row))


def records(session: Session, row: Sequence[Any], *parts: Plain[Any]) -> Iterator[Any]:
    """The records whose columns stand side by side in a row, in the order of `parts`."""
    start = 0
    for part in parts:
        end = start + len(part.columns)
        yield part.record(session, row[start:end])
        start = end


def _default_of(column: Column[Any]) -> Callable[[], Any]:
    """What makes the value of a column that is not given one. Raises TypeError for a default that only SQL can make."""
    default: Any = column.default
    if column.server_default is not None or not (default is None or default.is_scalar or default.is_callable):
        raise TypeError(f"the default of {column} is made by the database")
    if default is None:
        return lambda: None
    return (lambda: default.arg(None)) if default.is_callable else (lambda: default.arg)
