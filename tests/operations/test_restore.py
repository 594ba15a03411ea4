"""Restoring keeps what was there, and sends no letter a second time."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.cast import BEN
from workshop.database import utcnow
from workshop.events.models import Event
from workshop.extensions import db
from workshop.mail.models import OutgoingMail
from workshop.mail.pausing import current_pause
from workshop.operations import condition
from workshop.operations.backups import back_up, backups


def letter(state: str) -> OutgoingMail:
    now = utcnow()
    return OutgoingMail(
        dedupe_key=state,
        kind="sign_in",
        to_address=BEN,
        subject="Your code",
        text="It is in here.",
        message_id=f"<{state}@localhost.example>",
        state=state,
        created_at=now,
        not_before=now,
        expires_at=now + timedelta(hours=1),
    )


@pytest.fixture
def restored(app, event, settings, tmp_path):
    """The command's outcome, on a database that changed after the backup was made."""
    db.session.add_all(letter(state) for state in ("queued", "retry", "inflight", "sent", "failed"))
    db.session.commit()
    file = back_up(settings.database_url, tmp_path / "yesterday", now=utcnow() - timedelta(days=1))
    event.title = "Changed after the backup"
    db.session.commit()
    return app.test_cli_runner().invoke(args=["restore", str(file), "--yes", "--folder", str(tmp_path)])


def test_what_was_there_before_is_backed_up(restored, tmp_path):
    assert restored.exit_code == 0, restored.output
    assert f"What was there before: {backups(tmp_path)[0][1]}" in restored.output
    assert db.session.scalar(select(Event.title)) == "Who are your customers?"


def test_letters_that_waited_are_held_and_the_others_left_as_they_are(restored):
    states = dict(db.session.execute(select(OutgoingMail.dedupe_key, OutgoingMail.state)).all())

    assert states == {
        "queued": "uncertain",
        "retry": "uncertain",
        "inflight": "uncertain",
        "sent": "sent",
        "failed": "failed",
    }
    assert "3 letters were waiting" in restored.output


def test_nothing_is_restored_without_a_yes(app, event, settings, tmp_path):
    file = back_up(settings.database_url, tmp_path, now=utcnow())
    event.title = "Changed after the backup"
    db.session.commit()

    refused = app.test_cli_runner().invoke(args=["restore", str(file), "--folder", str(tmp_path)], input="n\n")

    assert refused.exit_code == 1
    assert db.session.scalar(select(Event.title)) == "Changed after the backup"


def test_a_file_that_is_no_backup_is_refused_in_a_sentence(app, event, tmp_path):
    (tmp_path / "notes.db").write_text("not a database")

    refused = app.test_cli_runner().invoke(args=["restore", str(tmp_path / "notes.db"), "--yes", "--folder", str(tmp_path)])

    assert refused.exit_code == 1
    assert refused.output.startswith(f"Error: {tmp_path / 'notes.db'}")
    assert db.session.scalar(select(Event.title)) == "Who are your customers?"


def test_no_mail_goes_after_a_restore_until_somebody_says_so(restored, app):
    assert current_pause(db.session).because == "restored"
    assert "No mail goes" in condition.outbox(db.session, now=utcnow()).sentence
    db.session.rollback()

    assert "Mail goes on." in app.test_cli_runner().invoke(args=["let-mail-go-on"]).output

    assert current_pause(db.session) is None
    assert condition.outbox(db.session, now=utcnow()).is_good
