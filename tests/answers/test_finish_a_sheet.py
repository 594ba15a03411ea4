"""Done or not yet."""

from tests.answers.pages import Page, stored
from workshop.answers.own import Status, own_statuses
from workshop.database import utcnow
from workshop.extensions import db


def complete(page: Page) -> Page:
    """Answer the core of one objective."""
    page.type("objective", "Fewer open claims")
    page.type("kind", "target")
    page.type("sure", "told")
    return page


def test_a_sheet_with_its_core_answered_is_done(event):
    now = utcnow()
    page = complete(Page(event))

    outcome = page.submit(finished="yes", now=now)

    assert outcome.done_at == now
    assert outcome.missing == ()
    assert stored(event).is_done
    assert own_statuses(db.session, page.seat, [page.step]) == {2: Status.DONE}


def test_a_sheet_without_its_core_is_saved_and_not_done(event):
    page = Page(event)
    page.type("objective", "Fewer open claims")

    outcome = page.submit(finished="yes")

    assert [(one.entry, one.question.key) for one in outcome.missing] == [(1, "kind"), (1, "sure")]
    assert outcome.is_complete
    assert not stored(event).is_done
    assert stored(event).entries[0].value("objective") == "Fewer open claims"
    assert own_statuses(db.session, page.seat, [page.step]) == {2: Status.IN_PROGRESS}


def test_a_sheet_is_not_done_while_something_of_it_could_not_be_saved(event):
    page = complete(Page(event))
    page.type("help", "x" * 2001)

    outcome = page.submit(finished="yes")

    assert outcome.done_at is None
    assert not stored(event).is_done


def test_done_stays_the_time_it_was_first_said(event):
    first = complete(Page(event)).submit(finished="yes")
    page = Page(event)
    page.type("help", "The Tuesday report")

    again = page.submit(finished="yes")

    assert again.done_at == first.done_at


def test_a_page_may_take_done_back(event):
    complete(Page(event)).submit(finished="yes")

    Page(event).submit(finished="no")

    assert not stored(event).is_done


def test_a_page_that_leaves_the_question_alone_leaves_it_done(event):
    page = complete(Page(event))
    stale = page.form(finished="no") | {"was-finished": ["no"], "seq": ["9"]}
    complete(Page(event)).submit(finished="yes")

    page.post(stale)

    assert stored(event).is_done


def test_a_done_sheet_that_loses_a_core_answer_is_a_draft_again(event):
    complete(Page(event)).submit(finished="yes")
    page = Page(event)
    page.type("objective", "")

    outcome = page.save()

    assert outcome.done_at is None
    assert not stored(event).is_done


def test_the_shared_needs_are_part_of_the_core(event):
    page = Page(event, "needs")
    page.type("who", "Branch advisers")
    page.type("needs", ["quick"])
    for need in event.chosen_needs:
        page.rate(f"importance.{need}", "4")

    rated = page.save(finished="yes")

    assert [one.question.key for one in rated.missing] == [f"delivery.{need}" for need in event.chosen_needs]

    for need in event.chosen_needs:
        page.rate(f"delivery.{need}", "dont_know")

    assert page.save(finished="yes").done_at is not None
