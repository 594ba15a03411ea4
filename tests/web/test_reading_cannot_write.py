"""A safe request reads in a transaction that the database itself keeps read-only."""

import pytest
from sqlalchemy.exc import DBAPIError

from workshop.database import writing
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
