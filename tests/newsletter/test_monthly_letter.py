"""All tipsheets of a month in one letter, for readers who want no more than that: once, and nothing beside it."""

from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import select

from tests.cast import OMAR
from tests.mail.sink import Sink, SinkController, sent_to
from tests.newsletter.readers import FAY, own_page, reader, subscribe
from tests.newsletter.runs import letters_of, message_of, plan, readers, ring, send_all, with_address
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.worker import Worker
from workshop.newsletter.models import Mailing
from workshop.newsletter.monthly import plan_monthly
from workshop.tipsheets import archive

FIRST = datetime(2026, 12, 1, 9, 5, tzinfo=UTC)  # the library's tipsheet was published in November 2026


@pytest.fixture
def monthly_reader(browse):
    """Fay, who reads once a month."""
    path = subscribe(browse())
    browse().post(f"{path}/preferences", data={"tips": "1", "rhythm": "month"})
    return reader()


@pytest.fixture
def sink():
    return Sink()


@pytest.fixture
def postman(app, settings, sink):
    controller = SinkController(sink)
    controller.start()
    yield Worker(db.engine, sent_to(with_address(settings), controller), clock=utcnow)
    controller.stop()


def monthly(settings, at=FIRST) -> Mailing | None:
    """What is planned when the clock rings at this moment."""
    with time_machine.travel(at):
        plan_monthly(db.session, settings=with_address(settings), now=utcnow())
        db.session.commit()
    return db.session.scalar(select(Mailing).where(Mailing.month.is_not(None)))


def test_the_page_lets_a_reader_choose_how_often(app, browse):
    path = subscribe(browse())

    browse().post(f"{path}/preferences", data={"tips": "1", "rhythm": "month"})

    assert reader().rhythm == "month"
    assert 'value="month" checked' in " ".join(browse().get(path).text.split())
    assert browse().get(f"{path}/data").json["how_often"] == "month"


def test_a_rhythm_nobody_offers_is_the_usual_one(app, browse):
    path = subscribe(browse())

    browse().post(f"{path}/preferences", data={"tips": "1", "rhythm": "hourly"})

    assert reader().rhythm == "tip"


def test_a_monthly_reader_gets_no_weekly_letter_and_one_about_the_month(app, settings, monthly_reader, sink, postman):
    readers(2)
    plan(settings)
    ring(settings)
    send_all(postman)
    weekly = {message["To"] for message in sink.taken if message["List-Id"]}
    assert weekly == {"reader-0@reader.example", "reader-1@reader.example"}

    letter = monthly(settings)
    with time_machine.travel(FIRST, tick=True):
        for _time in range(2):
            ring(settings)
        send_all(postman)
        ring(settings)

    about = [message for message in sink.taken if message["Subject"] == "The tipsheets of November 2026"]
    assert [message["To"] for message in about] == [FAY]
    assert letter.state == "sent"


def test_the_letter_names_each_tipsheet_and_the_way_out(app, settings, browse, monthly_reader):
    letter = monthly(settings)
    with time_machine.travel(FIRST):
        ring(settings)

    message = message_of(letters_of(letter)[0], settings)
    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))

    tipsheet = archive.tipsheet(db.session, "be-the-name-that-comes-up")
    for words in (text, html):
        assert tipsheet.title in words
        assert f"/tips/{tipsheet.slug}" in words
        assert "1 Front Street, Toronto" in words
        assert own_page(browse()) in words
    assert "List-Unsubscribe=One-Click" in message["List-Unsubscribe-Post"]


@pytest.mark.parametrize(
    "at",
    [datetime(2026, 12, 1, 8, 59, tzinfo=UTC), datetime(2026, 12, 9, tzinfo=UTC), datetime(2027, 2, 1, 9, 5, tzinfo=UTC)],
    ids=["before its hour", "a week too late", "about a month without tipsheets"],
)
def test_nothing_is_planned(app, settings, monthly_reader, at):
    assert monthly(settings, at) is None


def test_nothing_is_planned_where_nobody_wants_it(app, settings, browse):
    subscribe(browse())

    assert monthly(settings) is None


def test_it_is_planned_once_however_often_the_clock_rings(app, settings, monthly_reader):
    first = monthly(settings).id

    assert monthly(settings).id == first
    assert len(db.session.scalars(select(Mailing)).all()) == 1


def test_one_that_is_late_waits_for_an_administrator(event, settings, browse, monthly_reader):
    late = FIRST.replace(hour=23)
    letter = monthly(settings, late)
    with time_machine.travel(late):
        ring(settings)
    assert (letter.state, letter.why_held) == ("held", "late")

    omar = browse(as_=OMAR)
    assert "2026-11" in omar.get("/admin/tipsheets").text
    answer = omar.post(f"/admin/tipsheets/{letter.slug}/mailing/going-on")

    db.session.expire_all()
    assert answer.location.endswith("/admin/tipsheets#monthly")
    assert letter.state == "sending"


def test_who_slows_down_gets_nothing_that_waits(app, settings, browse):
    path = subscribe(browse())
    mailing = plan(settings)
    ring(settings)

    browse().post(f"{path}/preferences", data={"tips": "1", "rhythm": "month"})

    db.session.expire_all()
    assert {letter.state for letter in letters_of(mailing)} == {"skipped"}
