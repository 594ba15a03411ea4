"""Everything the control room shows at one moment: the agenda, where the room is, what to do now, and the figures so far."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from workshop.events.models import Event, Step
from workshop.events.paced import latest_open
from workshop.insights.gate.releases import Release
from workshop.insights.releases import releases_of, shown_releases_of
from workshop.insights.statements import shown_batches
from workshop.insights.turnout import StepTurnout, Turnout, turnout
from workshop.room.lines import Line, lines_of, next_line, previous_line
from workshop.room.results import Result, result_of

SCREENS_STAY = timedelta(hours=12)  # after the end: somebody still sets the last slide


class Act(StrEnum):
    """What a facilitator presses under "Now"."""

    SHOW = "show"
    ADD_UP = "add_up"
    NEXT = "next"


@dataclass(frozen=True)
class Board:
    """The control room. `here` is the line of the step the room is on, None where people set their own pace.

    `result` is what the worksheet of that step came to so far. `releases` has the newest release of each worksheet by its
    key, `shown` the ids of those that the room has seen.
    """

    lines: tuple[Line, ...]
    here: Line | None
    previous_line: Line | None
    next_line: Line | None
    turnout: Turnout
    releases: dict[str, Release]
    shown: frozenset[str]
    result: Result | None
    results: tuple[Result, ...]  # of every worksheet, once the event is over
    has_statements: bool  # shown ones, of what the room is on
    has_screens: bool  # while people are in the room, and for some hours afterwards

    @property
    def place(self) -> Step | None:
        """The step the room is on."""
        return self.here.step if self.here else None

    @property
    def counted(self) -> StepTurnout | None:
        """How far the room is with what it is on, where that has a worksheet."""
        return self.turnout.steps.get(self.here.step.number) if self.here else None

    @property
    def release_to_show(self) -> Release | None:
        """Figures of what the room is on that it has not seen yet, if there is anything to see in them."""
        found = self.result
        return found.release if found and not (found.is_shown or found.release.is_silent) else None

    @property
    def leading(self) -> Act | None:
        """What is most likely wanted next: figures nobody has seen are shown, then the room goes on."""
        if self.release_to_show:
            return Act.SHOW
        if self.may_add_up and self.result is None:
            return Act.ADD_UP
        return Act.NEXT if self.next_line else None

    @property
    def may_add_up(self) -> bool:
        """True where enough people have begun; the page before adding up asks."""
        return self.counted is not None and isinstance(self.counted.started, int)


def board_of(session: Session, event: Event, *, now: datetime) -> Board:
    """The control room of this event as it stands."""
    lines = lines_of(event)
    here = None if event.is_self_paced else next((line for line in lines if line.step is latest_open(event.steps)), None)
    newest, shown = releases_of(session, event), shown_releases_of(session, event)
    results = [result_of(event, line, newest, shown) for line in lines] if event.closed_at is not None else []
    return Board(
        lines=lines,
        here=here,
        previous_line=previous_line(lines, here),
        next_line=None if event.is_self_paced else next_line(lines, here),
        turnout=turnout(session, event),
        releases=newest,
        shown=frozenset(release.id for release in shown.values()),
        result=result_of(event, here, newest, shown) if here else None,
        results=tuple(one for one in results if one is not None),
        has_statements=here is not None and bool(shown_batches(session, here.step)),
        has_screens=event.closed_at is None or now - event.closed_at < SCREENS_STAY,
    )
