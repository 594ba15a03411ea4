"""Writing tipsheets on the site: drafts as they come, corrections of what is published, and two people at one text."""

import re
import unicodedata
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.tipsheets import library
from workshop.tipsheets.models import WrittenTipsheet
from workshop.tipsheets.tipsheet import RESERVED_SLUGS, SLUG, Tipsheet

LONGEST_SLUG = 80


class SlugTaken(ValueError):
    """Another tipsheet has this address."""


class BadSlug(ValueError):
    """This makes no address: small letters, digits and single dashes do."""


class ChangedMeanwhile(RuntimeError):
    """Somebody saved another version since this one was opened."""


@dataclass(frozen=True)
class Words:
    """All that is typed of a tipsheet."""

    title: str = ""
    standfirst: str = ""
    author: str = ""
    language: str = "en"
    translation_of: str | None = None
    action: str = ""
    comments: str | None = None
    source: str = ""
    plain: str = ""

    @classmethod
    def of(cls, one: "WrittenTipsheet | Tipsheet | Words") -> "Words":
        """The words of a tipsheet that there is, as its form sends them back: without spaces around them."""
        held = {field.name: getattr(one, field.name) for field in fields(cls)}
        return cls(**{name: value.strip() if value else value for name, value in held.items()})

    def differing(self, other: "Words") -> list[str]:
        """The names of the fields in which the other one says something else."""
        return [field.name for field in fields(self) if getattr(self, field.name) != getattr(other, field.name)]


def written(session: Session, slug: str, *, to_change: bool = False) -> WrittenTipsheet | None:
    """What was written here under this slug; with `to_change` nobody else changes it until the transaction ends."""
    found = select(WrittenTipsheet).where(WrittenTipsheet.slug == slug)
    if to_change:
        found = found.with_for_update().execution_options(populate_existing=True)
    return session.scalar(found)


def slug_from(title: str) -> str:
    """An address made from a title: its letters without accents, its words joined with dashes; empty when it has none."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-")


def write(session: Session, words: Words, *, slug: str, now: datetime) -> WrittenTipsheet:
    """Begin a draft. Without a slug it gets one made from its title. Raises `BadSlug` and `SlugTaken`."""
    slug = slug or slug_from(words.title)
    _refuse_slug(session, slug)
    row = WrittenTipsheet(slug=slug, created_at=now, changed_at=now)
    _fill(row, words)
    session.add(row)
    session.flush()
    return row


def take_over(session: Session, one: Tipsheet, *, now: datetime) -> WrittenTipsheet:
    """Put a file of the library into the database as it is, so that it can be corrected here; safe to repeat."""
    row = written(session, one.slug, to_change=True)
    if row is None:
        row = WrittenTipsheet(slug=one.slug, published_at=one.published_at, created_at=now, changed_at=now)
        _fill(row, Words.of(one))
        session.add(row)
        session.flush()
    return row


def change(session: Session, row: WrittenTipsheet, words: Words, *, slug: str, revision: int, now: datetime) -> bool:
    """Save these words over revision `revision`; False, and nothing changed, when they are what stands there already.

    Once it is published this is a correction, which its page and its feeds tell; its address stays. Raises
    `ChangedMeanwhile`, `BadSlug` and `SlugTaken`.
    """
    if row.revision != revision:
        raise ChangedMeanwhile
    may_move = row.published_at is None and slug not in ("", row.slug)
    if may_move:
        _refuse_slug(session, slug)
        row.slug = slug
    if not may_move and not words.differing(Words.of(row)):
        return False
    _fill(row, words)
    row.revision += 1
    row.changed_at = now
    if row.is_published(now):
        row.corrected_at = now
    session.flush()
    return True


def remove(session: Session, row: WrittenTipsheet) -> bool:
    """Delete a draft; False for what is planned or published."""
    if row.published_at is not None:
        return False
    session.delete(row)
    session.flush()
    return True


def _fill(row: WrittenTipsheet, words: Words) -> None:
    for field in fields(words):
        setattr(row, field.name, getattr(words, field.name))


def _refuse_slug(session: Session, slug: str) -> None:
    if not SLUG.fullmatch(slug) or slug in RESERVED_SLUGS or len(slug) > LONGEST_SLUG:
        raise BadSlug(slug)
    if written(session, slug) is not None or any(one.slug == slug for one in library.everything()):
        raise SlugTaken(slug)
