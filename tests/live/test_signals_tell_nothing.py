"""Signals, their times and the parts they announce tell nothing about who saved, or that anybody did."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests import factories
from tests.cast import ADA, BEN
from workshop.database import reading, utcnow
from workshop.extensions import db
from workshop.live.signals import bump
from workshop.rehearsal.sheets import fill_in
from workshop.rehearsal.writing import Filled
from workshop.room.stream_views import watch_turnout
from workshop.workbook.room_views import RoomLine

WORDS = Filled(({"objective": "Cut open claims to 500 by June.", "kind": "target", "sure": "told"},))
N_PEOPLE = 12


@pytest.fixture
def others(event):
    """Twelve others in Ben's room."""
    return [factories.seat(event, f"p{number}@demo.example") for number in range(N_PEOPLE)]


def write(seat, step):
    """One more person saves a worksheet, from the first word to the last."""
    fill_in(db.session, seat, step, WORDS, now=utcnow())
    db.session.commit()


def all_signals() -> list:
    return sorted(db.session.execute(text("SELECT topic, revision FROM signals")).all())


def test_no_save_moves_a_signal(event, others):
    bump(db.session, "HERON-42/room")
    before, step = all_signals(), factories.step(event, "objectives")

    for seat in others:
        write(seat, step)
        assert all_signals() == before


def test_the_facilitators_turnout_moves_only_where_its_printed_steps_do(event, others):
    step, seen = factories.step(event, "objectives"), []
    digest = watch_turnout(event.id)

    for seat in others:
        seen.append(digest(db.session))
        write(seat, step)
    seen.append(digest(db.session))

    moved = [n for n in range(1, N_PEOPLE + 1) if seen[n] != seen[n - 1]]
    assert moved == [6, 10]


@pytest.mark.parametrize(
    ("who", "path"),
    [
        (BEN, "/workbook/HERON-42/room?at=2"),
        (BEN, "/workbook/HERON-42/room?on=contents"),
        (BEN, "/workbook/HERON-42/stream"),
        (ADA, "/events/HERON-42/stream"),
    ],
)
def test_parts_and_streams_are_the_same_to_the_byte_while_five_people_save(browse, event, others, who, path):
    reader, step = browse(as_=who), factories.step(event, "objectives")
    seen = []

    for seat in others[:5]:
        seen.append(without_time_to_come_back(reader.get(path)))
        write(seat, step)
    seen.append(without_time_to_come_back(reader.get(path)))

    assert len(set(seen)) == 1


@pytest.mark.parametrize("on_sheet", [False, True])
def test_the_line_that_comes_along_is_the_same_to_the_byte_while_five_people_save(app, event, others, on_sheet):
    step = factories.step(event, "objectives")
    line, seen = RoomLine(app, event.id, step.number, on_sheet), []

    for seat in others[:5]:
        seen.append(drawn(line))
        write(seat, step)
    seen.append(drawn(line))

    assert len(set(seen)) == 1
    assert "The room is" in seen[0]


def drawn(line: RoomLine) -> str:
    """The line as the hub draws it."""
    with reading(), Session(db.engine) as session:
        return line(session)


def without_time_to_come_back(page) -> str:
    """What the page says, with its ETag, without the number of milliseconds that is drawn by lot."""
    lines = [line for line in page.text.splitlines() if not line.startswith("retry: ")]
    return "\n".join([page.headers.get("ETag", ""), *lines])
