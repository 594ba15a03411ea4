"""Every tipsheet of the site: the files of the library and what was written here, in one row, the newest first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.tipsheets import library
from workshop.tipsheets.models import WrittenTipsheet
from workshop.tipsheets.tipsheet import Tipsheet

PAGE_SIZE = 20


class UnknownTipsheet(LookupError):
    """No tipsheet has this slug."""


@dataclass(frozen=True)
class Heading:
    """What a list says of a published tipsheet, without its article."""

    slug: str
    title: str
    language: str
    published_at: datetime
    translation_of: str | None

    @property
    def origin(self) -> str:
        """The slug under which all its languages belong together."""
        return self.translation_of or self.slug


@dataclass(frozen=True)
class Neighbours:
    """What was published just before and just after a tipsheet, in its language."""

    older: Heading | None
    newer: Heading | None


def tipsheet(session: Session, slug: str) -> Tipsheet:
    """The tipsheet with this slug, published or not. Raises UnknownTipsheet."""
    row = session.scalar(select(WrittenTipsheet).where(WrittenTipsheet.slug == slug))
    if row is not None:
        return row.as_tipsheet()
    for one in library.everything():
        if one.slug == slug:
            return one
    raise UnknownTipsheet(slug)


def everything(session: Session) -> Sequence[Tipsheet]:
    """Every tipsheet, published or not: first what has no day yet, then the newest."""
    rows = [row.as_tipsheet() for row in session.scalars(select(WrittenTipsheet))]
    return _with_files(rows, taken={one.slug for one in rows})


def published(session: Session, *, now: datetime, language: str = "", limit: int | None = None) -> Sequence[Tipsheet]:
    """Those open to everybody, newest first: all, or the newest `limit`, in one language or in any."""
    rows = select(WrittenTipsheet).where(WrittenTipsheet.published_at <= now)
    if language:
        rows = rows.where(WrittenTipsheet.language == language)
    newest = session.scalars(rows.order_by(WrittenTipsheet.published_at.desc()).limit(limit))
    found = _with_files([one.as_tipsheet() for one in newest], taken=_files_taken_over(session))
    return [one for one in found if one.is_published(now) and language in ("", one.language)][:limit]


def latest(session: Session, *, now: datetime, language: str = "") -> Tipsheet | None:
    """The newest one in this language; in any when there is none."""
    found = published(session, now=now, language=language, limit=1)
    if not found and language:
        found = published(session, now=now, limit=1)
    return found[0] if found else None


def found(session: Session, words: str, *, now: datetime) -> Sequence[Tipsheet]:
    """The published tipsheets in which each of these words stands, whatever its case, newest first."""
    wanted = words.casefold().split()
    return [one for one in published(session, now=now) if all(word in one.words for word in wanted)]


def headings(session: Session, *, now: datetime) -> Sequence[Heading]:
    """What is open to everybody, newest first, without the articles; one statement."""
    columns = (
        WrittenTipsheet.slug,
        WrittenTipsheet.title,
        WrittenTipsheet.language,
        WrittenTipsheet.published_at,
        WrittenTipsheet.translation_of,
    )
    rows = session.execute(select(*columns)).all()
    taken = {row.slug for row in rows}
    ours = [Heading(slug, title, language, at, origin) for slug, title, language, at, origin in rows if at is not None]
    files = [
        Heading(one.slug, one.title, one.language, one.published_at, one.translation_of)
        for one in library.everything()
        if one.slug not in taken and one.published_at is not None
    ]
    return sorted(
        (one for one in ours + files if one.published_at <= now), key=lambda one: (-one.published_at.timestamp(), one.title)
    )


def whole(session: Session, slugs: Sequence[str]) -> Sequence[Tipsheet]:
    """The tipsheets with these slugs, in this order; one statement."""
    rows = session.scalars(select(WrittenTipsheet).where(WrittenTipsheet.slug.in_(slugs)))
    known = {one.slug: one for one in library.everything()} | {row.slug: row.as_tipsheet() for row in rows}
    return [known[slug] for slug in slugs]


def years(listed: Sequence[Heading]) -> dict[int, int]:
    """How many there are of each year, the newest first."""
    return dict(sorted(Counter(one.published_at.year for one in listed).items(), reverse=True))


def neighbours(one: Tipsheet, listed: Sequence[Heading]) -> Neighbours:
    """What to read before and after a tipsheet, among those listed in its language."""
    row = [heading for heading in listed if heading.language == one.language]
    at = next((place for place, heading in enumerate(row) if heading.slug == one.slug), None)
    if at is None:
        return Neighbours(None, None)
    return Neighbours(older=row[at + 1] if at + 1 < len(row) else None, newer=row[at - 1] if at > 0 else None)


def in_other_languages(one: Tipsheet, listed: Sequence[Heading]) -> Sequence[Heading]:
    """The same tipsheet in its other languages, by language."""
    origin = one.translation_of or one.slug
    others = [heading for heading in listed if heading.origin == origin and heading.slug != one.slug]
    return sorted(others, key=lambda heading: heading.language)


def _files_taken_over(session: Session) -> set[str]:
    """Slugs of files whose place a row has taken, published or not."""
    slugs = [one.slug for one in library.everything()]
    return set(session.scalars(select(WrittenTipsheet.slug).where(WrittenTipsheet.slug.in_(slugs))))


def _with_files(rows: list[Tipsheet], *, taken: set[str]) -> list[Tipsheet]:
    files = [one for one in library.everything() if one.slug not in taken]
    return sorted([*rows, *files], key=_newest_first)


def _newest_first(one: Tipsheet) -> tuple[float, str]:
    return (-one.published_at.timestamp() if one.published_at else float("-inf"), one.title)
