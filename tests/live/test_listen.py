"""Open pages hear that something moved, once it is committed, and where the room is now."""

import json

import pytest
from sqlalchemy.orm import Session

from tests import factories
from tests.cast import ADA, BEN
from workshop.database import utcnow
from workshop.events import pacing
from workshop.extensions import db
from workshop.live import hub as hubs
from workshop.live.listening import Allowed
from workshop.live.signals import bump, revisions

ROOM = "/workbook/HERON-42/stream"
SECONDS = 60.0


@pytest.fixture
def hub(app):
    """The hub of the site under test, which lets streams last."""
    found = app.extensions["live"]
    found.longest, before = SECONDS, found.longest
    yield found
    found.close()
    found.longest = before


@pytest.fixture
def listen(browse, hub):
    """`listen(BEN)` opens a stream, reads its first frame, and gives back the frames that follow."""

    def open_stream(who, path=ROOM):
        answer = browse(as_=who).get(path)
        assert (answer.status_code, answer.mimetype) == (200, "text/event-stream")
        frames = iter(answer.response)
        open_stream.hello = next(frames)
        open_stream.kept.append(answer)
        return frames

    open_stream.kept = []
    return open_stream


def told(frame: bytes) -> dict:
    """What a frame says."""
    return json.loads(frame.decode().partition("data: ")[2])


def bumped(topic="HERON-42/room"):
    with Session(db.engine) as session:
        bump(session, topic)
        session.commit()


def test_the_first_frame_comes_at_once_and_says_when_to_come_back(event, listen):
    listen(BEN)

    assert listen.hello.startswith(b"retry: ")
    assert told(listen.hello) == {"room": 0}


def test_a_page_hears_that_the_room_moved(event, listen):
    frames = listen(BEN)

    pacing.open_step(db.session, factories.step(event, "strengths"), now=utcnow())
    db.session.commit()

    assert told(next(frames)) == {"room": 1}


def test_what_was_rolled_back_is_not_heard(event, listen):
    frames = listen(BEN)
    bump(db.session, "HERON-42/room")
    db.session.rollback()

    bumped()

    assert told(next(frames)) == {"room": 1}


def test_a_page_that_opens_is_told_by_itself_what_it_missed(event, hub):
    there = hub.open({"HERON-42/room": 0}, everybody(), {})
    next(there)
    bumped()
    assert told(next(there)) == {"room": 1}

    late, in_time = (hub.open({"HERON-42/room": revision}, everybody(), {}) for revision in (0, 1))
    for stream in (late, in_time):
        next(stream)

    assert told(next(late)) == {"room": 1}
    bumped()
    assert [told(next(stream)) for stream in (there, late, in_time)] == [{"room": 2}] * 3


def test_what_moved_twice_while_a_page_was_slow_is_told_once(event, listen):
    frames = listen(BEN)
    bumped()
    assert told(next(frames)) == {"room": 1}

    bumped()
    bumped()
    heard = told(next(frames))

    assert heard in ({"room": 2}, {"room": 3})
    assert revisions(db.session, ["HERON-42/room"]) == {"HERON-42/room": 3}


def test_a_participant_does_not_hear_what_only_facilitators_see(event, listen):
    frames = listen(BEN)

    bumped("HERON-42/hosts")
    bumped("HERON-42/room")

    assert told(next(frames)) == {"room": 1}


def test_a_facilitator_hears_the_room_the_figures_and_the_turnout(event, listen):
    frames = listen(ADA, "/events/HERON-42/stream")
    assert set(told(listen.hello)) == {"room", "hosts", "screen", "turnout", "asked"}

    factories.seat(event, "cy@demo.example")

    assert set(told(next(frames))) == {"turnout"}


def test_a_stream_holds_no_connection_to_the_database(event, listen, app):
    db.session.remove()
    before = db.engine.pool.checkedout()

    kept = [listen(BEN) for _page in range(3)]
    db.session.remove()

    assert db.engine.pool.checkedout() <= before + 1  # the hub's own, for a moment
    assert len(kept) == 3


