"""Statements leave their sheets only as one frozen batch of six people or more, in an order that tells nothing."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from tests import factories
from tests.insights.people import seats, write
from workshop.answers.models import Answer
from workshop.answers.sharing import own_texts, share, withdraw
from workshop.database import utcnow
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.insights.gathering import gather, shuffled
from workshop.insights.models import StatementBatch
from workshop.insights.statements import TooFewRemain, batches_of, leave_out, shareable, show_statements, shown_batches


@pytest.fixture
def step(event):
    event.is_led_by_one_manager = False
    return factories.step(event, "extra")


def people_who_write(event, n: int) -> list[Participant]:
    people = seats(event, "Claims", n)
    for number, seat in enumerate(people):
        write(seat, "extra", {"idea": f"Idea {number}", "kind": "time"})
    return people


def let_share(step, people) -> None:
    for seat in people:
        text = own_texts(db.session, seat, step, "idea")[0]
        share(db.session, seat, step, "idea", entry=text.entry, was=text.was, now=utcnow())


@pytest.mark.parametrize(("answered", "shared"), [(9, 9), (10, 5), (12, 0), (30, 5), (0, 0)])
def test_fewer_than_ten_answers_or_six_shares_are_silence(event, step, answered, shared):
    let_share(step, people_who_write(event, answered)[:shared])

    assert gather(db.session, step, now=utcnow()) == ()
    assert db.session.scalars(select(StatementBatch)).all() == []


def test_ten_answers_and_six_shares_make_one_batch_of_those_who_shared(event, step):
    let_share(step, people_who_write(event, 10)[:6])

    (batch,) = gather(db.session, step, now=utcnow())

    assert sorted(batch.statements) == [f"Idea {number}" for number in range(6)]
    assert set(vars(batch)) == {"id", "question", "made_on", "everything", "left_out", "is_shown", "is_for_room"}


def test_a_batch_is_made_once_and_whoever_shares_later_is_not_in_it(event, step):
    people = people_who_write(event, 12)
    let_share(step, people[:6])
    (batch,) = gather(db.session, step, now=utcnow())

    let_share(step, people[6:])

    assert gather(db.session, step, now=utcnow()) == ()
    assert batches_of(db.session, event)["extra"] == (batch,)


@pytest.mark.parametrize("act", ["withdrawn", "changed", "removed", "late", "left"])
def test_who_no_longer_agrees_is_not_counted(event, step, act):
    people = people_who_write(event, 12)
    let_share(step, people[:6])
    one = people[0]
    match act:
        case "withdrawn":
            withdraw(db.session, one, step, "idea")
        case "changed":
            mine = own_texts(db.session, one, step, "idea")[0].entry
            db.session.execute(
                update(Answer).where(Answer.entry_id == mine, Answer.question == "idea").values(text="Another idea")
            )
        case "removed":
            write(one, "extra")
        case "late":
            one.rostered_at, one.user.proven_at = None, None
        case "left":
            one.removed_at = utcnow()
    db.session.flush()

    assert gather(db.session, step, now=utcnow()) == ()


def test_an_event_may_ask_for_more_people(event, step):
    event.floor = 8
    people = people_who_write(event, 12)
    let_share(step, people[:7])
    assert gather(db.session, step, now=utcnow()) == ()

    let_share(step, people[7:8])

    assert len(gather(db.session, step, now=utcnow())[0].statements) == 8


def test_some_may_be_left_out_while_six_remain(event, step):
    let_share(step, people_who_write(event, 10)[:8])
    (batch,) = gather(db.session, step, now=utcnow())

    fewer = leave_out(db.session, step, batch.id, [0, 3])
    with pytest.raises(TooFewRemain):
        leave_out(db.session, step, batch.id, [5])

    assert fewer.statements == tuple(words for place, words in enumerate(batch.everything) if place not in (0, 3))


def test_once_shown_nothing_more_is_left_out(event, step):
    let_share(step, people_who_write(event, 10)[:8])
    (batch,) = gather(db.session, step, now=utcnow())
    show_statements(db.session, step, batch.id, now=utcnow())

    assert leave_out(db.session, step, batch.id, [0]).left_out == frozenset()
    assert [one.statements for one in shown_batches(db.session, step)] == [batch.statements]


def test_what_is_for_the_facilitator_alone_is_never_shown(event):
    closing = factories.step(event, "closing")
    people = seats(event, "Claims", 10)
    for seat in people:
        write(seat, "closing", {"useful": 4, "change": "Shorter, please."})
        text = own_texts(db.session, seat, closing, "change")[0]
        share(db.session, seat, closing, "change", entry=text.entry, was=text.was, now=utcnow())
    (batch,) = gather(db.session, closing, now=utcnow())

    with pytest.raises(LookupError):
        show_statements(db.session, closing, batch.id, now=utcnow())
    assert shown_batches(db.session, closing) == ()


def test_of_the_managers_sheet_nothing_is_shared_where_one_manager_leads(event):
    step = factories.step(event, "objectives")
    assert [one.key for one in shareable(step)] == ["objective"]

    event.is_led_by_one_manager = True

    assert shareable(step) == ()


@pytest.mark.parametrize("act", ["UPDATE statement_batches SET statements = '[]'", "DELETE FROM statement_batches"])
def test_the_database_refuses_to_change_or_delete_a_batch(event, step, act):
    let_share(step, people_who_write(event, 10)[:6])
    gather(db.session, step, now=utcnow())
    db.session.commit()

    with pytest.raises(IntegrityError):
        db.session.execute(text(act))
    db.session.rollback()


@given(st.lists(st.text(min_size=1), min_size=6, max_size=30), st.integers(), st.randoms())
def test_the_order_depends_on_chance_alone_and_not_on_who_saved_when(texts, seed, arrivals):
    came_otherwise = list(texts)
    arrivals.shuffle(came_otherwise)

    assert shuffled(texts, Random(seed)) == shuffled(came_otherwise, Random(seed))
    assert Counter(shuffled(texts)) == Counter(texts)


@settings(max_examples=1)
@given(st.just([f"Idea {number}" for number in range(6)]))
def test_every_text_comes_first_now_and_then(texts):
    first = Counter(shuffled(texts, Random(seed))[0] for seed in range(600))

    assert set(first) == set(texts)
    assert max(first.values()) < 200
