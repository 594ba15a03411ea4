"""An INSERT that knows what to do when the row is there already, in the words of each database."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def insert_into(session: Session, table: Any) -> postgresql.Insert | sqlite.Insert:
    """An insert that knows what to do `on_conflict_do_nothing` or `on_conflict_do_update`, in this database's own words."""
    return insert_for(session.get_bind().dialect.name, table)


def insert_for(dialect: str, table: Any) -> postgresql.Insert | sqlite.Insert:
    """The same for the database of this name, for statements that are built once."""
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)
