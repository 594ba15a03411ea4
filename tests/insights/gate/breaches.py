"""Wrong gates, to see that the attacks catch them. Each is a mistake somebody really ships."""

from collections import defaultdict
from dataclasses import replace

from workshop.insights.gate.blocks import Block, Extension, extend
from workshop.insights.gate.tallies import tally


def reopening(question, blocks, waiting, *, floor):
    """Latecomers are put into a block that was already published."""
    waiting = list(waiting)
    if not blocks or not waiting:
        return extend(question, blocks, waiting, floor=floor)
    late = tally(question, (one.value for one in waiting))
    opened = {blocks[0].id}
    while parents := {b.parent for b in blocks if b.id in opened and b.parent} - opened:
        opened |= parents
    after = tuple(replace(one, tally=one.tally + late) if one.id in opened else one for one in blocks)
    return Extension(after, {one.person: blocks[0].id for one in waiting})


def minimum_five(question, blocks, waiting, *, floor):
    """Teams under five are hidden, the event counts everyone: what common survey tools do."""
    by_team = defaultdict(list)
    for one in waiting:
        by_team[one.team].append(one)
    after, counted, rest = list(blocks), {}, []
    for team, people in sorted(by_team.items()):
        if len(people) < 5:
            rest += people
            continue
        after.append(Block(len(after) + 1, 6, team, tally(question, (one.value for one in people))))
        counted.update((one.person, after[-1].id) for one in people)
    if rest:
        after.append(Block(len(after) + 1, 6, None, tally(question, (one.value for one in rest))))
        counted.update((one.person, after[-1].id) for one in rest)
    return Extension(tuple(after), counted)


def looking_at_values(question, blocks, waiting, *, floor):
    """Whoever disagrees with the first of their team is left waiting, lest the block look odd."""
    waiting = list(waiting)
    first = {one.team: one.value for one in reversed(waiting)}
    return extend(question, blocks, [one for one in waiting if one.value == first[one.team]], floor=floor)


def anyone(seat, *, open_to_code):
    """Whoever is in the room counts, whenever they came."""
    return True


def live(question, blocks, waiting, *, floor):
    """Everyone is added up afresh each time, from what their sheets say now."""
    return extend(question, (), waiting, floor=floor)
