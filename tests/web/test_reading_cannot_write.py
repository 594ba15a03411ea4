"""A safe request only reads, and the database itself sees to that."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from workshop.database import open_engine, writing
from workshop.events.models import Event
from workshop.extensions import db


def test_the_database_refuses_a_write_during_a_get(app, event):
    with app.test_request_context("/", method="GET"):
        found = db.session.get(Event, event.id)
        found.title = "Changed by reading"

        with pytest.raises(DBAPIError):
            db.session.commit()


def test_a_post_may_write(app, event):
    with app.test_request_context("/", method="POST"):
        db.session.get(Event, event.id).title = "Changed by posting"
        db.session.commit()

    db.session.refresh(event)
    assert event.title == "Changed by posting"


def test_a_note_about_the_visit_may_be_written_during_a_get(app, event):
    with app.test_request_context("/", method="GET"), writing():
        db.session.get(Event, event.id).title = "Noted"
        db.session.commit()

    db.session.refresh(event)
    assert event.title == "Noted"


@pytest.fixture
def postgresql(app, event):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("a server, and statements that it prepares, are PostgreSQL's")
    db.session.commit()
    db.engine.dispose()  # one connection from here on, which each request takes and gives back


def reads(app) -> int:
    """A page that reads; the id of the process that serves its connection."""
    with app.test_request_context("/", method="GET"):
        db.session.scalar(select(Event.id))
        process = db.session.scalar(text("SELECT pg_backend_pid()"))
        db.session.rollback()
    return process


def test_statements_stay_prepared_from_page_to_page(app, postgresql):
    for _again in range(8):
        reads(app)
    with app.test_request_context("/", method="GET"):
        kept = db.session.scalars(text("SELECT statement FROM pg_prepared_statements")).all()

    assert [words for words in kept if "FROM events" in words] != []


def test_a_connection_that_lay_idle_and_lost_its_server_is_replaced(app, postgresql, monkeypatch):
    lost = reads(app)
    beside = open_engine(app.config["SETTINGS"].database_url)
    with beside.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:process)"), {"process": lost})
    beside.dispose()
    monkeypatch.setattr("workshop.database.postgresql.PROBED_AFTER", 0.0)

    assert reads(app) != lost


def test_a_page_may_read_on_after_a_statement_that_failed(app, postgresql):
    with app.test_request_context("/", method="GET"):
        with pytest.raises(DBAPIError):
            db.session.execute(text("SELECT 1 / 0"))
        db.session.rollback()

        assert db.session.scalar(select(Event.id)) is not None
