"""From what a person gave, entry by entry, to exactly one value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from workshop.insights.gate.questions import Kind, Question, Value


@dataclass(frozen=True)
class Sheet:
    """One person's answers to one worksheet, as far as figures need them.

    `given` holds for each field the values of all entries, chips laid end to end. A field nobody
    answered is absent; "I don't know" on a rating is None. Texts never come here: a field that
    only has to be filled in is given as any value.
    """

    given: Mapping[str, Sequence[int | str | None]]


def reduce(sheet: Sheet, question: Question) -> Value | None:
    """The one value this person has for the question, or None if they do not count.

    Rating: the mean of the entries, rounded half up, 1…5. Pair: (importance, delivery), None
    unless both are there. Choice: of several entries the option furthest down the list, which is
    the least certain one. Set: the chips named in any entry, perhaps none of them.
    """
    if not sheet.given.get(question.counted_if):
        return None
    given = [sheet.given.get(field, ()) for field in question.reads]
    match question.kind:
        case Kind.RATING:
            return _mean(given[0])
        case Kind.PAIR:
            importance, delivery = _mean(given[0]), _mean(given[1])
            return None if importance is None or delivery is None else (importance, delivery)
        case Kind.CHOICE:
            return next((one for one in reversed(question.options) if one in given[0]), question.otherwise)
        case Kind.SET:
            return frozenset(question.options).intersection(given[0])
    assert_never(question.kind)


def _mean(given: Sequence[int | str | None]) -> int | None:
    ratings = [rating for rating in given if isinstance(rating, int)]
    if not ratings:
        return None
    return (2 * sum(ratings) + len(ratings)) // (2 * len(ratings))
