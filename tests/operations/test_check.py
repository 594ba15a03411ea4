"""`flask check` says in sentences whether the site is fit for use."""

from datetime import timedelta

import pytest

from tests import factories
from tests.cast import ADA
from workshop.accounts.sign_ins import begin_sign_in
from workshop.database import utcnow
from workshop.extensions import db
from workshop.operations import condition


def test_plain_http_is_bad(app):
    assert condition.base_url("http://workshop.example") == condition.Finding(
        False, "http://workshop.example is not https: words and passwords would travel in the clear."
    )


def test_an_address_that_does_not_answer_is_bad():
    assert not condition.base_url("https://127.0.0.1:9").is_good


@pytest.mark.parametrize(("set_back", "is_good"), [(timedelta(0), True), (timedelta(days=1), False)])
def test_a_clock_that_was_set_back_is_found(app, set_back, is_good):
    begin_sign_in(db.session, factories.user(ADA), proof="password", now=utcnow())

    assert condition.clock(db.session, now=utcnow() - set_back).is_good is is_good


def test_a_sound_database_of_this_version_is_good(app):
    revision = db.session.execute(db.text("SELECT version_num FROM alembic_version")).scalar_one()

    assert condition.database(db.session, newest_revision=revision).is_good
    assert "upgrade" in condition.database(db.session, newest_revision="of tomorrow").sentence


def test_a_weaker_sqlite_is_bad(app):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("durability is PostgreSQL's own there")
    revision = db.session.execute(db.text("SELECT version_num FROM alembic_version")).scalar_one()
    db.session.rollback()
    db.session.connection().connection.dbapi_connection.execute("ROLLBACK")
    db.session.connection().connection.dbapi_connection.execute("PRAGMA synchronous=OFF")
    db.session.connection().connection.dbapi_connection.execute("BEGIN")

    finding = condition.database(db.session, newest_revision=revision)
    db.session.connection().invalidate()

    assert not finding.is_good
    assert "power cut" in finding.sentence


@pytest.mark.parametrize(("hours", "is_good"), [(2, True), (25, True), (27, False)])
def test_a_backup_older_than_a_day_is_bad(tmp_path, hours, is_good):
    now = utcnow()
    (tmp_path / f"workshop-{now - timedelta(hours=hours):%Y%m%dT%H%M%SZ}.db").touch()

    assert condition.newest_backup(tmp_path, now=now).is_good is is_good


def test_no_backup_at_all_is_bad(tmp_path):
    assert not condition.newest_backup(tmp_path, now=utcnow()).is_good


def test_the_command_fails_when_anything_is_bad_and_says_what(app, tmp_path):
    done = app.test_cli_runner().invoke(args=["check", "--folder", str(tmp_path)])

    assert done.exit_code == 1
    assert "BAD   http://localhost is not https" in done.output
    assert "good  The database is sound and up to date" in done.output
