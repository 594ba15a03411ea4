"""A tipsheet as its form sends it, and what to do when somebody else has saved in the meantime."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields

from workshop.tipsheets.tipsheet import Tipsheet
from workshop.tipsheets.writing import Words


@dataclass(frozen=True)
class Merged:
    """What one editor typed and another saved: `words` to look at again, and the saved ones where both changed a field."""

    words: Words
    theirs: dict[str, str]


def typed_words(form: Mapping[str, str]) -> Words:
    """The words of a posted form, without spaces around them; line breaks as Markdown has them."""
    typed = {field.name: form.get(field.name, "").replace("\r\n", "\n").strip() for field in fields(Words)}
    return Words(**(typed | {name: typed[name] or None for name in ("translation_of", "comments")}))  # type: ignore[arg-type]


def marks(words: Words) -> dict[str, str]:
    """A short mark of each field as it was opened, so that a field nobody touched is told from one that was changed."""
    return {field.name: _mark(getattr(words, field.name)) for field in fields(words)}


def opened_marks(form: Mapping[str, str]) -> dict[str, str]:
    """The marks that a posted form brings back."""
    return {field.name: form.get(f"opened-{field.name}", "") for field in fields(Words)}


def merged(mine: Words, opened: Mapping[str, str], saved: Words) -> Merged:
    """Mine where I typed, theirs where I did not. `opened` holds the marks with which my form was opened."""
    taken, theirs = {}, {}
    for field in fields(Words):
        own, other = getattr(mine, field.name), getattr(saved, field.name)
        is_touched = opened.get(field.name) != _mark(own)
        taken[field.name] = own if is_touched else other
        if is_touched and own != other and opened.get(field.name) != _mark(other):
            theirs[field.name] = other or ""
    return Merged(Words(**taken), theirs)


def as_tipsheet(words: Words, slug: str) -> Tipsheet:
    """The words as a tipsheet that nobody has published, to be looked at."""
    return Tipsheet(slug=slug, published_at=None, **{field.name: getattr(words, field.name) for field in fields(words)})


def _mark(value: str | None) -> str:
    return hashlib.sha256((value or "").encode()).hexdigest()[:16]
