"""Mail that comes back: which letter it was, what it says of its reader, and when a reader is written to again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.mail.reports import bounce, complaint, typed_answer
from tests.mail.sink import sent_to
from tests.newsletter.readers import FAY, ask, later, link_to_confirm, subscribe
from tests.newsletter.runs import letters_of, plan, ring, send_all, with_address
from workshop.accounts.own_data import address_hmac
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.bouncing import bounce_class, take_back, weigh
from workshop.mail.mailbox import read_returned_mail
from workshop.mail.models import BounceScore, OutgoingMail, Suppression
from workshop.mail.return_path import letter_behind, return_path
from workshop.mail.returned import read_returned
from workshop.mail.suppressions import end_rests
from workshop.mail.worker import Worker


@pytest.fixture
def returning(settings, tmp_path):
    """The settings of a site that takes in what comes back."""
    folder = tmp_path / "Maildir"
    for part in ("new", "cur", "tmp"):
        (folder / part).mkdir(parents=True)
    return replace(with_address(settings), bounce_address="bounces@localhost.example", bounce_folder=str(folder))


@pytest.fixture
def letter(app, settings, browse, returning, server, sink) -> OutgoingMail:
    """A letter of a run to Fay, that arrived as far as the mail server can tell."""
    subscribe(browse())
    mailing = plan(settings)
    ring(settings)
    send_all(Worker(db.engine, sent_to(returning, server), clock=utcnow))
    return letters_of(mailing)[0]


def deliver(settings, *messages: bytes) -> None:
    """Put messages into the folder and let the worker's clock ring."""
    for number, raw in enumerate(messages):
        (Path(settings.bounce_folder) / "new" / f"{utcnow().timestamp()}.{number}").write_bytes(raw)
    read_returned_mail(db.session, settings=settings, now=utcnow())
    db.session.commit()
    db.session.expire_all()


def stopped() -> dict[str, str]:
    found = {one.recipient: one.reason for one in db.session.scalars(select(Suppression))}
    db.session.rollback()
    return found


@pytest.fixture
def fay(settings) -> str:
    """The keyed hash of Fay's address."""
    return address_hmac(FAY, settings.secret_key)


def test_a_letter_goes_out_under_an_address_of_its_own(letter, sink, returning):
    assert sink.senders[-1] == return_path(letter.id, returning)
    assert sink.senders[-1].startswith("bounces+")
    assert letter_behind(sink.senders[-1], returning) == letter.id


def test_an_address_that_does_not_exist_gets_no_further_letter(letter, returning, fay):
    deliver(returning, bounce(to=return_path(letter.id, returning)))

    assert (letter.state, letter.smtp_text[:5], stopped()) == ("bounced", "5.1.1", {fay: "bounced"})
    assert list((Path(returning.bounce_folder) / "new").iterdir()) == []
    assert list((Path(returning.bounce_folder) / "cur").iterdir()) == []


def test_a_return_path_that_we_did_not_sign_bounces_nothing(letter, returning):
    forged = return_path(letter.id, replace(returning, secret_key="another key of another site, 0123456789"))

    deliver(returning, bounce(to=forged))

    assert (letter.state, stopped()) == ("sent", {})


@pytest.mark.parametrize("report", [bounce, complaint])
def test_a_message_id_alone_stops_nobody_s_mail(letter, returning, report):
    forged = report(message_id=letter.message_id)

    for _ in range(4):
        deliver(returning, forged)

    assert (letter.state, letter.complained_at, stopped()) == ("sent", None, {})
    assert db.session.scalars(select(BounceScore.score)).all() == [1.0]


def test_a_message_id_alone_counts_once_however_many_days_it_comes_again(letter, returning):
    for day in range(5):
        returned = read_returned(bounce(message_id=letter.message_id), returning)
        assert not take_back(db.session, returned, now=utcnow() + timedelta(days=day))

    assert db.session.scalars(select(BounceScore.score)).all() == [1.0]
    assert stopped() == {}


def test_the_signed_path_of_one_s_own_letter_bounces_no_other(letter, returning, post):
    post("To somebody else", to="eve@reader.example")
    own = db.session.scalars(select(OutgoingMail).where(OutgoingMail.dedupe_key == "To somebody else")).one()
    own.state = "sent"
    db.session.commit()

    deliver(returning, bounce(to=return_path(own.id, returning), message_id=letter.message_id))

    assert (letter.state, own.state, stopped()) == ("sent", "bounced", {})


