"""Rows: the event and its teams, the only cuts there are."""

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.insights.gate.blocks import LEVELS, Block
from workshop.insights.gate.questions import Question
from workshop.insights.gate.tallies import Tally, total


@dataclass(frozen=True)
class Row:
    """The people of one node, and the level they are printed at."""

    level: int
    tally: Tally


def row(question: Question, blocks: Iterable[Block], team: int | None = None) -> Row | None:
    """The row of the event (no team given) or of a team; None is silence.

    It is the sum of the blocks of the highest level that has any for this node. The event has all
    blocks, a team its own, and a team is always printed at level 6.
    """
    parts = standing(blocks, team)
    if not parts:
        return None
    level = parts[0].level if team is None else LEVELS[0]
    return Row(level, total(question, (block.tally for block in parts)))


def standing(blocks: Iterable[Block], team: int | None = None) -> tuple[Block, ...]:
    """The blocks that stand in the node's row, all of one level."""
    own = [block for block in blocks if team is None or block.team == team]
    highest = max((block.level for block in own), default=None)
    return tuple(block for block in own if block.level == highest)
