"""Backups of the whole database: one file each, taken while the site runs."""

import os
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import make_url

from workshop.operations import postgresql

_NAME = re.compile(r"workshop-(\d{8}T\d{6}Z)\.(db|dump)")


class BadBackup(RuntimeError):
    """A backup could not be made, or a file is not a whole backup of this site; the message says which and why."""


def back_up(url: str, folder: Path, *, now: datetime) -> Path:
    """Write the whole database to a new file in `folder`, readable by its owner alone. Raises `BadBackup`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    is_sqlite = url.startswith("sqlite")
    file = folder / f"workshop-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.{'db' if is_sqlite else 'dump'}"
    unfinished = file.with_suffix(".unfinished")
    os.close(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    try:
        if is_sqlite:
            _copy_sqlite(sqlite_file(url), unfinished)
        else:
            _dump_postgresql(url, unfinished)
        # Whoever finds a file under the final name may trust that it is whole.
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return file


def restore(url: str, file: Path) -> None:
    """Put the backup in the place of everything in the database. Raises `BadBackup`, having changed nothing."""
    if url.startswith("sqlite"):
        _refuse_broken_sqlite(file)
        _copy_sqlite(file, sqlite_file(url))
        return
    try:
        postgresql.restore(url, file)
    except postgresql.ProgramFailed as failure:
        raise BadBackup(f"{file} could not be restored: {failure}") from failure


def backups(folder: Path) -> list[tuple[datetime, Path]]:
    """The finished backups of a folder with the time of each, oldest first."""
    found = []
    for file in folder.glob("workshop-*"):
        if name := _NAME.fullmatch(file.name):
            found.append((datetime.strptime(name[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC), file))
    return sorted(found)


def delete_old(folder: Path, *, days: int, now: datetime) -> int:
    """Delete backups older than so many days, so that erased text leaves with them; how many went."""
    old = [file for made_at, file in backups(folder) if now - made_at > timedelta(days=days)]
    for file in old:
        file.unlink()
    return len(old)


def sqlite_file(url: str) -> Path:
    """The file behind a SQLite address. Raises `BadBackup` for a database in memory."""
    name = make_url(url).database
    if not name or name == ":memory:":
        raise BadBackup("A database in memory has no backup.")
    return Path(name)


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.exists():
        raise BadBackup(f"There is no database at {source}.")
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target, timeout=30)) as written:
        try:
            read.backup(written)
        except sqlite3.Error as failure:
            raise BadBackup(f"{source} could not be copied to {target}: {failure}") from failure


def _dump_postgresql(url: str, file: Path) -> None:
    try:
        postgresql.dump(url, file)
    except postgresql.ProgramFailed as failure:
        raise BadBackup(f"The backup failed: {failure}") from failure


def _refuse_broken_sqlite(file: Path) -> None:
    if not file.exists():
        raise BadBackup(f"There is no file {file}.")
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as read:
        try:
            verdict = read.execute("PRAGMA integrity_check").fetchone()[0]
            is_ours = read.execute("SELECT count(*) FROM alembic_version").fetchone()[0] == 1
        except sqlite3.Error as failure:
            raise BadBackup(f"{file} is not a backup of this site: {failure}") from failure
    if verdict != "ok" or not is_ours:
        raise BadBackup(f"{file} is damaged: {verdict}")
