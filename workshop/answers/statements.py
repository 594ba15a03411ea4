"""INSERT … ON CONFLICT, as both databases know it, each built once: that takes longer than running it."""

from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.orm import Session

from workshop.database import insert_for
from workshop.extensions import Base
from workshop.prepared import Prepared


def insert_into(session: Session, model: type[Base]) -> Any:
    """An INSERT into the model's table that can be told what to do on conflict."""
    return _insert(session.get_bind().dialect.name, model)


def insert_or_change(
    session: Session,
    model: type[Base],
    *,
    key: tuple[str, ...],
    change: tuple[str, ...],
    besides: tuple[str, ...] = (),
    unless_above: str = "",
) -> Prepared:
    """An INSERT of all these columns, which only changes `change` of a row whose key is there already.

    That row stays as it is if it has more in the column `unless_above` than would be put there.
    """
    return _insert_or_change(session.get_bind().dialect.name, model, key, change, besides, unless_above)


@cache
def _insert(dialect: str, model: type[Base]) -> Any:
    return insert_for(dialect, model.__table__)


@cache
def _insert_or_change(
    dialect: str,
    model: type[Base],
    key: tuple[str, ...],
    change: tuple[str, ...],
    besides: tuple[str, ...],
    unless_above: str,
) -> Prepared:
    adding = _insert(dialect, model).values({column: bindparam(column) for column in (*key, *change, *besides)})
    new, old = adding.excluded, model.__table__.c
    where = old[unless_above] <= new[unless_above] if unless_above else None
    set_ = {column: new[column] for column in change}
    return Prepared(adding.on_conflict_do_update(index_elements=key, set_=set_, where=where))
