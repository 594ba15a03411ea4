"""The actions that we ask about follow their sheet before anybody else can save on it."""

import pytest
from sqlalchemy import delete, text
from sqlalchemy.exc import OperationalError

from workshop.answers.models import Sheet
from workshop.database import is_looking, looking_first, open_engine, stand_in_line
from workshop.extensions import db
from workshop.prepared import Prepared
from workshop.workbook import saving_views
from workshop.workbook.follow_up import follow_action


@pytest.fixture
def server(app, settings):
    """Another connection to a server, which locks rows and not the whole database."""
    if settings.database_url.startswith("sqlite"):
        pytest.skip("SQLite has one lock for everybody")
    engine = open_engine(settings.database_url)
    with engine.connect() as other:
        yield other
    engine.dispose()


def test_nobody_else_saves_between_a_save_and_what_follows_it(server, open_sheet, monkeypatch):
    sheet = open_sheet("action")
    sheet.press(sheet.open().fill("will", "Call three of them"))
    found = []

    def follow_while_another_device_tries(*given, **named):
        with pytest.raises(OperationalError, match="could not obtain lock"):
            server.execute(text("SELECT id FROM sheets FOR UPDATE NOWAIT"))
        server.rollback()
        found.append(is_looking(db.session))
        follow_action(*given, **named)

    monkeypatch.setattr(saving_views, "follow_action", follow_while_another_device_tries)
    sheet.script(sheet.open().fill("will", "Call four of them"))

    assert found == [False]


def test_nothing_is_changed_and_nobody_stands_in_line_while_one_only_looks(server, app):
    nothing = Prepared(text("SELECT 1"))
    with app.test_request_context("/", method="POST"), looking_first():
        with pytest.raises(RuntimeError, match="stands in line"):
            stand_in_line(db.session, "sheets")
        with pytest.raises(RuntimeError, match="nothing is changed"):
            nothing.change(db.session, {})
        with pytest.raises(RuntimeError, match="nothing is changed"):
            db.session.execute(delete(Sheet))
        db.session.add(Sheet(participant_id=1, step_id=1))
        with pytest.raises(RuntimeError, match="nothing is changed"):
            db.session.flush()
        db.session.rollback()
