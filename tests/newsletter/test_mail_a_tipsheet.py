"""Mailing a tipsheet: to whoever wants it when its hour comes, once, with a way out in every letter."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.mail.sink import Sink, SinkController, sent_to
from tests.newsletter.readers import FAY, later, own_page, reader, subscribe
from tests.newsletter.runs import SLUG, letters_of, message_of, plan, readers, ring, send_all, with_address
from workshop.accounts.own_data import address_hmac
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.suppressions import suppress
from workshop.mail.worker import Worker
from workshop.newsletter import mailings
from workshop.newsletter.audience import audience
from workshop.newsletter.mailings import AlreadyMailed, NoPostalAddress
from workshop.newsletter.rendering import MOST_BYTES, bulk_letter
from workshop.tipsheets import archive
from workshop.tipsheets.writing import Words, write


@pytest.fixture
def sink():
    return Sink()


@pytest.fixture
def postman(app, settings, sink):
    controller = SinkController(sink)
    controller.start()
    yield Worker(db.engine, sent_to(with_address(settings), controller), clock=utcnow)
    controller.stop()


def test_everybody_who_wants_it_gets_one_letter_and_nobody_else(app, settings, browse, sink, postman):
    readers(3)
    for number, change in enumerate(("left", "rest", "other")):
        path = subscribe(browse(), f"{change}-{number}@reader.example")
        if change == "left":
            browse().post(f"{path}/leaving")
        elif change == "rest":
            browse().post(f"{path}/preferences", data={"tips": "1", "pause": "30"})
        else:
            browse().post(f"{path}/preferences", data={"news": "1"})
    mailing = plan(settings)

    ring(settings)
    ring(settings)
    send_all(postman)
    ring(settings)

    tips = [message for message in sink.taken if message["List-Id"]]
    assert sorted(message["To"] for message in tips) == [f"reader-{number}@reader.example" for number in range(3)]
    assert {message["Subject"] for message in tips} == {"Be the name that comes up"}
    assert mailings.mailing_of(db.session, SLUG).state == "sent"
    assert len(letters_of(mailing)) == 3


def test_nothing_is_made_before_its_hour(app, settings):
    readers(1)
    mailing = plan(settings, due_at=utcnow() + timedelta(hours=1))

    ring(settings)

    assert mailing.state == "scheduled"
    with later(hours=1, minutes=1):
        ring(settings)
    assert mailing.state == "sending"


def test_a_letter_can_be_left_from_by_a_mail_program_and_says_who_wrote_it(app, settings, browse):
    subscribe(browse())
    mailing = plan(settings)
    ring(settings)

    message = message_of(letters_of(mailing)[0], settings)

    href = f"http://localhost{own_page(browse())}"
    assert message["List-Unsubscribe"] == f"<{href}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Precedence"] == "bulk"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    for part in message.iter_parts():
        words = part.get_content()
        assert href in words
        assert "1 Front Street, Toronto" in words
        assert "Choose one person whose results depend on yours" in " ".join(words.split())
        assert "%%" not in words
        assert len(words.encode()) < MOST_BYTES
    assert browse().post(own_page(browse()), data={"List-Unsubscribe": "One-Click"}).status_code == 200


def test_the_links_to_read_and_to_pass_on_carry_no_token(app, settings, browse):
    subscribe(browse())
    mailing = plan(settings)
    ring(settings)

    message = message_of(letters_of(mailing)[0], settings)

    html = message.get_body(("html",)).get_content()
    hrefs = re.findall(r'href="(http[^"]+)"', html)
    token = own_page(browse()).rsplit("/", 1)[1]
    assert [href for href in hrefs if token in href] == [f"http://localhost{own_page(browse())}"]
    assert all(href.startswith("http://localhost") for href in hrefs)


def test_whoever_leaves_before_their_letter_begins_gets_none(app, settings, browse, sink, postman):
    path = subscribe(browse())
    mailing = plan(settings)
    ring(settings)

    browse().post(path, data={"List-Unsubscribe": "One-Click"})
    send_all(postman)

    assert [letter.state for letter in letters_of(mailing)] == ["skipped"]
    assert [message for message in sink.taken if message["List-Id"]] == []


def test_whoever_leaves_while_a_worker_holds_their_letter_gets_none(app, settings, browse, sink, postman):
    path, program, left = subscribe(browse()), FlaskClient(app, app.response_class), []
    send_all(postman)
    mailing = plan(settings)
    ring(settings)
    sink.meanwhile = lambda _to: left.append(program.post(path, data={"List-Unsubscribe": "One-Click"}).status_code)

    send_all(postman)

    assert left == [200]
    assert [letter.state for letter in letters_of(mailing)] == ["skipped"]
    assert [message for message in sink.taken if message["List-Id"]] == []


def test_without_a_postal_address_nothing_is_planned(app, settings):
    with pytest.raises(NoPostalAddress):
        mailings.schedule(db.session, archive.tipsheet(db.session, SLUG), due_at=utcnow(), settings=settings, now=utcnow())


def test_a_tipsheet_is_mailed_once(app, settings):
    plan(settings)

    with pytest.raises(AlreadyMailed):
        plan(settings)


def test_before_its_hour_it_can_be_cancelled_and_planned_anew(app, settings):
    mailing = plan(settings, due_at=utcnow() + timedelta(hours=1))

    assert mailings.cancel(db.session, mailing, now=utcnow())
    assert mailing.state == "cancelled"
    assert plan(settings).state == "scheduled"


def test_one_that_became_too_long_is_held_and_no_other_waits_for_it(app, settings):
    readers(1)
    long_one = write(db.session, Words(title="Too long", source="word " * 30_000), slug="too-long", now=utcnow())
    first = mailings.schedule(
        db.session,
        long_one.as_tipsheet(),
        due_at=utcnow() - timedelta(minutes=1),
        settings=with_address(settings),
        now=utcnow(),
    )
    second = plan(settings)

    ring(settings)
    ring(settings)

    assert (first.state, first.why_held, letters_of(second)[0].state) == ("held", "too_long", "queued")
    long_one.source = "Short again."
    mailings.go_on(db.session, first, now=utcnow())
    db.session.commit()
    ring(settings)
    assert (first.state, len(letters_of(first))) == ("sending", 1)


def test_one_that_is_held_as_too_long_can_be_cancelled(app, settings):
    long_one = write(db.session, Words(title="Too long", source="word " * 30_000), slug="too-long", now=utcnow())
    mailing = mailings.schedule(
        db.session, long_one.as_tipsheet(), due_at=utcnow(), settings=with_address(settings), now=utcnow()
    )
    ring(settings)

    assert mailings.cancel(db.session, mailing, now=utcnow())
    assert mailing.state == "cancelled"


def test_what_is_cancelled_while_a_worker_is_about_to_begin_does_not_begin(app, settings):
    readers(1)
    mailing = plan(settings)
    words = bulk_letter(archive.tipsheet(db.session, SLUG), with_address(settings), now=utcnow())
    db.session.commit()
    with Session(db.engine) as worker:
        (held,) = mailings.due_mailings(worker, now=utcnow())
        worker.expunge(held)
        worker.rollback()
        assert mailings.cancel(db.session, mailing, now=utcnow())
        db.session.commit()

        worker.add(held)
        assert held.__dict__["cancelled_at"] is None
        mailings.begin(worker, held, words, now=utcnow())
        is_more = mailings.make_some(worker, held, language="en", settings=with_address(settings), now=utcnow())
        worker.commit()

        assert (is_more, held.bulk_id) == (False, None)
    assert letters_of(mailing) == []


def test_what_has_begun_while_a_page_was_open_is_not_said_to_be_cancelled(app, settings):
    readers(1)
    mailing = plan(settings)
    assert mailing.state == "scheduled"
    with Session(db.engine) as page:
        db.session.rollback()
        (seen,) = mailings.due_mailings(page, now=utcnow())
        page.expunge(seen)
        page.rollback()
        ring(settings)
        db.session.commit()

        page.add(seen)
        assert not mailings.cancel(page, seen, now=utcnow())
        assert seen.state == "sending"


def test_six_hours_late_it_is_held_until_somebody_has_looked(app, settings, sink, postman):
    readers(2)
    mailing = plan(settings)

    with later(hours=7):
        ring(settings)
        assert mailing.state == "held"
        send_all(postman)
        assert sink.taken == []

        mailings.go_on(db.session, mailing, now=utcnow())
        send_all(postman)

    assert len(sink.taken) == 2


def test_a_held_run_begins_no_further_letter_and_keeps_sign_in_codes_going(app, settings, sink, postman, browse):
    readers(2)
    mailing = plan(settings)
    ring(settings)
    mailings.pause(mailing, now=utcnow())
    db.session.commit()
    subscribe(browse())

    send_all(postman)

    assert {message["To"] for message in sink.taken} == {FAY}


def test_addresses_that_do_not_exist_are_not_written_to_again_and_hold_a_run_that_has_many(app, settings, sink, postman):
    readers(120)
    sink.rcpt_answers = {f"reader-{number}@reader.example": "550 5.1.1 no such user" for number in range(20)}
    mailing = plan(settings)
    ring(settings)

    send_all(postman)

    assert (mailing.bulk.held_because, mailing.state) == ("bounces", "held")
    states = [letter.state for letter in letters_of(mailing)]
    assert states.count("bounced") == 20
    to = audience(db.session, language="en", pepper=settings.secret_key, now=utcnow())
    assert (to.n_readers, to.n_unreachable) == (100, 20)


def test_a_refusal_of_our_words_is_not_held_against_the_reader(app, settings, sink, postman, browse):
    subscribe(browse())
    sink.rcpt_answers = {FAY: "550 5.7.1 message looks like spam"}
    mailing = plan(settings)
    ring(settings)

    send_all(postman)

    assert [letter.state for letter in letters_of(mailing)] == ["failed"]


def test_a_suppressed_address_gets_no_letter(app, settings, browse):
    subscribe(browse())
    suppress(db.session, address_hmac(FAY, settings.secret_key), "complained", now=utcnow())
    mailing = plan(settings)

    ring(settings)

    assert letters_of(mailing) == []
    assert reader().left_at is None
