"""Two questions the operator's machines ask: is the process alive, and may it take visitors?"""

from functools import cache

from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from workshop.database import DatabaseBusy
from workshop.extensions import db


@cache
def newest_revision(folder: str) -> str | None:
    """The revision the database should be at, read from the migrations once."""
    return ScriptDirectory(folder).get_current_head()


def healthz():
    """200 while the process answers; asks nothing of anything else."""
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


def readyz():
    """200 when the database answers and is migrated, else 503 and what is missing, in one line."""
    try:
        revision = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    except (SQLAlchemyError, DatabaseBusy):
        db.session.rollback()
        return _line("the database does not answer or has no tables", 503)
    if revision != newest_revision(current_app.extensions["migrate"].directory):
        return _line("the database is not migrated: run `flask --app app upgrade`", 503)
    return _line("ready", 200)


def _line(words: str, status: int):
    return f"{words}\n", status, {"Content-Type": "text/plain; charset=utf-8"}
