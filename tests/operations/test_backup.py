"""Backups hold everything, are nobody else's to read, and go when they are old."""

import stat
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from tests.cast import BEN
from workshop.accounts.models import User
from workshop.database import utcnow
from workshop.events.models import Event
from workshop.extensions import db
from workshop.operations.backups import BadBackup, back_up, backups, delete_old, restore

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def put_back(settings, file):
    db.session.remove()
    db.engine.dispose()
    restore(settings.database_url, file)


def test_a_backup_put_back_brings_everything_as_it_was(event, settings, tmp_path):
    file = back_up(settings.database_url, tmp_path, now=NOON)
    event.title = "Changed after the backup"
    db.session.commit()

    put_back(settings, file)

    assert db.session.scalar(select(Event.title)) == "Who are your customers?"
    assert db.session.scalar(select(User.address).where(User.address == BEN)) == BEN


def test_what_came_after_the_backup_is_gone_with_its_tables(event, settings, tmp_path):
    file = back_up(settings.database_url, tmp_path, now=NOON)
    with db.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE of_a_later_version (id INTEGER PRIMARY KEY)")

    put_back(settings, file)

    with db.engine.connect() as connection:
        assert not db.inspect(connection).has_table("of_a_later_version")
        assert db.inspect(connection).has_table("events")


def test_rules_of_the_database_hold_after_a_restore(event, settings, tmp_path):
    put_back(settings, back_up(settings.database_url, tmp_path, now=NOON))

    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO audit (id, at, act, actor, subject) VALUES (1, '2026-11-23 12:00:00+00:00', 'a', '', 's')"
        )
    with db.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.exec_driver_sql("UPDATE audit SET act = 'forged'")


def test_a_backup_can_be_read_by_its_owner_alone(event, settings, tmp_path):
    file = back_up(settings.database_url, tmp_path / "backups", now=NOON)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_backup_is_taken_while_somebody_writes(event, settings, tmp_path):
    with db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE events SET title = 'Half a thought'")

        file = back_up(settings.database_url, tmp_path, now=NOON)

    put_back(settings, file)
    assert db.session.scalar(select(Event.title)) == "Who are your customers?"


def test_a_broken_file_is_refused_and_nothing_changes(event, settings, tmp_path):
    file = back_up(settings.database_url, tmp_path, now=NOON)
    file.write_bytes(file.read_bytes()[:5000])

    with pytest.raises(BadBackup):
        put_back(settings, file)

    assert db.session.scalar(select(Event.title)) == "Who are your customers?"


def test_a_backup_that_fails_leaves_no_file(tmp_path):
    with pytest.raises(BadBackup):
        back_up(f"sqlite:///{tmp_path / 'missing.db'}", tmp_path / "backups", now=NOON)

    assert list((tmp_path / "backups").iterdir()) == []


def test_old_backups_are_deleted_and_other_files_are_left_alone(tmp_path):
    for days in (0, 29, 31, 60):
        (tmp_path / f"workshop-{NOON - timedelta(days=days):%Y%m%dT%H%M%SZ}.db").touch()
    (tmp_path / "workshop-notes.txt").touch()

    assert delete_old(tmp_path, days=30, now=NOON) == 2
    assert [made_at for made_at, _ in backups(tmp_path)] == [NOON - timedelta(days=29), NOON]
    assert (tmp_path / "workshop-notes.txt").exists()


@pytest.mark.parametrize("command", ["backup", "upgrade"])
def test_the_command_says_where_the_backup_is(app, event, command, tmp_path):
    done = app.test_cli_runner().invoke(args=[command, "--folder", str(tmp_path)])

    (made_at, file) = backups(tmp_path)[0]
    assert done.exit_code == 0, done.output
    assert f"Backup written: {file}" in done.output
    assert abs(made_at - utcnow()) < timedelta(minutes=1)
