"""How many have joined, started and finished: totals, blurred while people write."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ScalarSelect, SQLColumnExpression, func, select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.events.models import Event
from workshop.insights.gate.figures import N_
from workshop.insights.models import ClosedWave, ClosingTurnout
from workshop.insights.progress import note_going, progress

FEWEST = 6
IN_STEPS_OF = 5


class Waiting(StrEnum):
    """What stands in the place of fewer than six people; none and five look the same."""

    FOR_PEOPLE = N_("waiting for people")


Printed = int | Waiting


@dataclass(frozen=True)
class StepTurnout:
    """How many have started one step's worksheet, and how many are done with it."""

    started: Printed = Waiting.FOR_PEOPLE
    done: Printed = Waiting.FOR_PEOPLE


@dataclass(frozen=True)
class Turnout:
    """How many have joined an event, and of its worksheets, by the number of the step, how many started and finished."""

    joined: int
    steps: dict[int, StepTurnout]


@dataclass(frozen=True)
class WaveTurnout:
    """How many were asked in a closed wave of check-ins, and how many answered: in steps of five, for ever."""

    wave: int
    asked: Printed
    answered: Printed


def wave_turnouts(session: Session, event: Event) -> tuple[WaveTurnout, ...]:
    """The turnout of each closed wave of the event, in order."""
    closed = session.scalars(select(ClosedWave).where(ClosedWave.event_id == event.id).order_by(ClosedWave.wave))
    return tuple(
        WaveTurnout(one.wave, printed(one.asked, is_over=False), printed(one.answered, is_over=False)) for one in closed
    )


def n_closed_waves(event_id: SQLColumnExpression[int]) -> ScalarSelect[int]:
    """How many waves of an event are closed, as a part of a statement that has the event's id."""
    return select(func.count()).where(ClosedWave.event_id == event_id).scalar_subquery()


def turnout(session: Session, event: Event) -> Turnout:
    """Who has come how far, in totals, in three statements.

    Started and done are in steps of five; to one only when the event is closed, and then as it was at that moment.
    """
    worksheets = [step for step in event.steps if step.worksheet_key is not None]
    closing = session.get(ClosingTurnout, event.id) if event.closed_at is not None else None
    if closing is None:
        now = progress(session, event)
        return Turnout(now.joined, {one.number: _of_step(*now.of(one.id), is_over=False) for one in worksheets})
    # Paper is typed up for a while: what was exact is in steps of five from then on, as everywhere.
    is_over = event.typing_until is None
    steps = {one.number: _of_step(*closing.steps.get(str(one.number), (0, 0)), is_over=is_over) for one in worksheets}
    return Turnout(closing.joined, steps)


def freeze_turnout(session: Session, event: Event) -> None:
    """Keep the totals as they are while the event closes; safe to repeat, the first stay."""
    if session.get(ClosingTurnout, event.id) is not None:
        return
    now, numbers = progress(session, event), {step.id: step.number for step in event.steps}
    steps = {str(numbers[step]): list(counts) for step, counts in now.steps.items()}
    session.add(ClosingTurnout(event_id=event.id, joined=now.joined, steps=steps))
    session.flush()


def stay_counted(session: Session, user: User) -> None:
    """Whoever is about to be erased stays one of those who had started; who that was is not kept."""
    note_going(session, user)


def printed(n: int, *, is_over: bool) -> Printed:
    """A number of people as it may be shown while they write, or once that is over."""
    if n < FEWEST:
        return Waiting.FOR_PEOPLE
    return n if is_over else n - n % IN_STEPS_OF


def _of_step(started: int, done: int, *, is_over: bool) -> StepTurnout:
    return StepTurnout(printed(started, is_over=is_over), printed(done, is_over=is_over))
