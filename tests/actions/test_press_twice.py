"""Two presses in the same moment: what was said is kept once, nobody gets an error, and each person is asked once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.actions.people import CUE, SECRET, WILL, agree, seat_of
from tests.cast import BEN
from workshop.actions.answering import Given, ask_again, hear, stop_asking
from workshop.actions.following import Written, actions_of, follow
from workshop.actions.models import Action, Asking, CheckIn
from workshop.actions.schedule import move
from workshop.database import utcnow
from workshop.events.models import Event, Participant
from workshop.extensions import db

PRESSES = 4


def at_once(seat: Participant, act: Callable[[Session, Participant], None]) -> None:
    """Press so many times, each in a transaction that has looked at the person's actions before."""
    seat_id, engine, together = seat.id, db.engine, Barrier(PRESSES)
    is_postgres = engine.dialect.name == "postgresql"
    db.session.commit()
    db.session.remove()

    def press(_number: int) -> None:
        if not is_postgres:
            together.wait()
        with Session(engine) as session:
            own = session.get_one(Participant, seat_id)
            actions_of(session, own)
            if is_postgres:
                together.wait()
            act(session, own)
            session.commit()

    with ThreadPoolExecutor(PRESSES) as tabs:
        list(tabs.map(press, range(PRESSES)))


def kept() -> tuple[int, int, int]:
    """How many actions, check-ins and askings there are."""
    return tuple(len(db.session.scalars(select(one)).all()) for one in (Action, CheckIn, Asking))


def say(session: Session, seat: Participant) -> None:
    (action,) = actions_of(session, seat)
    hear(session, action, Given({"went": "partly"}), wave=7, pepper=SECRET, now=utcnow())


def write(session: Session, seat: Participant) -> None:
    follow(session, seat, [Written("1", CUE, WILL, None, "series")], pepper=SECRET, now=utcnow())


def stop(session: Session, seat: Participant) -> None:
    stop_asking(session, seat, pepper=SECRET, now=utcnow())


def again(session: Session, seat: Participant) -> None:
    ask_again(session, seat, pepper=SECRET, now=utcnow())


def postpone(session: Session, seat: Participant) -> None:
    move(session, session.get_one(Event, seat.event_id), pepper=SECRET, now=utcnow())


def test_saving_a_first_action_twice_makes_one(event):
    at_once(seat_of(event, BEN), write)

    assert kept() == (1, 0, 3)


@pytest.mark.parametrize(("act", "n_said"), [(say, 1), (stop, 0), (again, 0), (postpone, 0)])
def test_whatever_is_pressed_twice_is_kept_once(event, act, n_said):
    agree(event, BEN)
    for asking in db.session.scalars(select(Asking)):
        db.session.delete(asking)

    at_once(seat_of(event, BEN), act)

    assert kept() == (1, n_said, 0 if act is stop else 3)


def test_what_is_said_while_the_yes_is_taken_back_is_not_kept(event):
    action, seat = agree(event, BEN), seat_of(event, BEN)
    follow(db.session, seat, [], pepper=SECRET, now=utcnow())

    assert hear(db.session, action, Given({"went": "done"}), wave=7, pepper=SECRET, now=utcnow()) is None
