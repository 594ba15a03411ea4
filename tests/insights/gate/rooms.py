"""Random rooms and their histories: who saves, edits, withdraws, moves or is erased, between releases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from workshop.insights.gate.blocks import FLOOR, LEVELS, Block, Extension, Waiting, extend
from workshop.insights.gate.questions import Kind, Question, Value
from workshop.insights.gate.releases import PublishedRow, publish
from workshop.insights.gate.seats import Seat, is_eligible

RATING = Question("closing.useful", 1, Kind.RATING, ("useful",), "useful")
PAIR = Question("needs.importance_delivery.speed", 1, Kind.PAIR, ("importance", "delivery"), "importance")
CHOICE = Question(
    "objectives.how_sure",
    1,
    Kind.CHOICE,
    ("sure",),
    "objective",
    options=("told", "worked", "guess", "unknown"),
    favoured="told",
    by_team=False,
)
SET = Question("extra.kinds", 1, Kind.SET, ("kind",), "idea", options=("time", "early", "explain", "finish", "share"))
QUESTIONS = (RATING, PAIR, CHOICE, SET)
TODAY = date(2026, 11, 23)

some_rooms = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
hunting = settings(max_examples=500, deadline=None, database=None, derandomize=True, phases=[Phase.generate])


@dataclass
class Person:
    """One participant: team, seat and what their sheet says now."""

    team: int
    is_late: bool
    values: dict[Question, Value | None] = field(default_factory=dict)
    is_erased: bool = False


@dataclass
class Room:
    """An event's people and blocks; `extend`, `eligible` and `counts_again` can be set wrong."""

    n_teams: int
    floor: int = FLOOR
    extend: Callable[..., Extension] = extend
    eligible: Callable[..., bool] = is_eligible
    counts_again: bool = False
    questions: Sequence[Question] = QUESTIONS
    people: dict[int, Person] = field(default_factory=dict)
    blocks: dict[Question, tuple[Block, ...]] = field(default_factory=dict)
    counted: dict[Question, dict[int, int]] = field(default_factory=dict)
    releases: list[tuple[PublishedRow, ...]] = field(default_factory=list)
    stood: list[dict[tuple[Question, int | None], frozenset[int]]] = field(default_factory=list)

    def save(self, team: int, values: dict[Question, Value | None]) -> int:
        person = len(self.people) + 1
        self.people[person] = Person(team, is_late=bool(self.stood), values=values)
        return person

    def add_up(self) -> None:
        for question in self.questions:
            counted = self.counted.setdefault(question, {})
            made = self.extend(question, self.blocks.get(question, ()), self._waiting(question), floor=self.floor)
            self.blocks[question] = made.blocks
            counted.update(made.counted)
        self.stood.append({node: self.row_members(*node) for node in self.nodes()})

    def release(self) -> tuple[PublishedRow, ...]:
        self.add_up()
        before = self.releases[-1] if self.releases else ()
        self.releases.append(publish(self.blocks, range(1, self.n_teams + 1), before=before, today=TODAY))
        return self.releases[-1]

    def members(self, question: Question, block: int) -> frozenset[int]:
        inside = {block}
        for one in sorted(self.blocks[question], key=lambda one: -one.id):
            if one.parent in inside:
                inside.add(one.id)
        return frozenset(person for person, own in self.counted[question].items() if own in inside)

    def row_members(self, question: Question, team: int | None) -> frozenset[int]:
        parts = standing(self.blocks[question], team)
        return frozenset().union(*(self.members(question, block.id) for block in parts))

    def nodes(self) -> list[tuple[Question, int | None]]:
        teams = range(1, self.n_teams + 1)
        return [(one, team) for one in self.questions for team in (None, *(teams if one.by_team else ()))]

    def rows(self, question: Question) -> list[frozenset[int]]:
        """Who stood in any row of this question, in any release so far."""
        return [row for stood in self.stood for (asked, _), row in stood.items() if asked == question and row]

    def _waiting(self, question: Question) -> list[Waiting]:
        return [
            Waiting(number, person.team, value)
            for number, person in self.people.items()
            if (value := person.values.get(question)) is not None
            and (self.counts_again or number not in self.counted.get(question, {}))
            and self.eligible(
                Seat(person.is_late, is_rostered=True, is_proven=False, is_removed=person.is_erased), open_to_code=False
            )
        ]


