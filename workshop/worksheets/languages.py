"""In which languages a worksheet can be read, found from its texts themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from workshop.worksheets.definition import SOURCE_LANGUAGE, Text
from workshop.worksheets.worksheet import Worksheet


@dataclass(frozen=True)
class Written:
    """How much of a worksheet is written in one language: `n` texts `of` all; the others are read in English."""

    language: str
    n: int
    of: int

    @property
    def is_whole(self) -> bool:
        return self.n == self.of


def languages_of(worksheet: Worksheet) -> tuple[Written, ...]:
    """Every language in which at least one text of the worksheet is written: English first, then by their codes."""
    texts = list(_texts(worksheet))
    found = {language for text in texts for language in text.languages}
    ordered = sorted(found, key=lambda language: (language != SOURCE_LANGUAGE, language))
    return tuple(Written(one, sum(one in text.languages for text in texts), len(texts)) for one in ordered)


def _texts(part: object) -> Iterator[Text]:
    if isinstance(part, Text):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name))
    elif isinstance(part, tuple):
        for one in part:
            yield from _texts(one)
