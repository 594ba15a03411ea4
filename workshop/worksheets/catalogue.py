"""The worksheets this site ships: read from catalogue/*.toml when one is first asked for."""

from functools import cache, lru_cache
from pathlib import Path

from workshop.worksheets.reading import read_folder
from workshop.worksheets.worksheet import Worksheet

ACTION = "action"  # the key of the one on which people write what they mean to do
FOLDER = Path(__file__).parent / "catalogue"


class UnknownWorksheet(LookupError):
    """No worksheet has this key and version."""


@cache
def worksheet(key: str, version: int | None = None) -> Worksheet:
    """The worksheet with this key, in this version or, without one, the newest.

    Raises UnknownWorksheet.
    """
    found = [one for one in all_versions() if one.key == key and version in (None, one.version)]
    if not found:
        raise UnknownWorksheet(key, version)
    return max(found, key=lambda one: one.version)


@lru_cache(maxsize=256)
def asked_worksheet(key: str, version: int | None, need_keys: tuple[str, ...]) -> Worksheet:
    """The worksheet as an event asks it, rating these shared needs. Raises UnknownWorksheet, UnknownNeed."""
    return worksheet(key, version).for_needs(need_keys)


@cache
def worksheets() -> tuple[Worksheet, ...]:
    """Each worksheet in its newest version, by number; the closing question comes last."""
    newest = [worksheet(key) for key in {one.key for one in all_versions()}]
    return tuple(sorted(newest, key=lambda one: one.number))


@cache
def all_versions() -> tuple[Worksheet, ...]:
    """Every worksheet in every version. Raises WorksheetNotRead if a file is at fault."""
    return tuple(read_folder(FOLDER).values())
