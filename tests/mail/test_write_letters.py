"""Putting letters into the outbox."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.accounts.pages import letters
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.message import internet_message
from workshop.mail.models import OutgoingMail
from workshop.mail.outbox import enqueue, forget_address
from workshop.mail.rendering import Letter

FORGERIES = [
    "Hello\r\nBcc: all@demo.example",
    "Hello\nX: y",
    "Hello\rX",
    "Hello\x00",
    "Hello\u2028X",
    "Hello\x85X",
    "a\x0bb",
]


@pytest.mark.parametrize("forged", FORGERIES)
@pytest.mark.parametrize("field", ["to", "subject"])
def test_nothing_forges_a_header(app, field, forged):
    fields = {"to": "ben@demo.example", "subject": "Hello"} | {field: forged}

    with pytest.raises(ValueError, match="one line"):
        enqueue(db.session, dedupe_key="x", kind="test", to=fields["to"], letter=Letter(fields["subject"], ""), now=utcnow())

    assert db.session.scalar(select(func.count(OutgoingMail.id))) == 0


@given(subject=st.text(max_size=200), text=st.text(max_size=400))
@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_the_headers_stay_ours(settings, subject, text):
    """Either the outbox refuses it, or the message has the headers that we gave it and no other."""
    letter = OutgoingMail(
        to_address="ben@demo.example", subject=subject, text=text, html="", message_id="1", created_at=utcnow()
    )
    try:
        message = internet_message(letter, settings).as_bytes()
    except (ValueError, UnicodeError):
        return
    names = [
        line.split(b":")[0] for line in message.split(b"\r\n\r\n")[0].split(b"\r\n") if not line.startswith((b" ", b"\t"))
    ]
    assert b"Bcc" not in names
    assert len(names) == len(set(names))


def test_a_letter_is_written_in_the_same_transaction_as_what_it_tells_of(app):
    enqueue(db.session, dedupe_key="x", kind="test", to="ben@demo.example", letter=Letter("Hello", ""), now=utcnow())

    db.session.rollback()

    assert letters() == []


def test_letters_to_an_erased_person_are_deleted(app):
    for n, to in enumerate(["Ben@demo.example", "ben@demo.example", "cleo@demo.example"]):
        enqueue(db.session, dedupe_key=str(n), kind="test", to=to, letter=Letter("Hello", ""), now=utcnow())

    forget_address(db.session, "ben@demo.example")

    assert [letter.to_address for letter in letters()] == ["cleo@demo.example"]


def test_the_demos_mail_is_read_on_a_page(app, browse):
    enqueue(
        db.session,
        dedupe_key="x",
        kind="test",
        to="ben@demo.example",
        letter=Letter("Hello", "See http://localhost/x"),
        now=utcnow(),
    )
    db.session.commit()

    page = browse().get("/demo/mail")

    assert page.status_code == 200
    assert '<a href="http://localhost/x"' in page.text
