"""The migrations make exactly the tables that the models describe."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from workshop.extensions import Base, db


def differences() -> list:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, Base.metadata)


def test_a_migrated_database_is_what_the_models_say(app):
    assert differences() == []


def test_a_column_that_no_migration_made_is_found(app):
    with db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE attempts ADD COLUMN forgotten INTEGER")
    try:
        found = [one[0] for one in differences()]
    finally:
        with db.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE attempts DROP COLUMN forgotten")

    assert found == ["remove_column"]
