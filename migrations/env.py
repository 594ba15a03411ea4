"""How migrations run: inside the app, on its engine, in one transaction."""

from alembic import context
from flask import current_app

from workshop.database import UtcDateTime
from workshop.extensions import Base

database = current_app.extensions["migrate"].db


def render_item(kind, item, autogen_context):
    """Write our aware time as the plain column type, so that migrations import nothing of ours."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


with database.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
