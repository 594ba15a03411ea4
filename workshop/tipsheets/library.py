"""The tipsheets that come with the site: library/*.md, a file's name being its address."""

from functools import cache
from pathlib import Path

from workshop.tipsheets.tipsheet import Tipsheet, parse

FOLDER = Path(__file__).parent / "library"


@cache
def everything() -> tuple[Tipsheet, ...]:
    """Every tipsheet in the library, newest first, read when first asked for. Raises TipsheetNotRead."""
    return read_folder(FOLDER)


def read_folder(folder: Path) -> tuple[Tipsheet, ...]:
    """Every tipsheet in this folder, newest first; those of one day by title. Raises TipsheetNotRead."""
    found = [parse(path.stem, path.read_text(encoding="utf-8")) for path in folder.glob("*.md")]
    return tuple(sorted(found, key=lambda one: (-one.published_at.timestamp() if one.published_at else 0, one.title)))
