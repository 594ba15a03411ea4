"""The folder to which returned mail is delivered (a Maildir), read by the worker."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from workshop import due
from workshop.config import Settings
from workshop.mail.bouncing import take_back
from workshop.mail.returned import read_returned

log = logging.getLogger("workshop.mail")

MOST = 500  # messages at a time
MOST_BYTES = 300_000  # of each: a report stands before the letter it returns
SEEN = ".Seen"  # the subfolder of what is for a person, so that it is not listed every two minutes


@due.every(timedelta(minutes=2))
def read_returned_mail(session: Session, *, settings: Settings, now: datetime) -> None:
    """Take in what came back. Reports of our letters are deleted; all else goes to the subfolder `.Seen`, for a person."""
    if not settings.bounce_folder:
        return
    for file in _unseen(Path(settings.bounce_folder)):
        is_ours = _take_in(session, file, settings=settings, now=now)
        session.commit()
        # Only now: were it deleted before the commit, a crash would lose it; taken in twice it does no harm.
        if is_ours:
            file.unlink(missing_ok=True)
        else:
            _put_aside(file, Path(settings.bounce_folder))


def _take_in(session: Session, file: Path, *, settings: Settings, now: datetime) -> bool:
    with file.open("rb") as opened:
        raw = opened.read(MOST_BYTES)
    try:
        returned = read_returned(raw, settings)
    except (ValueError, LookupError, TypeError, AttributeError):  # what the e-mail library raises over broken messages
        log.warning("returned mail could not be read: %s", file.name)
        return False
    return returned is not None and take_back(session, returned, now=now)


def _unseen(folder: Path) -> Iterator[Path]:
    files = [*sorted((folder / "new").glob("*")), *sorted((folder / "cur").glob("*"))]
    unseen = [file for file in files if file.is_file() and "S" not in _flags(file)]
    for file in files:
        if file.is_file() and "S" in _flags(file):
            _put_aside(file, folder)
    return iter(unseen[:MOST])


def _put_aside(file: Path, folder: Path) -> None:
    """Into the subfolder, seen, with whatever flags it had."""
    for part in ("new", "cur", "tmp"):
        (folder / SEEN / part).mkdir(parents=True, exist_ok=True)
    flags = "".join(sorted({*_flags(file), "S"}))
    file.rename(folder / SEEN / "cur" / f"{file.name.partition(':')[0]}:2,{flags}")


def _flags(file: Path) -> str:
    return file.name.partition(":2,")[2]
