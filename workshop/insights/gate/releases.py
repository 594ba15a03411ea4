"""A release: the complete, frozen list of what is printed for one worksheet."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

from workshop.insights.gate.blocks import Block
from workshop.insights.gate.coarsen import coarsen
from workshop.insights.gate.figures import SILENCE, Figure, Silence
from workshop.insights.gate.questions import Question
from workshop.insights.gate.rows import row


@dataclass(frozen=True)
class PublishedRow:
    """One printed figure: of a question, for the event (team is None) or one of its teams.

    `since` is the day on which it was first printed as it stands.
    """

    question: str
    team: int | None
    figure: Figure
    since: date


@dataclass(frozen=True)
class Release:
    """What adding up made, for ever: all rows of one worksheet, silences included.

    `id` is public, `hash` tells whether two releases print the same, `made_on` is a day.
    """

    id: str
    worksheet: str
    number: int
    made_on: date
    hash: str
    rows: tuple[PublishedRow, ...]

    def figure(self, question: str, team: int | None = None) -> Figure:
        """The printed figure; silence for a row this release does not have."""
        return next(
            (row.figure for row in self.rows if row.question == question and row.team == team),
            SILENCE,
        )

    @property
    def is_silent(self) -> bool:
        """True when nothing of it is printed, for the event or for any team: then there is nothing to show."""
        return all(isinstance(row.figure, Silence) for row in self.rows)

    def teams(self) -> tuple[int, ...]:
        """The teams that have rows here, in the order of the rows."""
        return tuple(dict.fromkeys(row.team for row in self.rows if row.team is not None))


def publish(
    blocks: Mapping[Question, Sequence[Block]],
    teams: Sequence[int],
    *,
    before: Iterable[PublishedRow] = (),
    today: date,
) -> tuple[PublishedRow, ...]:
    """Every row of these questions, for the event and its teams in the order given.

    A figure that already stood in the release `before` keeps the day it has there.
    """
    stood = {(old.question, old.team): old for old in before}
    rows = []
    for question, own in blocks.items():
        for team in (None, *(teams if question.by_team else ())):
            made = row(question, own, team)
            figure = SILENCE if made is None else coarsen(question, made)
            old = stood.get((question.key, team))
            since = old.since if old is not None and old.figure == figure else today
            rows.append(PublishedRow(question.key, team, figure, since))
    return tuple(rows)


def as_json(rows: Sequence[PublishedRow]) -> str:
    """The rows as text, the same rows always as the same text."""
    plain = [asdict(one) | {"since": one.since.isoformat()} for one in rows]
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":"), sort_keys=True)


def content_hash(rows: Sequence[PublishedRow]) -> str:
    """The SHA-256 of what is printed, in hexadecimal."""
    return sha256(as_json(rows).encode()).hexdigest()
