"""Bringing a list along: with the source of consent, and against nobody's wish."""

import pytest

from tests.newsletter.readers import FAY, reader, subscribe
from workshop.database import utcnow
from workshop.extensions import db
from workshop.newsletter.consents import ledger_of
from workshop.newsletter.importing import NoSource, TooManyLines, import_subscribers
from workshop.newsletter.keys import subscriber_with, subscription_token


@pytest.fixture
def bring(app, settings):
    def bring_along(text: str, source="Form of the old site"):
        return import_subscribers(db.session, text, source=source, language="en", pepper=settings.secret_key, now=utcnow())

    return bring_along


def test_readable_lines_become_readers_with_their_evidence(bring, settings):
    result = bring("fay@reader.example, Fay, Reader\n\nguy@reader.example;Guy\n")

    assert result.n_new == 2
    assert (reader().first_name, reader().last_name) == ("Fay", "Reader")
    (line,) = ledger_of(db.session, FAY, pepper=settings.secret_key)
    assert (line.act, line.source) == ("imported", "Form of the old site")
    token = subscription_token(reader().public_id, pepper=settings.secret_key)
    assert subscriber_with(db.session, token) == reader()


def test_without_a_source_nobody_is_added(bring):
    with pytest.raises(NoSource):
        bring(FAY, source="  ")

    assert reader() is None


def test_lines_that_are_known_twice_or_unreadable_are_named_by_number(bring):
    bring("known@reader.example")

    result = bring("known@reader.example\nnot an address\nnew@reader.example\nNEW@reader.example\nx@y.example,http://spam")

    assert (result.n_new, result.known, result.unreadable) == (1, [4, 1], [2, 5])


def test_whoever_left_stays_out_and_whoever_was_forgotten_is_not_brought_back(bring, browse):
    browse().post(f"{subscribe(browse(), 'left@reader.example')}/leaving")
    browse().post(f"{subscribe(browse(), 'gone@reader.example')}/erasure")

    result = bring("left@reader.example\ngone@reader.example")

    assert (result.n_new, result.known, result.suppressed) == (0, [1], [2])
    assert reader("left@reader.example").left_at is not None
    assert reader("gone@reader.example") is None


def test_more_than_five_thousand_lines_are_refused_whole(bring):
    with pytest.raises(TooManyLines):
        bring("\n".join(f"r{number}@reader.example" for number in range(5001)))
