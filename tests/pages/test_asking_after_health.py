"""What the operator's monitor asks."""

import pytest
from sqlalchemy import text

from workshop.extensions import db


def test_a_living_process_is_healthy(browse):
    answer = browse().get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_a_migrated_database_is_ready(browse):
    answer = browse().get("/readyz")

    assert (answer.status_code, answer.text) == (200, "ready\n")


@pytest.fixture
def of_another_version(app):
    newest = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    set_version("older")
    yield
    set_version(newest)


def set_version(version: str) -> None:
    db.session.rollback()
    db.session.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    db.session.commit()


def test_a_database_of_another_version_is_not_ready(of_another_version, browse):
    answer = browse().get("/readyz")

    assert (answer.status_code, answer.text) == (503, "the database is not migrated: run `flask --app app upgrade`\n")
