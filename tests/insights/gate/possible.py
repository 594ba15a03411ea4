"""The other oracle: all the rooms that a set of printed rows could be of, told apart by nothing but what is printed."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from workshop.insights.gate.blocks import LEVELS, Block, Waiting, extend
from workshop.insights.gate.coarsen import coarsen
from workshop.insights.gate.figures import Figure
from workshop.insights.gate.questions import Kind, Question
from workshop.insights.gate.rows import Row, row
from workshop.insights.gate.tallies import Tally, total

YES = Question("action.names_moment", 1, Kind.CHOICE, ("moment",), "action", options=("yes", "no"), favoured="yes")
CHIP = Question("needs.kinds", 1, Kind.SET, ("needs",), "who", options=("quick",))
RATED = Question("needs.rated", 1, Kind.RATING, ("rated",), "rated")
ANY = {Kind.CHOICE: "no", Kind.SET: frozenset(), Kind.RATING: 3}

Formatter = Callable[[Question, Row], Figure]
Savers = Sequence[Sequence[int]]  # for each adding up how many of each team had saved


def given_away(question: Question, savers: Savers, formatter: Formatter = coarsen) -> list[tuple[int, set[int]]]:
    """What all releases together tell: the size of a block, and that nobody or everybody in it chose or rated high.

    Exhaustive: each room that can be is added up and printed, for every release and every node.
    """
    blocks = _blocks(question, savers)
    atoms = [block for block in blocks if block.level == LEVELS[0]]
    rooms: dict[tuple, list[set[int]]] = defaultdict(lambda: [set() for _ in atoms])
    for tallies in product(*(list(_tallies(question, block.tally.n)) for block in atoms)):
        room = _filled(question, blocks, {block.id: one for block, one in zip(atoms, tallies, strict=True)})
        seen = rooms[_printed(question, room, max(map(len, savers)), formatter)]
        for found, one in zip(seen, tallies, strict=True):
            found.add(_chose(question, one))
    told = [(block.tally.n, one) for seen in rooms.values() for block, one in zip(atoms, seen, strict=True)]
    return [(n, found) for n, found in told if found in ({0}, {n})]


def figures(question: Question, savers: Savers, chose: Sequence[int], formatter: Formatter = coarsen) -> list[Figure]:
    """The event's figure in each release, so many of each block of level 6 having chose the favoured or only option."""
    blocks = _blocks(question, savers)
    atoms = [block for block in blocks if block.level == LEVELS[0]]
    tallies = {block.id: _tally(question, block.tally.n, n) for block, n in zip(atoms, chose, strict=True)}
    rows = [row(question, view) for view in _releases(_filled(question, blocks, tallies))]
    return [formatter(question, one) for one in rows if one is not None]


def _blocks(question: Question, savers: Savers) -> tuple[Block, ...]:
    blocks: tuple[Block, ...] = ()
    for number, teams in enumerate(savers):
        seats = [team for team, n in enumerate(teams, 1) for _ in range(n)]
        waiting = [Waiting(1000 * number + seat, team, ANY[question.kind]) for seat, team in enumerate(seats)]
        blocks = extend(question, blocks, waiting).blocks
    return blocks


def _tallies(question: Question, n: int) -> Iterator[Tally]:
    """All that matters of n people: how many chose, or how many rated high and what the ratings add up to."""
    if question is not RATED:
        yield from (_tally(question, n, chose) for chose in range(n + 1))
        return
    for high in range(n + 1):
        for more in range(2 * (n - high) + high + 1):
            fives = max(0, more - 2 * (n - high))
            threes, twos = divmod(more - fives, 2)
            yield Tally(n, (n - high - threes - twos, twos, threes, high - fives, fives))


def _tally(question: Question, n: int, chose: int) -> Tally:
    return Tally(n, (chose, n - chose) if question.kind is Kind.CHOICE else (chose,))


def _chose(question: Question, tally: Tally) -> int:
    return sum(tally.counts[3:]) if question is RATED else tally.counts[0]


def _filled(question: Question, blocks: Sequence[Block], tallies: Mapping[int, Tally]) -> tuple[Block, ...]:
    known = dict(tallies)
    for block in blocks:
        if block.id not in known:
            known[block.id] = total(question, [known[one.id] for one in blocks if one.parent == block.id])
    return tuple(replace(block, tally=known[block.id]) for block in blocks)


def _releases(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks as they stood after each adding up."""
    for generation in sorted({block.generation for block in blocks}):
        there = {block.id for block in blocks if block.generation <= generation}
        yield tuple(replace(one, parent=one.parent if one.parent in there else None) for one in blocks if one.id in there)


def _printed(question: Question, blocks: Sequence[Block], n_teams: int, formatter: Formatter) -> tuple:
    nodes = (None, *(range(1, n_teams + 1) if question.by_team else ()))
    rows = [row(question, view, team) for view in _releases(blocks) for team in nodes]
    return tuple(None if one is None else formatter(question, one) for one in rows)
