"""For authors of worksheets: look a folder over before it is used."""

from pathlib import Path

import click
from flask import Blueprint

from workshop.worksheets.consistency import warnings
from workshop.worksheets.reading import WorksheetNotRead, faults_at, read_folder

bp = Blueprint("worksheets", __name__, cli_group=None)


@bp.cli.command("check-worksheets")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check_worksheets(folder: Path):
    """Say what is wrong with the worksheets in DIR, by file, line and field."""
    try:
        worksheets = read_folder(folder)
    except WorksheetNotRead as error:
        click.echo(error)
        raise SystemExit(1) from None
    for path, worksheet in worksheets.items():
        for fault in faults_at(path, warnings(worksheet)):
            click.echo(f"{fault} (warning)")
    if not worksheets:
        click.echo("There are no .toml files here.")
        raise SystemExit(1)
    click.echo("1 worksheet can be used." if len(worksheets) == 1 else f"{len(worksheets)} worksheets can be used.")
