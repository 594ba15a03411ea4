"""`flask --app app import-tipsheet FILE…`: old issues into the archive."""

from pathlib import Path

import click

from workshop.database import utcnow
from workshop.extensions import db
from workshop.tipsheets.importing import NotImported, import_issues
from workshop.tipsheets.views import bp


@bp.cli.command("import-tipsheet")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_tipsheet(files: tuple[Path, ...]) -> None:
    """Bring FILES along, each a tipsheet in Markdown with front matter: all of them, or none with the reasons."""
    try:
        rows = import_issues(db.session(), [(file.name, file.read_bytes()) for file in files], now=utcnow())
    except NotImported as refusal:
        raise click.ClickException("\n".join(refusal.sentences)) from None
    db.session.commit()
    for row in rows:
        click.echo(f"/tips/{row.slug}: {row.title}")
