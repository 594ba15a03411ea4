"""The oracle: can any linear combination of published rows single out a handful of people?

Exact, over the rationals, and ignorant of blocks: it sees only who stood in which published row.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from itertools import combinations

FEWEST = 6


def isolates(rows: Iterable[frozenset[int]], fewer_than: int = FEWEST, known: Collection[int] = ()) -> int | None:
    """How many people some combination of rows depends on, if that is 1 to `fewer_than` - 1; else None.

    `known` are people whose answers the attacker knows: one's own, for a participant.
    """
    distinct = sorted({frozenset(row) for row in rows if row}, key=sorted)
    columns = Counter(tuple(person in row for row in distinct) for person in frozenset().union(*distinct) - frozenset(known))
    small = [column for column, people in columns.items() if people < fewer_than]
    whole = rank(list(columns))
    for chosen in (some for size in range(1, len(small) + 1) for some in combinations(small, size)):
        people = sum(columns[column] for column in chosen)
        if people < fewer_than and rank([column for column in columns if column not in chosen]) < whole:
            return people
    return None


def rank(columns: Sequence[Sequence[int]]) -> int:
    """The rank of the matrix with these columns."""
    left = [[Fraction(number) for number in column] for column in columns]
    found = 0
    for place in range(len(left[0]) if left else 0):
        pivot = next((line for line in left[found:] if line[place]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(found, pivot)
        for i in range(found + 1, len(left)):
            share = left[i][place] / pivot[place]
            left[i] = [one - share * two for one, two in zip(left[i], pivot, strict=True)]
        found += 1
    return found