def test_a_full_house_is_sent_away_with_a_time(event, browse, hub, monkeypatch):
    monkeypatch.setattr(hub, "most", 0)

    answer = browse(as_=BEN).get(ROOM)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")


def test_streams_end_with_their_worker(event, listen, hub, monkeypatch):
    frames = listen(BEN)

    monkeypatch.setattr(hub, "is_stopping", lambda: True)

    assert list(frames) == []


def test_a_small_room_asks_at_once_and_a_full_house_forty_a_second():
    assert hubs.spread(30) == 0  # the half second that pages wait anyhow
    assert [hubs.spread(n) for n in (31, 150, 159, 1000, 5000)] == [1000, 4000, 4000, 26_000, 30_000]


def test_pages_of_a_full_house_are_told_over_how_long_to_ask(event, hub):
    many = [hub.open({"HERON-42/room": 0}, everybody(), {}) for _page in range(120)]
    alone = hub.open({"HERON-42/room": 0, "HERON-42/hosts": 0}, everybody(), {})
    for stream in [*many, alone]:
        next(stream)  # the first frame

    bumped()

    assert [told(next(stream)) for stream in many] == [{"spread": 4000, "room": 1}] * 120
    assert told(next(alone)) == {"room": 1}


def test_the_page_of_a_step_is_told_where_the_room_is(event, browse, listen):
    at = factories.step(event, "needs").number
    frames = listen(BEN, f"{ROOM}?at={at}")
    pacing.open_step(db.session, factories.step(event, "strengths"), now=utcnow())
    db.session.commit()

    heard = told(next(frames))

    asked = browse(as_=BEN).get(f"/workbook/HERON-42/room?at={at}")
    assert heard == {"part": asked.text, "room": 1}
    assert "The room is on worksheet 3." in asked.text


def test_the_page_on_which_somebody_writes_is_told_that_its_worksheet_closed(event, listen):
    at = factories.step(event, "needs").number
    writing, reading = listen(BEN, f"{ROOM}?at={at}&on=sheet"), listen(BEN, f"{ROOM}?at={at}")

    pacing.close_step(db.session, factories.step(event, "needs"), now=utcnow())
    db.session.commit()

    assert "This worksheet closed at" in told(next(writing))["part"]
    assert "This worksheet closed at" not in told(next(reading))["part"]


@pytest.mark.parametrize("at", ["-1", "100", "one"])
def test_a_page_of_no_step_that_there_can_be_asks_for_its_part(event, listen, at):
    frames = listen(BEN, f"{ROOM}?at={at}")

    bumped()

    assert told(next(frames)) == {"room": 1}


def test_what_a_full_house_shows_alike_is_drawn_once(event, hub):
    page = Counting()
    many = [hub.open({"HERON-42/room": 0}, everybody(), {}, page) for _page in range(120)]
    for stream in many:
        next(stream)  # the first frame

    bumped()

    assert [told(next(stream)) for stream in many] == [{"part": "drawn 1", "room": 1}] * 120


def test_pages_whose_part_cannot_be_drawn_ask_for_it(event, hub, caplog):
    many = [hub.open({"HERON-42/room": 0}, everybody(), {}, broken) for _page in range(120)]
    for stream in many:
        next(stream)

    bumped()

    assert [told(next(stream)) for stream in many] == [{"spread": 4000, "room": 1}] * 120
    complaints = [record.getMessage() for record in caplog.records if record.name == "workshop.live"]
    assert complaints == ["what moved could not be drawn"]


class Counting:
    """Draws, and says how often it has drawn."""

    n_drawn = 0

    def __call__(self, session: Session) -> str:
        self.n_drawn += 1
        return f"drawn {self.n_drawn}"


def broken(session: Session) -> str:
    """Fails."""
    raise RuntimeError("no pencil")


def everybody() -> Allowed:
    """Whoever asks may listen."""
    return Allowed(lambda _session, keys: keys, "anybody")