@pytest.mark.parametrize(
    "raw", [typed_answer("bounces@localhost.example"), b"\xff\x00 nothing", b"", bounce(action="delayed")]
)
def test_what_is_no_report_is_left_for_a_person(letter, returning, raw):
    deliver(returning, raw)
    deliver(returning)

    (left,) = (Path(returning.bounce_folder) / ".Seen" / "cur").iterdir()
    assert list((Path(returning.bounce_folder) / "cur").iterdir()) == []
    assert left.read_bytes() == raw
    assert left.name.endswith(":2,S")
    assert letter.state == "sent"


def test_what_somebody_flagged_keeps_its_flags(letter, returning):
    folder = Path(returning.bounce_folder)
    for name in ("1.a:2,F", "2.b:2,RS"):
        (folder / "cur" / name).write_bytes(typed_answer("bounces@localhost.example"))

    deliver(returning)

    assert sorted(one.name for one in (folder / ".Seen" / "cur").iterdir()) == ["1.a:2,FS", "2.b:2,RS"]
    assert list((folder / "cur").iterdir()) == []


def test_a_report_that_is_taken_in_twice_counts_once(letter, returning):
    report = bounce(to=return_path(letter.id, returning), status="4.2.2")

    deliver(returning, report, report)

    assert db.session.scalars(select(BounceScore.score)).all() == [1.0]


def test_a_complaint_ends_mailings_to_its_reader(letter, returning, fay):
    deliver(returning, complaint(to=return_path(letter.id, returning)))

    assert (letter.state, letter.complained_at is not None, stopped()) == ("sent", True, {fay: "complained"})


def test_whoever_confirms_anew_is_written_to_again(letter, returning, fay, browse):
    path = f"/subscription/{letter.fields['unsubscribe'].rsplit('/', 1)[1]}"
    deliver(returning, complaint(to=return_path(letter.id, returning)))
    browse().post(f"{path}/leaving")

    with later(days=1):
        ask(browse())
        browse().post(link_to_confirm())

    assert stopped() == {}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("5.1.1 no such user", "hard"),
        ("5.1.10 null MX", "hard"),
        ("5.2.1 mailbox disabled", "hard"),
        ("5.2.2 mailbox full", "soft"),
        ("4.4.7 expired", "soft"),
        ("5.7.1 message looks like spam", "policy"),
        ("5.1.8 bad sender", "policy"),
        ("5.4.4 unable to route", "soft"),
        ("mailbox unavailable", "unknown"),
    ],
)
def test_what_a_mail_server_says_has_a_class(said, kind):
    assert bounce_class(said) == kind


def test_a_full_mailbox_has_a_rest_after_three_letters_and_is_tried_again_after_it(app, settings, fay):
    now = utcnow()
    for week in range(3):
        assert stopped() == {}
        weigh(db.session, fay, "soft", now=now + timedelta(weeks=week))
        weigh(db.session, fay, "soft", now=now + timedelta(weeks=week, hours=1))
        db.session.commit()
    assert stopped() == {fay: "unreachable"}

    after = now + timedelta(weeks=2, days=31)
    end_rests(db.session, settings=settings, now=after)
    db.session.commit()
    assert stopped() == {}

    weigh(db.session, fay, "soft", now=after + timedelta(days=3))
    db.session.commit()
    assert stopped() == {fay: "unreachable"}


def test_a_letter_that_arrives_halves_what_was_counted(letter, fay):
    before = letter.sent_at - timedelta(days=7)
    weigh(db.session, fay, "soft", now=before)
    weigh(db.session, fay, "soft", now=before + timedelta(days=2))

    weigh(db.session, fay, "soft", now=before + timedelta(days=9))

    assert db.session.scalars(select(BounceScore.score)).one() == 2.0


def test_a_refusal_of_us_is_not_counted_against_the_reader(app, fay):
    for day in range(9):
        weigh(db.session, fay, "policy", now=utcnow() + timedelta(days=day))

    assert stopped() == {}
