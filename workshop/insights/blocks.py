"""Blocks in the database: read, extended, and written in a constant number of statements."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from sqlalchemy import Connection, Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from workshop.events.models import Event, Step
from workshop.insights.gate.blocks import LEVELS, Block, Extension
from workshop.insights.gate.questions import Question
from workshop.insights.gate.tallies import Tally
from workshop.insights.models import BlockRow, CountedIn

BLOCKS = cast(Table, BlockRow.__table__)


def blocks_of(session: Session, event: Event, questions: Iterable[Question]) -> dict[Question, list[Block]]:
    """The blocks there are for each of these questions, oldest first."""
    by_key = {question.key: question for question in questions}
    found: dict[Question, list[Block]] = {question: [] for question in by_key.values()}
    rows = select(BlockRow).where(BlockRow.event_id == event.id, BlockRow.question.in_(by_key)).order_by(BlockRow.id)
    for one in session.scalars(rows):
        found[by_key[one.question]].append(
            Block(one.id, one.level, one.event_team_id, _read_tally(one.tally), one.parent_id, one.generation)
        )
    return found


def counted_in(session: Session, step: Step, blocks: Mapping[Question, Sequence[Block]]) -> dict[str, set[int]]:
    """Who already stands in one of these blocks, for each question by its key."""
    found: dict[str, set[int]] = defaultdict(set)
    asked = {str(block.id): question.key for question, all_of_it in blocks.items() for block in all_of_it}
    if not asked:
        return found
    rows = select(CountedIn.participant_id, CountedIn.blocks).where(CountedIn.step_id == step.id)
    for participant, ids in session.execute(rows):
        for block in ids.split():
            if block in asked:
                found[asked[block]].add(participant)
    return found


def store(
    session: Session,
    step: Step,
    before: Mapping[Question, Sequence[Block]],
    made: Mapping[Question, Extension],
) -> None:
    """Write what adding up made: new blocks, the parents of old ones, and who is counted in which."""
    old = {question.key: {block.id for block in blocks} for question, blocks in before.items()}
    stored = {(key, block): block for key, blocks in old.items() for block in blocks}
    for level in reversed(LEVELS):
        new = [
            (question.key, block)
            for question, extension in made.items()
            for block in extension.blocks
            if block.level == level and block.id not in old[question.key]
        ]
        stored |= _insert(session, step.event, new, stored)
    _adopt(session, before, made, stored)
    counted: dict[int, list[str]] = defaultdict(list)
    for question, extension in made.items():
        ids = {block.id: str(stored[question.key, block.id]) for block in extension.blocks}
        for person, block in extension.counted.items():
            counted[person].append(ids[block])
    if counted:
        # In the order in which they are kept: each stands next to the one before.
        _count_in(session.connection(), step, [(person, " ".join(counted[person])) for person in sorted(counted)])


def _count_in(connection: Connection, step: Step, counted: Sequence[tuple[int, str]]) -> None:
    """Write thousands of rows in one statement, each database in the way it is quickest at."""
    into = "INSERT INTO counted_in (participant_id, blocks, step_id)"
    further = "ON CONFLICT (participant_id, step_id) DO UPDATE SET blocks = counted_in.blocks || ' ' || excluded.blocks"
    if connection.dialect.name == "sqlite":
        rows = [(person, blocks, step.id) for person, blocks in counted]
        connection.exec_driver_sql(f"{into} VALUES (?, ?, ?) {further}", rows)
    else:
        people, blocks = (list(column) for column in zip(*counted, strict=True))
        unnested = "SELECT one.person, one.blocks, %s FROM unnest(%s::int[], %s::text[]) AS one(person, blocks)"
        connection.exec_driver_sql(f"{into} {unnested} {further}", (step.id, people, blocks))


def _insert(
    session: Session, event: Event, new: Sequence[tuple[str, Block]], stored: Mapping[tuple[str, int], int]
) -> dict[tuple[str, int], int]:
    """Insert blocks of one level, the levels above being there; gives their ids in the database.

    One adding up makes at most one block of a level for each team, so that the team tells them apart.
    """
    if not new:
        return {}
    rows = [
        {
            "event_id": event.id,
            "question": key,
            "level": block.level,
            "event_team_id": block.team,
            "generation": block.generation,
            "tally": _written(block.tally),
            "parent_id": None if block.parent is None else stored[key, block.parent],
        }
        for key, block in new
    ]
    inserted = session.connection().execute(
        insert(BLOCKS).returning(BLOCKS.c.id, BLOCKS.c.question, BLOCKS.c.event_team_id), rows
    )
    ids = {(key, team): id for id, key, team in inserted}
    return {(key, block.id): ids[key, block.team] for key, block in new}


def _adopt(
    session: Session,
    before: Mapping[Question, Sequence[Block]],
    made: Mapping[Question, Extension],
    stored: Mapping[tuple[str, int], int],
) -> None:
    adopted = [
        {"child": now.id, "parent": stored[question.key, now.parent]}
        for question, blocks in before.items()
        for was, now in zip(blocks, made[question].blocks, strict=False)
        if was.parent is None and now.parent is not None
    ]
    if adopted:
        adopt = update(BLOCKS).where(BLOCKS.c.id == bindparam("child")).values(parent_id=bindparam("parent"))
        session.connection().execute(adopt, adopted)


def _written(tally: Tally) -> str:
    return json.dumps({"n": tally.n, "counts": tally.counts}, separators=(",", ":"))


def _read_tally(words: str) -> Tally:
    read = json.loads(words)
    return Tally(read["n"], tuple(read["counts"]))
