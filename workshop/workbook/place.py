"""The agenda as a participant meets it: which worksheets there are, which can be written, and where the room is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from workshop.accounts.models import User
from workshop.events.agenda import worksheet_numbers
from workshop.events.models import Event, Facilitator, Step
from workshop.events.pacing import room_step
from workshop.events.topics import room_topic
from workshop.insights.releases import figures_shown
from workshop.insights.statements import statements_shown
from workshop.live.models import Signal
from workshop.polls.polling import open_question
from workshop.prepared import Prepared
from workshop.records import Plain, records
from workshop.worksheets.catalogue import ACTION, asked_worksheet
from workshop.worksheets.worksheet import Worksheet

ALWAYS_OPEN = ACTION

# Asked with every page of a participant: built once.
_PARTS = _STEP, _LEADING, _LEADER = Plain(Step), Plain(Facilitator), Plain(User, "id", "name")
_LEADING_ID = _LEADING.table.c.user_id
_LEADERS_NAME = select(User.name).where(User.id == _LEADING_ID).scalar_subquery()  # a join could begin with all users
_STEPS = Prepared(
    select(
        *_STEP.columns,
        *_LEADING.columns,
        _LEADING_ID,  # this and the next are what _LEADER names
        _LEADERS_NAME,
        select(Signal.revision).where(Signal.topic == bindparam("topic")).scalar_subquery().label("revision"),
        open_question(_STEP.table.c.event_id).label("asked"),
        or_(figures_shown(_STEP.table.c.id), statements_shown(_STEP.table.c.id)).label("was_shown"),
    )
    .select_from(_STEP.table.outerjoin(_LEADING.table, _LEADING.table.c.event_id == _STEP.table.c.event_id))
    .where(_STEP.table.c.event_id == bindparam("event_id"))
    .order_by(_STEP.table.c.rank, _LEADING_ID)
)


@dataclass(frozen=True)
class Place:
    """One worksheet in the agenda. `number` counts the event's worksheets from 1; the closing question has none."""

    event: Event
    step: Step
    number: int | None

    @cached_property
    def worksheet(self) -> Worksheet:
        """The worksheet as this event asks it."""
        assert self.step.worksheet_key is not None, "the database keeps a key with every worksheet"
        return asked_worksheet(self.step.worksheet_key, self.step.worksheet_version, self.event.chosen_needs)

    @property
    def key(self) -> str:
        return self.worksheet.key

    @property
    def is_reachable(self) -> bool:
        """True once there is something to read here.

        That is when the step has been opened; the action with the event; and everything once paper may be typed up.
        """
        is_always_open = self.key == ALWAYS_OPEN and self.event.opened_at is not None
        return self.step.opened_at is not None or is_always_open or self.event.typing_until is not None


@dataclass(frozen=True)
class Agenda:
    """All steps of one event, in order."""

    event: Event
    steps: Sequence[Step]
    revision: int = 0  # of the room's topic, when all this was read
    asked: str | None = None  # what the room is asked now
    shown: frozenset[int] = frozenset()  # ids of the steps of whose figures or statements the room was shown any

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The worksheets in the order of the agenda, then the closing question."""
        numbers = worksheet_numbers(step.kind for step in self.steps)
        places = [Place(self.event, step, number) for step, number in zip(self.steps, numbers, strict=True)]
        sheets = [place for place in places if place.number is not None]
        return (*sheets, *(place for place in places if place.step.kind == "closing"))

    @property
    def n_worksheets(self) -> int:
        """How many worksheets there are, the closing question not among them."""
        return sum(place.number is not None for place in self.places)

    def place(self, key: str) -> Place | None:
        """The worksheet with this key, or None if the event does not ask it."""
        return next((place for place in self.places if place.step.worksheet_key == key), None)

    def step(self, number: int) -> Step | None:
        """The step with this number, or None."""
        return next((step for step in self.steps if step.number == number), None)

    def after(self, place: Place) -> Place | None:
        """The next worksheet that can be reached, or None."""
        later = self.places[self.places.index(place) + 1 :]
        return next((one for one in later if one.is_reachable), None)

    @cached_property
    def room_step(self) -> Step | None:
        """Where the room is, or None where there is no room to follow."""
        return room_step(self.event, self.steps)


def agenda(session: Session, event: Event) -> Agenda:
    """The event's agenda; its facilitators are loaded by the way, for the words about who sees what. One statement."""
    found = _STEPS.rows(session, {"event_id": event.id, "topic": room_topic(event)})
    steps: dict[Step, bool] = {}
    leading: dict[Facilitator, None] = {}
    for row in found:
        step, one, leader = records(session, row, *_PARTS)
        steps[step] = bool(row[-1])
        if one is not None:
            leading[one] = None
            set_committed_value(one, "user", leader)
    for step in steps:
        set_committed_value(step, "event", event)
    # Read once for the whole page.
    set_committed_value(event, "steps", list(steps))
    set_committed_value(event, "facilitators", list(leading))
    if not found:
        return Agenda(event, ())
    shown = frozenset(step.id for step, was_shown in steps.items() if was_shown)
    revision, asked, _was_shown = found[0][-3:]
    return Agenda(event, event.steps, revision or 0, asked if event.is_open else None, shown)
