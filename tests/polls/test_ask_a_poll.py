"""A poll is typed on the spot, one at a time, and marked so that nobody takes it for a worksheet."""

import pytest
from sqlalchemy import select

from tests.cast import ADA, BEN
from tests.polls.rooms import LEAD, PATH, ask, poll, press
from workshop.database import utcnow
from workshop.extensions import db
from workshop.polls.models import Poll

PROMISE = "Counted live, without names."


@pytest.fixture
def ada(event, browse):
    return browse(as_=ADA)


def test_ada_asks_and_ben_reads_the_promise_before_he_votes(ada, browse):
    assert ask(ada).location == LEAD

    page = browse(as_=BEN).get(PATH).text

    assert page.index("Shall we go on?") < page.index(PROMISE) < page.index("After a break") < page.index(">Vote<")


def test_ada_reads_the_promise_where_she_types(ada):
    assert PROMISE in ada.get(LEAD).text


@pytest.mark.parametrize(
    "options",
    ["", "Yes", "Yes\nyes", "\n".join("abcdefg"), "Yes\n" + "x" * 81],
    ids=["none", "one", "same", "seven", "long"],
)
def test_options_that_cannot_be_asked_are_said_and_what_was_typed_stays(ada, options):
    page = ask(ada, options=options)

    assert page.status_code == 422
    assert "Write two to six different options" in page.text
    assert "Shall we go on?" in page.text
    assert db.session.scalar(select(Poll)) is None


@pytest.mark.parametrize("question", ["", " ", "x" * 201])
def test_a_poll_has_a_question(ada, question):
    assert ask(ada, question=question).status_code == 422


def test_a_new_poll_closes_the_one_before(ada):
    ask(ada)
    ask(ada, question="And now?")

    assert (poll().is_open, poll("And now?").is_open) == (False, True)


def test_nothing_is_asked_behind_closed_doors(ada, event):
    event.close(now=utcnow())

    assert ask(ada).status_code == 422


def test_before_the_doors_open_the_page_says_so_and_leads_to_them(ada, event):
    event.opened_at = None
    db.session.commit()

    page = ada.get(LEAD).text

    assert "as soon as the doors are open" in page
    assert 'href="/events/HERON-42">Open the doors in the control room' in page
    assert "Ask the room" not in page


def test_after_the_end_a_page_of_no_polls_says_that_there_were_none(ada, event):
    event.close(now=utcnow())
    db.session.commit()

    page = ada.get(LEAD).text

    assert ("No poll was asked." in page, "Ask the room" in page) == (True, False)


def test_a_mistyped_poll_is_deleted(ada):
    ask(ada)
    press(ada, "removal")

    assert db.session.scalar(select(Poll)) is None


def test_an_act_that_there_is_not_is_a_404(ada):
    ask(ada)

    assert press(ada, "reopening").status_code == 404
