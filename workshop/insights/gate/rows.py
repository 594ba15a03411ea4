"""Rows: the event and its teams, the only cuts there are, and what else was ever printed of the people in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import add

from workshop.insights.gate.blocks import LEVELS, Block
from workshop.insights.gate.questions import Question
from workshop.insights.gate.tallies import Tally

FIRST = LEVELS[0]


@dataclass(frozen=True)
class Part:
    """The people of one block of level 6; `is_printed` when a row of level 6 was ever made of just them."""

    tally: Tally
    is_printed: bool = False


@dataclass(frozen=True)
class Increment:
    """Those by whom a row grew between two releases, and the level at which they were first printed in it."""

    level: int
    parts: tuple[Part, ...]

    @cached_property
    def tally(self) -> Tally:
        """All of them, added up."""
        return _added(part.tally for part in self.parts)


@dataclass(frozen=True)
class Row:
    """The people of one node, in the steps in which they came."""

    increments: tuple[Increment, ...]

    @property
    def level(self) -> int:
        """The level they are printed at now."""
        return self.increments[-1].level

    @cached_property
    def tally(self) -> Tally:
        """Everybody in the row, added up."""
        return _added(increment.tally for increment in self.increments)

    def stands_alone_at(self, level: int) -> bool:
        """Whether it was never printed at another level, and none of its blocks by itself."""
        is_told = any(part.is_printed for increment in self.increments for part in increment.parts)
        return not is_told and all(increment.level == level for increment in self.increments)


def row(question: Question, blocks: Iterable[Block], team: int | None = None) -> Row | None:
    """The row of the event (no team given) or of a team; None is silence.

    A team's row is one block of level 6, its largest: a second one beside it would tell, by subtraction, of those in
    between. The event's row is the sum of all blocks of the highest level that has any.
    """
    blocks = tuple(blocks)
    if team is not None:
        own = _largest(blocks, team)
        return None if own is None else Row((Increment(FIRST, (Part(own.tally),)),))
    if not blocks:
        return None
    alone = _printed_by_themselves(question, blocks)
    grown: list[Increment] = []
    seen: set[int] = set()
    for generation in sorted({block.generation for block in blocks}):
        there = {block.id: block for block in blocks if block.generation <= generation}
        level = max(block.level for block in there.values())
        if level == FIRST and len(there) < len(blocks):
            continue  # a small event's only block, which comes in again with those who made it grow
        new = [one for one in there.values() if one.level == FIRST and one.id not in seen]
        new = [one for one in new if _top(one, there).level == level]
        if new:
            is_the_row = not grown and len(new) == 1  # what is printed of it is printed of the row
            parts = tuple(Part(one.tally, one.id in alone and not is_the_row) for one in new)
            grown.append(Increment(level, parts))
            seen |= {one.id for one in new}
    return Row(tuple(grown))


def _added(tallies: Iterable[Tally]) -> Tally:
    return reduce(add, tallies)


def _largest(blocks: Sequence[Block], team: int) -> Block | None:
    own = [block for block in blocks if block.team == team and block.level == FIRST]
    return max(own, key=lambda block: (block.tally.n, -block.id), default=None)


def _printed_by_themselves(question: Question, blocks: Sequence[Block]) -> set[int]:
    """The blocks of level 6 that were ever the row of their team, or by themselves that of a small event."""
    small = [block for block in blocks if block.level == FIRST]
    first = min(block.generation for block in blocks)
    had_only_small = all(block.level == FIRST for block in blocks if block.generation == first)
    alone = {block.id for block in small if block.generation == first} if had_only_small else set()
    for team in {block.team for block in small} - {None} if question.by_team else ():
        own = sorted((block for block in small if block.team == team), key=lambda block: block.id)
        alone |= {block.id for at, block in enumerate(own) if all(block.tally.n > one.tally.n for one in own[:at])}
    return alone


def _top(block: Block, there: Mapping[int, Block]) -> Block:
    """The biggest block around this one, of those that are there."""
    while (parent := there.get(block.parent or 0)) is not None:
        block = parent
    return block
