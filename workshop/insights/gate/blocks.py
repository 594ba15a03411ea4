"""Blocks: sets of people, added up once and never reopened."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from workshop.insights.gate.questions import Question, Value
from workshop.insights.gate.tallies import Tally, tally, total

FLOOR = 6
LEVELS = (6, 10, 20)


@dataclass(frozen=True)
class Block:
    """A set of people for one question, of one team or of none.

    Blocks nest: one of level 10 or 20 is a union of blocks of the level below, which name it as
    their parent. Who is in it is known only from the rows "counted in"; the tally outlives them.
    `generation` is the adding up that made it, from 1: those of one generation were first printed together.
    """

    id: int
    level: int
    team: int | None
    tally: Tally
    parent: int | None = None
    generation: int = 1


class Waiting(NamedTuple):
    """An eligible person with a value and no block yet."""

    person: int
    team: int
    value: Value


# There may be ten thousand: an item of a tuple is had in half the time of its name.
_PERSON, _TEAM, _VALUE = (itemgetter(Waiting._fields.index(name)) for name in ("person", "team", "value"))


@dataclass(frozen=True)
class Extension:
    """What one adding up did: all blocks after it, and who was counted in which of level 6.

    New blocks have ids above those of the blocks that were there, the smaller levels first.
    """

    blocks: tuple[Block, ...]
    counted: Mapping[int, int]


def checked_floor(floor: int) -> int:
    """The floor itself: at least six people, so five others stand beside any reader.

    Raises ValueError for anything lower.
    """
    if floor < FLOOR:
        raise ValueError(f"at least {FLOOR} people stand in a figure, not {floor}")
    return floor


def extend(
    question: Question,
    blocks: Sequence[Block],
    waiting: Iterable[Waiting],
    *,
    floor: int = FLOOR,
) -> Extension:
    """Add up those who wait, into new blocks; the ones that exist change nothing but their parent.

    `floor` is the event's: a block of level L has at least the larger of L and the floor.
    Linear in the number of people. Raises ValueError for a floor under six.
    """
    checked_floor(floor)
    after = list(blocks)
    generation = max((block.generation for block in blocks), default=0) + 1
    counted = _count_people(question, after, waiting, floor, generation)
    for below, level in pairwise(LEVELS):
        _join_blocks(question, after, below, level, generation)
    return Extension(tuple(after), counted)


def _count_people(
    question: Question, after: list[Block], waiting: Iterable[Waiting], floor: int, generation: int
) -> dict[int, int]:
    by_team: dict[int | None, list[Waiting]] = defaultdict(list)
    for one in waiting:
        by_team[_TEAM(one)].append(one)
    counted: dict[int, int] = {}
    sizes = {team: len(people) for team, people in by_team.items()}
    for team, members in _pools(sizes, max(LEVELS[0], floor)).items():
        people = [one for member in members for one in by_team[member]]
        values = tally(question, map(_VALUE, people))
        block = Block(_next_id(after), LEVELS[0], team, values, generation=generation)
        after.append(block)
        counted.update(dict.fromkeys(map(_PERSON, people), block.id))
    return counted


def _join_blocks(question: Question, after: list[Block], below: int, level: int, generation: int) -> None:
    by_team: dict[int | None, list[int]] = defaultdict(list)
    for place, block in enumerate(after):
        if block.level == below and block.parent is None:
            by_team[block.team].append(place)
    sizes = {team: sum(after[i].tally.n for i in places) for team, places in by_team.items()}
    for team, members in _pools(sizes, level).items():
        places = [place for member in members for place in by_team[member]]
        sum_of_parts = total(question, (after[place].tally for place in places))
        joint = Block(_next_id(after), level, team, sum_of_parts, generation=generation)
        after.append(joint)
        for place in places:
            after[place] = replace(after[place], parent=joint.id)


def _pools(sizes: Mapping[int | None, int], minimum: int) -> dict[int | None, list[int | None]]:
    """Which teams stand alone, and which go together into the rest (None); too few keep waiting.

    It sees how many there are, never what they answered.
    """
    alone = {team: n for team, n in sizes.items() if team is not None and n >= minimum}
    rest = sum(sizes.values()) - sum(alone.values())
    while 0 < rest < minimum and alone:
        smallest = min(alone, key=lambda team: (alone[team], team))
        rest += alone.pop(smallest)
    pools: dict[int | None, list[int | None]] = {team: [team] for team in sorted(alone)}
    if rest >= minimum:
        pools[None] = [team for team in sizes if team not in alone]
    return pools


def _next_id(blocks: Sequence[Block]) -> int:
    return max((block.id for block in blocks), default=0) + 1
