"""`flask demo`: the demo data, into an empty database."""

import click
import flask_migrate
from flask import Blueprint, current_app
from sqlalchemy import select

from workshop.accounts.models import User
from workshop.database import utcnow
from workshop.demo.building import build_demo
from workshop.extensions import db

bp = Blueprint("demo", __name__, cli_group=None)


@bp.cli.command("demo")
@click.option("--prepare", is_flag=True, help="Bring the tables up to date first, and leave a database in use as it is.")
def demo(prepare: bool) -> None:
    """Fill an empty database with the demo's people and events; only in demo mode."""
    if not current_app.config["SETTINGS"].demo:
        raise click.ClickException("Demo data comes with public passwords: it is only made in demo mode, with DEMO=1.")
    if prepare:
        _tell("The newest tables …")
        flask_migrate.upgrade()
    if db.session.scalar(select(User.id).limit(1)) is not None:
        if prepare:
            return
        raise click.ClickException("This database is in use. Demo data goes into an empty one.")
    pepper = current_app.config["SETTINGS"].secret_key
    build_demo(db.session, now=utcnow(), tell=_tell, pepper=pepper)
    db.session.commit()
    click.echo("The demo data is in place.")


def _tell(sentence: str) -> None:
    """Two spaces before it: `make run` passes such lines on."""
    click.echo(f"  {sentence}")
