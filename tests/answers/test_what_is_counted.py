"""What is counted of a sheet is stored with it at every save, and is no word of it."""

import pytest

from tests import factories
from tests.answers.pages import Page
from tests.answers.recounting import stored_and_recounted
from workshop.answers.models import Answer, Sheet
from workshop.extensions import db


def counted(page: Page) -> dict[str, list[str]]:
    """What is stored as countable of the page's sheet."""
    stored, recounted = stored_and_recounted(page.seat, page.step)
    assert stored == recounted
    return stored


@pytest.fixture
def page(event):
    """A page of the first worksheet on which two objectives are saved."""
    page = Page(event)
    page.type("objective", "Cut open claims from 900 to 500")
    page.type("kind", "target")
    page.type("objective", "Happier brokers", entry=1)
    page.type("kind", "customers", entry=1)
    page.save()
    return Page(event)


def test_of_a_text_only_that_it_was_written(page):
    assert counted(page) == {"objective": ["yes", "yes"], "kind": ["customers", "target"]}


def test_a_removed_entry_is_not_counted_until_it_is_back(event, page):
    first = page.order[0]

    page.submit(f"remove-{first}")
    without = counted(page)
    Page(event).submit(f"restore-{first}")

    assert without == {"objective": ["yes"], "kind": ["customers"]}
    assert counted(page) == {"objective": ["yes", "yes"], "kind": ["customers", "target"]}


def test_what_is_cleared_is_not_counted(event, page):
    page.type("objective", "")
    page.type("kind", [])
    page.save()

    assert counted(page) == {"objective": ["yes"], "kind": ["customers"]}


def test_a_rating_is_counted_and_not_knowing_is_not(event):
    page = Page(event, "needs")
    page.rate("importance.speed", "5")
    page.rate("delivery.speed", "dont_know")
    page.save()

    assert counted(page) == {"importance.speed": ["5"]}


def test_a_recount_sees_what_is_not_stored(page):
    sheet = db.session.query(Sheet).filter_by(participant_id=page.seat.id).one()
    sheet.countable = "{}"
    db.session.flush()

    stored, recounted = stored_and_recounted(page.seat, factories.step(page.seat.event, "objectives"))

    assert stored != recounted
    assert db.session.query(Answer).count() == 4
