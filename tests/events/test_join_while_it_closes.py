"""Whoever joins looks first: an event that closes before they have the lock takes nobody in."""

import pytest
from sqlalchemy import func, select, update

from workshop.database import utcnow
from workshop.events import joining
from workshop.events.models import Event, Participant
from workshop.extensions import db


@pytest.fixture
def closing(app, monkeypatch):
    """The event is closed, over a connection of its own, after the look and before the lock."""
    begin = joining.begin_writing

    def after_the_closing(session) -> bool:
        with app.app_context():
            db.session.execute(update(Event).values(closed_at=utcnow()))
            db.session.commit()
        return begin(session)

    monkeypatch.setattr(joining, "begin_writing", after_the_closing)


def test_nobody_is_taken_in_by_an_event_that_closed_meanwhile(event, browse, closing):
    before = db.session.scalar(select(func.count()).select_from(Participant))

    page = browse().post("/join/HERON-42", data={"address": "ivy@demo.example", "team": str(event.teams[0].id)})

    assert page.status_code == 404
    assert db.session.scalar(select(func.count()).select_from(Participant)) == before
