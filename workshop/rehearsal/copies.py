"""A rehearsal: a copy of an event with a code of its own, made-up people and no client; it can be thrown away."""

from dataclasses import replace
from datetime import datetime
from random import Random

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from workshop.accounts.models import User
from workshop.events.holding import hold
from workshop.events.joining import join
from workshop.events.models import Event, Facilitator, Participant, RosterLine, Step
from workshop.events.pacing import open_event, tell_room
from workshop.events.planning import Plan, as_planned, as_planned_steps, plan_event
from workshop.mail.outbox import NOBODY
from workshop.rehearsal.people import FEWEST, MOST, made_up
from workshop.rehearsal.sheets import KEEPING, fill_in, share_firsts
from workshop.rehearsal.writing import WORKSHEETS, fill

AT_FIRST = 0.7  # the share that writes when they are first let; the next time the others do


class NotARehearsal(RuntimeError):
    """This is a real event, with real people in it."""


def rehearsal_of(session: Session, event: Event) -> Event | None:
    """The rehearsal of this event that has not been thrown away, or None."""
    hosted = select(Facilitator.event_id).where(Facilitator.event_id == Event.id).exists()
    return session.scalar(select(Event).where(Event.rehearsal_of_id == event.id, hosted).limit(1))


def begin_rehearsal(session: Session, event: Event, host: User, *, title: str, now: datetime) -> Event:
    """A copy of the plan with made-up people in it, its doors open; the one there is, if there is one."""
    hold(session, event)
    standing = rehearsal_of(session, event)
    if standing is not None:
        return standing
    copy = plan_event(session, host, _plan(event, title, now=now), now=now)
    for other in event.facilitators:
        if other.user_id != host.id:
            session.add(Facilitator(event_id=copy.id, user_id=other.user_id, is_owner=False))
    open_event(session, copy, now=now)
    session.flush()
    for number in range(_n_people(session, event)):
        name, address = made_up(number)
        team = copy.teams[number % len(copy.teams)].id
        join(session, copy, address=address, name=name, team_id=team, now=now)
    session.refresh(copy, ["facilitators"])
    return copy


def let_write(session: Session, step: Step, *, now: datetime) -> int:
    """Most of the made-up people who have not written here do so now; the next time those who are left. How many did.

    Raises NotARehearsal.
    """
    _refuse_real(step.event)
    if step.worksheet_key not in WORKSHEETS:
        return 0
    return _write(session, step, are_late=False, now=now) or _write(session, step, are_late=True, now=now)


def throw_away(session: Session, rehearsal: Event, *, now: datetime) -> None:
    """End a rehearsal for good: its people and all they wrote are deleted, and nobody finds it any more.

    Its code stays taken, and what was added up of made-up people stays where nobody can reach it. Raises NotARehearsal.
    """
    _refuse_real(rehearsal)
    rehearsal.close(now=now)
    tell_room(session, rehearsal)
    session.flush()
    users = select(Participant.user_id).where(Participant.event_id == rehearsal.id)
    nobody = list(session.scalars(select(User.id).where(User.id.in_(users), _is_made_up())))
    session.execute(delete(Participant).where(Participant.event_id == rehearsal.id))
    session.execute(delete(User).where(User.id.in_(nobody)))
    session.execute(delete(Facilitator).where(Facilitator.event_id == rehearsal.id))
    session.expire_all()


def _write(session: Session, step: Step, *, are_late: bool, now: datetime) -> int:
    """Let those write who do so at first, or those who are late; how many had not written here before."""
    people = [(seat, _source(step, seat)) for seat in _made_up_seats(session, step.event)]
    people.sort(key=lambda one: one[1].random())
    n_at_first = round(AT_FIRST * len(people))
    n_wrote = 0
    for number, (seat, source) in enumerate(people[n_at_first:] if are_late else people[:n_at_first], 1):
        filled = fill(step.worksheet_key or "", source, needs=step.event.chosen_needs, today=now.date())
        is_first = fill_in(session, seat, step, filled, now=now)
        n_wrote += is_first
        if is_first and number % KEEPING:
            share_firsts(session, seat, step, now=now)
    return n_wrote


def _source(step: Step, seat: Participant) -> Random:
    """What one made-up person's answers are drawn from: the same whenever it is asked."""
    return Random(f"{step.event.code} {step.number} {seat.user.address_key}")  # nosec B311: made-up people, no secrets


def _plan(event: Event, title: str, *, now: datetime) -> Plan:
    return Plan(
        title=title,
        rehearses=event,
        is_self_paced=event.is_self_paced,
        starts_at=now,
        minutes=int((event.ends_at - event.starts_at).total_seconds() // 60),
        zone=event.zone,
        kind=event.kind,
        language=event.language,
        admission="code",  # whoever has the code counts: there is no roster of made-up people
        floor=event.floor,
        is_led_by_one_manager=event.is_led_by_one_manager,
        has_managers=event.has_managers,
        needs=event.chosen_needs,
        teams=as_planned(event.teams, {}),
        steps=tuple(replace(one, number=None) for one in as_planned_steps(event.steps)),
        tipsheet=next((one.tipsheet_slug for one in event.steps if one.tipsheet_slug), None),
    )


def _n_people(session: Session, event: Event) -> int:
    expected = session.scalar(select(func.count()).where(RosterLine.event_id == event.id)) or 0
    return min(max(expected, FEWEST), MOST)


def _made_up_seats(session: Session, event: Event) -> list[Participant]:
    people = select(Participant).join(Participant.user).where(Participant.event_id == event.id, _is_made_up())
    return list(session.scalars(people.order_by(Participant.id)))


def _is_made_up() -> ColumnElement[bool]:
    return User.address_key.endswith(NOBODY)


def _refuse_real(event: Event) -> None:
    if event.rehearsal_of_id is None:
        raise NotARehearsal(event.code)
