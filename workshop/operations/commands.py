"""The commands of whoever runs the site: `flask --app app init`, `check`, `backup`, `restore`, `upgrade`."""

from pathlib import Path

import click
import flask_migrate
from alembic.script import ScriptDirectory
from flask import Blueprint, current_app
from sqlalchemy.exc import SQLAlchemyError

from workshop.accounts import second_factor
from workshop.accounts.addresses import BadAddress
from workshop.accounts.users import proven_user
from workshop.audit.log import note
from workshop.config import Settings
from workshop.database import utcnow
from workshop.extensions import db, migrate
from workshop.mail.headers import wire_domain
from workshop.operations import condition, ledger
from workshop.operations.backups import BadBackup, back_up, delete_old, sqlite_file
from workshop.operations.backups import restore as put_back
from workshop.operations.first_administrator import AlreadyLookedAfter, appoint_first_administrator
from workshop.operations.letters import hold_letters
from workshop.operations.mail_domain import findings

bp = Blueprint("operations", __name__, cli_group=None)

folder_option = click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where backups are kept; BACKUP_FOLDER if not said.",
)


@bp.cli.command()
@click.argument("address")
def init(address: str) -> None:
    """Make the first administrator, who signs in with ADDRESS and the password printed here, once."""
    try:
        password = appoint_first_administrator(db.session(), address, now=utcnow())
    except AlreadyLookedAfter as refusal:
        raise click.ClickException(str(refusal)) from None
    except BadAddress:
        raise click.ClickException(f"{address} is not an e-mail address.") from None
    db.session.commit()
    click.echo(f"{address} looks after the site and may plan workshops. The password, shown only now:\n\n    {password}\n")
    click.echo(f"Sign in at {_settings().address_of('/sign-in')}")


@bp.cli.command("end-second-step")
@click.argument("address")
def end_second_step(address: str) -> None:
    """Switch off the second step of the person with ADDRESS, who has lost phone and recovery codes. Be sure who asks."""
    user = proven_user(db.session(), address)
    if user is None:
        raise click.ClickException(f"Nobody has proven the address {address}.")
    second_factor.end(db.session(), user)
    note(db.session(), act="second_step.ended", actor="", subject=user.public_id, now=utcnow())
    db.session.commit()
    click.echo(f"{address} signs in without a second step now.")


@bp.cli.command()
@folder_option
@click.option("--mail-to", metavar="ADDRESS", help="Send a test letter to this address too.")
def check(folder: Path | None, mail_to: str | None) -> None:
    """Look whether the site is fit for use: address, TLS, clock, disk, database, age of the backup, mail."""
    now, settings = utcnow(), _settings()
    findings = [
        condition.base_url(settings.base_url),
        condition.database(db.session(), newest_revision=_newest_revision()),
        condition.clock(db.session(), now=now),
        condition.audit_log(db.session(), now=now),
        condition.disk(Path(current_app.instance_path)),
        condition.newest_backup(_folder(folder), now=now),
        condition.outbox(db.session(), now=now),
    ]
    db.session.rollback()
    if mail_to:
        findings.append(condition.mail(settings, to=mail_to))
    for finding in findings:
        click.echo(f"{'good' if finding.is_good else 'BAD '}  {finding.sentence}")
    if not all(finding.is_good for finding in findings):
        raise click.exceptions.Exit(1)


@bp.cli.command("check-mail-domain")
@click.option("--selector", default="", help="The DKIM selector that the mail server signs with.")
def check_mail_domain(selector: str) -> None:
    """Look up whether the domain of MAIL_FROM says who may send for it: SPF, DMARC, DKIM."""
    found = findings(wire_domain(_settings().mail_from), selector)
    for finding in found:
        click.echo(f"{'good' if finding.is_good else 'BAD '}  {finding.sentence}")
    if not all(finding.is_good for finding in found):
        raise click.exceptions.Exit(1)


@bp.cli.command()
@folder_option
def backup(folder: Path | None) -> None:
    """Write the whole database to a new file, while the site runs, and delete backups that are too old."""
    click.echo(f"Backup written: {_back_up(_folder(folder))}")
    ledger.write(_folder(folder), ledger.known(db.session()))


@bp.cli.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.confirmation_option(prompt="Everything in the database is replaced by the backup. Go on?")
@folder_option
def restore(file: Path, folder: Path | None) -> None:
    """Replace the whole database by the backup FILE. Stop the site first. What was there is backed up.

    Tables are brought up to date, letters that waited are held, and whoever had themself erased is erased again.
    """
    kept = _back_up(_folder(folder), delete=False) if _has_database() else None
    erased = [*_erased_since(), *ledger.read(_folder(folder)), *ledger.read(file.parent)]
    db.session.remove()
    db.engine.dispose()
    try:
        put_back(_url(), file)
    except BadBackup as failure:
        raise click.ClickException(str(failure)) from None
    flask_migrate.upgrade()
    n_held = hold_letters(db.session(), now=utcnow())
    n_again = ledger.replay(db.session(), erased, pepper=_settings().secret_key, now=utcnow())
    db.session.commit()
    click.echo(f"Restored from {file}." + (f" What was there before: {kept}" if kept else ""))
    click.echo(f"{n_held} letters were waiting when the backup was made. They are held: they may have been sent since.")
    click.echo("Mail stands still until an administrator lets it go on in the outbox, or `flask let-mail-go-on` does.")
    click.echo(f"Erasures since the backup, done again: {n_again}.")
    click.echo("The tables are up to date. Start the site.")


@bp.cli.command()
@folder_option
def upgrade(folder: Path | None) -> None:
    """Back up, then bring the database to this version's tables. Run it after every update."""
    if _has_database():
        click.echo(f"Backup written: {_back_up(_folder(folder))}")
    db.session.remove()
    flask_migrate.upgrade()
    click.echo("The database is up to date.")


def _settings() -> Settings:
    return current_app.config["SETTINGS"]


def _url() -> str:
    # The engine's address has the file's whole path, whichever folder the command was started in.
    return db.engine.url.render_as_string(hide_password=False)


def _folder(folder: Path | None) -> Path:
    return folder or Path(_settings().backup_folder)


def _back_up(folder: Path, *, delete: bool = True) -> Path:
    now = utcnow()
    try:
        file = back_up(_url(), folder, now=now)
    except BadBackup as failure:
        raise click.ClickException(str(failure)) from None
    if delete:
        delete_old(folder, days=_settings().backup_days, now=now)
    return file


def _erased_since() -> list[ledger.Line]:
    """What the database that is about to be replaced knows of erasures, as far as it can still be read."""
    try:
        return ledger.known(db.session())
    except SQLAlchemyError:
        return []


def _has_database() -> bool:
    url = _url()
    return not url.startswith("sqlite") or sqlite_file(url).exists()


def _newest_revision() -> str:
    config = migrate.get_config()
    return ScriptDirectory.from_config(config).get_current_head() or ""
