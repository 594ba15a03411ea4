"""Saving while the event itself changes: what a save saw before it had the lock is looked at again."""

from contextvars import Context
from datetime import timedelta

import pytest
from flask import template_rendered
from sqlalchemy import select, update

from tests import factories
from tests.answers.meanwhile import meanwhile
from tests.cast import BEN
from workshop.accounts.models import User
from workshop.answers.models import KeptCopy
from workshop.database import utcnow
from workshop.events.models import Event, Participant, Step
from workshop.extensions import db


@pytest.fixture
def begun(open_sheet):
    """Ben's worksheet, in which he has saved something."""
    sheet = open_sheet("objectives")
    sheet.press(sheet.open().fill("objective", "What came first"))
    return sheet


def elsewhere(app, change):
    """A deed: the change is committed over a connection of its own."""

    def deed():
        with app.app_context():
            db.session.execute(change)
            db.session.commit()

    return deed


def of_ben(column):
    users = select(User.id).where(User.address == BEN)
    return column.in_(users)


def test_a_seat_that_is_taken_away_meanwhile_stores_nothing(app, begun):
    form = begun.open().fill("objective", "Not any more")
    gone = update(Participant).where(of_ben(Participant.user_id)).values(removed_at=utcnow())

    with meanwhile(elsewhere(app, gone)):
        answer = begun.script(form)

    assert answer.status_code == 404
    elsewhere(app, update(Participant).where(of_ben(Participant.user_id)).values(removed_at=None))()
    assert begun.open().value("objective") == "What came first"


@pytest.mark.parametrize("what", [Step, Event])
def test_a_closing_meanwhile_is_told_and_keeps_the_words(app, begun, event, what):
    form = begun.open().fill("objective", "Too late")

    with meanwhile(elsewhere(app, update(what).values(closed_at=utcnow() - timedelta(minutes=2)))):
        answer = begun.script(form)

    assert answer.status_code == 409
    assert "closed" in answer.json
    assert db.session.scalars(select(KeptCopy.value)).all() == ['"Too late"']


def test_an_opening_meanwhile_changes_nothing_for_who_saves(app, begun, event):
    other = factories.step(event, "needs")

    with meanwhile(elsewhere(app, update(Step).where(Step.id == other.id).values(opened_at=utcnow()))):
        answer = begun.script(begun.open().fill("objective", "Fewer open claims"))

    assert answer.status_code == 200
    assert begun.open().value("objective") == "Fewer open claims"


def test_a_seat_that_moves_meanwhile_is_looked_at_again(app, begun, event):
    cleo = factories.user("cleo@northgate.example")
    moved = update(Participant).where(of_ben(Participant.user_id)).values(user_id=cleo.id)

    with meanwhile(elsewhere(app, moved)):
        answer = begun.script(begun.open().fill("objective", "Not mine any more"))

    assert answer.status_code == 404


def test_the_page_after_a_save_is_drawn_while_others_may_write(app, begun, monkeypatch):
    monkeypatch.setattr("workshop.database.sqlite.WAIT_SECONDS", 0.2)
    written = []

    def write(*_signal, **_more):
        Context().run(elsewhere(app, update(User).where(User.address == BEN).values(name="Ben")))
        written.append(True)

    with template_rendered.connected_to(write, app):
        answer = begun.press(begun.open().fill("objective", "x" * 2001))

    assert answer.status_code == 422
    assert written
