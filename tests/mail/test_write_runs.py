"""Letters of a run: cast from one mould, each as right as if it had been written by itself."""

from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.mail.test_write_letters import FORGERIES
from workshop.database import utcnow
from workshop.mail.bulk import filled
from workshop.mail.models import BulkLetter
from workshop.mail.mould import Mould, quoted


@dataclass
class OneOf:
    """What a letter of a run holds of its own."""

    to_address: str = "ben@demo.example"
    message_id: str = "0123456789abcdef"
    category: str = "tipsheet"
    fields: dict[str, str] = field(default_factory=dict)
    created_at: datetime = field(default_factory=utcnow)


def bulk(subject="A tip", text="Words", html="<p>Words</p>") -> BulkLetter:
    return BulkLetter(key="mailing:x", subject=subject, text=text, html=html, made_at=utcnow())


def read(written: bytes):
    """The message, with its text and its HTML as a mail program takes them."""
    message = message_from_bytes(written, policy=default)
    text, html = (part.get_payload(decode=True).decode().replace("\r\n", "\n") for part in message.iter_parts())
    return message, text, html


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=300)


@given(before=WORDS, after=WORDS, name=WORDS)
@example(before="", after="", name="\x1f" + 6 * "\U00010000" + "0")  # a line that is full with its last letter
def test_every_reader_gets_the_words_as_they_were_written_with_their_own_in_between(settings, before, after, name):
    written = Mould(bulk(text=f"{before}%%name%%{after}\n", html=f"{before}%%name%%{after}\n"), settings).cast(
        OneOf(fields={"name": name})
    )

    _message, text, html = read(written)

    assert text == filled(f"{before}%%name%%{after}\n", {"name": name})
    assert html == filled(f"{before}%%name%%{after}\n", {"name": name}, is_html=True)
    assert max(len(line) for line in written.split(b"\r\n\r\n", 1)[1].split(b"\r\n")) <= 76


@given(words=st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_no_line_is_too_long_and_no_line_break_stands_alone(words):
    lines = quoted(words).split(b"\r\n")

    assert max(len(line) for line in lines) <= 76
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert len(lines[-1]) <= 75


def test_what_fills_a_place_is_escaped_in_html_and_fills_no_other_place(settings):
    written = Mould(bulk(text="%%name%%", html="<p>%%name%%</p>"), settings).cast(
        OneOf(fields={"name": '<script>"%%unsubscribe%%"', "unsubscribe": "http://localhost/subscription/x"})
    )

    _message, text, html = read(written)

    assert text == '<script>"%%unsubscribe%%"'
    assert html == "<p>&lt;script&gt;&quot;%%unsubscribe%%&quot;</p>"


@pytest.mark.parametrize("forged", FORGERIES)
def test_nothing_of_one_readers_own_forges_a_header(settings, forged):
    mould = Mould(bulk(subject="Hello %%name%%"), settings)
    letters = [
        OneOf(to_address=forged),
        OneOf(fields={"unsubscribe": f"http://localhost/{forged}"}),
        OneOf(fields={"name": forged}),
        OneOf(message_id=forged),
    ]

    for letter in letters:
        with pytest.raises(ValueError):
            mould.cast(letter)


def test_a_subject_may_name_its_reader(settings):
    written = Mould(bulk(subject="Für %%name%%"), settings).cast(OneOf(fields={"name": "Zoë"}))

    assert read(written)[0]["Subject"] == "Für Zoë"


def test_the_headers_are_those_of_a_letter_to_many(settings):
    written = Mould(bulk(), settings).cast(OneOf(fields={"unsubscribe": "http://localhost/subscription/x"}))

    message = read(written)[0]

    ours = ["From", "Reply-To", "Precedence", "Subject", "MIME-Version", "Content-Type", "To", "Date", "Message-ID"]
    assert list(message.keys()) == ["To", "Date", "Message-ID", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post"] + [
        name for name in ours if name not in ("To", "Date", "Message-ID")
    ]
    assert message["From"] == "Workshop Companion <workshop@localhost.example>"
    assert message["Message-ID"] == "<0123456789abcdef@localhost.example>"
    assert message["List-Id"] == "<tipsheet.localhost.example>"
