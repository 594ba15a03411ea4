"""One tipsheet: what stands at its top, and what it says to the reader."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any

import frontmatter
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from yaml import YAMLError

from workshop.tipsheets.markdown import n_words, to_html
from workshop.tipsheets.places import neutral

WORD_LIMIT = 500
WORDS_A_MINUTE = 200
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = r"^[a-z]{2,3}(-[A-Z]{2})?$"
ADDRESS = r"^[^@\s]+@[^@\s]+$"
RESERVED_SLUGS = {"latest", "feed", "preview", "new", "import"}


class TipsheetNotRead(ValueError):
    """A tipsheet cannot be published; the message names the file, its line where there is one, the field and what to do."""


class FrontMatter(BaseModel):
    """The lines between the two --- at the top of a tipsheet."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=1, max_length=100)
    standfirst: str = Field(min_length=1, max_length=300)
    author: str = Field(min_length=1, max_length=100)
    published_on: date
    language: str = Field(pattern=LANGUAGE)
    action: str = Field(min_length=1, max_length=500)
    comments: str | None = Field(default=None, pattern=ADDRESS)
    translation_of: str | None = Field(default=None, pattern=rf"^{SLUG.pattern}$")


@dataclass(frozen=True)
class Tipsheet:
    """A one-page article with an action item. `comments` is the address for them, if there is one.

    `published_at` is None for a draft; `plain` is the text of its letter where the one made from the article will not do;
    `translation_of` the slug of the tipsheet that this one says in another language.
    """

    slug: str
    title: str
    standfirst: str
    author: str
    published_at: datetime | None
    language: str
    action: str
    comments: str | None
    source: str
    translation_of: str | None = None
    corrected_at: datetime | None = None
    plain: str = ""

    @cached_property
    def html(self) -> Markup:
        """The article, safe to show; places that only a letter fills hold the word for everybody."""
        return to_html(neutral(self.source))

    @cached_property
    def words(self) -> str:
        """Everything it says, in small letters, to be searched."""
        return "\n".join((self.title, self.standfirst, self.action, self.source)).casefold()

    @property
    def n_words(self) -> int:
        """Every word on the page: title, standfirst, article and action."""
        return n_words(self.source) + sum(len(text.split()) for text in (self.title, self.standfirst, self.action))

    @property
    def minutes(self) -> int:
        """How long it takes to read, in whole minutes."""
        return max(1, round(self.n_words / WORDS_A_MINUTE))

    @property
    def published_on(self) -> date | None:
        """The day on which its page opened or will open, in UTC."""
        return self.published_at.date() if self.published_at else None

    @property
    def updated_at(self) -> datetime | None:
        """When its page said something new for the last time."""
        return self.corrected_at or self.published_at

    def is_published(self, now: datetime) -> bool:
        """True from the moment on at which everybody may read it."""
        return self.published_at is not None and self.published_at <= now


def parse(slug: str, text: str, *, name: str = "") -> Tipsheet:
    """The tipsheet written in this text of a file called `name`. Raises TipsheetNotRead.

    One that has more than WORD_LIMIT words would not print on one page, so it is refused.
    """
    name = name or f"{slug}.md"
    if not SLUG.fullmatch(slug) or slug in RESERVED_SLUGS:
        raise TipsheetNotRead(f"{name}: the file name is the address: small letters, digits and single dashes, please")
    try:
        fields, source = frontmatter.parse(text)
        head = FrontMatter.model_validate(fields)
    except YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise TipsheetNotRead(f"{name}, line {line}: the lines at the top are not YAML: {error}") from None
    except ValidationError as error:
        found = error.errors(include_url=False)[0]
        field = found["loc"][0]
        raise TipsheetNotRead(f"{name}, line {_line_of(str(field), text)}: {field}: {found['msg']}") from None
    given: dict[str, Any] = head.model_dump()
    published_at = datetime.combine(given.pop("published_on"), time(), UTC)
    tipsheet = Tipsheet(slug=slug, source=source, published_at=published_at, **given)
    if tipsheet.n_words > WORD_LIMIT:
        raise TipsheetNotRead(f"{name}: {tipsheet.n_words} words; one page holds {WORD_LIMIT}")
    return tipsheet


def _line_of(field: str, text: str) -> int:
    """The line, from 1, on which the field stands; 1 where it is missing."""
    begins = re.compile(rf"{re.escape(field)}\s*:")
    return next((number for number, line in enumerate(text.splitlines(), start=1) if begins.match(line)), 1)