def draw_value(question: Question, random: Random) -> Value:
    """Any value of the question's kind."""
    match question.kind:
        case Kind.RATING:
            return random.randint(1, 5)
        case Kind.PAIR:
            return random.randint(1, 5), random.randint(1, 5)
        case Kind.CHOICE:
            return random.choice(question.options)
        case Kind.SET:
            return frozenset(option for option in question.options if random.random() < 0.4)


def draw_values(random: Random, silent: float = 0.15) -> dict[Question, Value | None]:
    """One person's values; some leave a question out."""
    return {one: None if random.random() < silent else draw_value(one, random) for one in QUESTIONS}


def revalued(values: dict[Question, Value | None], random: Random) -> dict[Question, Value | None]:
    """Other values for the same questions."""
    return {one: None if value is None else draw_value(one, random) for one, value in values.items()}


@dataclass(frozen=True)
class Chapter:
    """What happens before one adding up: how many of each team save, and who is disturbed how."""

    savers: tuple[int, ...]
    disturbances: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class History:
    """A room's whole story; the same story always gives the same room."""

    n_teams: int
    chapters: tuple[Chapter, ...]
    seed: int
    floor: int = FLOOR

    def played(self, values_seed: int | None = None, mind=None, act=Room.add_up, **wrong) -> Room:
        """The room after the last chapter.

        Another `values_seed` lets the same people answer otherwise, `mind` (of a person and a
        question) decides what they answer; `act` ends each chapter.
        """
        random, room = Random(self.seed), Room(self.n_teams, self.floor, **wrong)
        other = Random(self.seed if values_seed is None else values_seed)
        seats = [team for chapter in self.chapters for team, n in enumerate(chapter.savers, 1) for _ in range(n)]
        ids = iter([room.save(team, {}) for team in seats])
        for chapter in self.chapters:
            for _ in range(sum(chapter.savers)):
                person, values = next(ids), revalued(draw_values(random), other)
                if mind is not None:
                    values = {one: None if value is None else mind(person, one) for one, value in values.items()}
                room.people[person].values = values
            for what, whom in chapter.disturbances:
                disturb(room, what, 1 + whom % max(1, len(room.people)), random)
            act(room)
        return room


def disturb(room: Room, what: str, whom: int, random: Random) -> None:
    """Let somebody edit, withdraw their sheet, move to the next team, or be erased."""
    person = room.people.get(whom)
    if person is None:
        return
    if what == "edit" and person.values:
        person.values = draw_values(random, silent=0)
    elif what == "withdraw":
        person.values = {}
    elif what == "move":
        person.team = person.team % room.n_teams + 1
    elif what == "erase":
        person.values, person.is_erased = {}, True


def standing(blocks: Sequence[Block], team: int | None) -> list[Block]:
    """The blocks in the row of the event, all of the highest level there is, or of a team, its largest of level 6."""
    if team is None:
        highest = max((block.level for block in blocks), default=None)
        return [block for block in blocks if block.level == highest]
    own = [block for block in blocks if block.team == team and block.level == LEVELS[0]]
    return sorted(own, key=lambda block: -block.tally.n)[:1]


LOWEST_FLOOR = st.just(FLOOR)
DISTURBANCES = ("edit", "withdraw", "move", "erase")


@st.composite
def histories(draw, floors=LOWEST_FLOOR) -> History:
    """1 to 6 teams of 0 to 12 people, who save over 1 to 4 releases."""
    n_teams, n_chapters = draw(st.sampled_from(range(1, 7))), draw(st.sampled_from(range(1, 5)))
    sizes = [draw(st.sampled_from(range(13))) for _ in range(n_teams)]
    left, chapters = list(sizes), []
    for number in range(n_chapters):
        savers = tuple(n if number == n_chapters - 1 else draw(st.sampled_from(range(n + 1))) for n in left)
        left = [n - now for n, now in zip(left, savers, strict=True)]
        whom = st.tuples(st.sampled_from(DISTURBANCES), st.integers(0, 71))
        chapters.append(Chapter(savers, tuple(draw(st.lists(whom, max_size=4)))))
    return History(len(sizes), tuple(chapters), draw(st.integers(0, 2**16)), draw(floors))
