"""Without a name means without a name: pages, tables and order tell nothing about who asked or voted, or when."""

import re

import pytest
from sqlalchemy import inspect

from tests import factories
from tests.asking.rooms import PATH, ask, asked, vote
from tests.cast import ADA, BEN
from workshop.asking.models import QuestionVote, RoomQuestion
from workshop.extensions import db

WORDS = ("Why so late?", "How do I begin?", "What if she says no?")


@pytest.fixture
def people(event, browse):
    """Ben, Cy and Di in their seats, with their browsers."""
    for name in ("cy", "di"):
        factories.seat(event, f"{name}@demo.example", team="Service")
    return {name: browse(as_=f"{name}@demo.example") for name in ("ben", "cy", "di")}


def without_ids(page: str) -> str:
    """The page with the random ids of questions, and what a token makes of it, taken out."""
    for question in db.session.query(RoomQuestion):
        page = page.replace(question.id, question.words)
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page)


def clear() -> None:
    db.session.query(RoomQuestion).delete()
    db.session.commit()


@pytest.mark.parametrize("reader", [ADA, "di@demo.example"])
def test_the_page_is_the_same_whoever_asked_and_whoever_voted(people, browse, reader):
    path = "/events/HERON-42/questions" if reader == ADA else PATH
    seen = set()
    for asker, voter in (("ben", "cy"), ("cy", "ben")):
        clear()
        ask(people[asker], "Why so late?")
        vote(people[voter], "Why so late?")
        seen.add(without_ids(browse(as_=reader).get(path).text))

    assert len(seen) == 1


def test_a_planted_name_would_be_seen(people, browse):
    ask(people["ben"], "Why so late?", named="yes")

    assert "<bdi>Ben</bdi>" in browse(as_=ADA).get("/events/HERON-42/questions").text


def test_the_order_tells_nothing_about_who_came_first(people, browse):
    """With as many votes each order comes up, whichever way they were asked."""
    orders = set()
    for _evening in range(60):
        clear()
        for words in WORDS:
            ask(people["ben"], words)
        page = browse(as_=ADA).get("/events/HERON-42/questions").text
        orders.add(tuple(sorted(WORDS, key=page.index)))

    assert len(orders) == 6


def test_no_table_keeps_when_a_question_was_asked_or_voted_for():
    kept = {
        column.key
        for model in (RoomQuestion, QuestionVote)
        for column in inspect(model).columns
        if "_at" in column.key or "_on" in column.key
    }

    assert kept == {"answered_at", "hidden_at"}  # both say what the facilitator did


def test_a_question_of_another_event_is_not_reached(people, harbour, browse):
    ask(people["ben"], "Why so late?")
    factories.seat(harbour, BEN, team="Cranes")

    page = browse(as_=BEN).post(f"/workbook/WREN-63/questions/{asked('Why so late?').id}/vote")

    assert page.status_code == 404
