"""People: listing, finding and opening them."""

import pytest
from sqlalchemy import select

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from workshop.accounts.models import User
from workshop.admin.paging import PAGE_SIZE
from workshop.extensions import db

PAGES = ("/admin", "/admin/people", "/admin/people/new", "/admin/clients", "/admin/audit", "/admin/outbox")


@pytest.fixture
def omar(browse, event):
    return browse(as_=OMAR)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("reader", [ADA, BEN, CLEO, DORA])
def test_whoever_is_no_administrator_gets_a_404(browse, event, harbour, reader, path):
    assert browse(as_=reader).get(path).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_the_administrator_gets_every_page_and_finds_the_way_there(omar, path):
    page = omar.get(path)

    assert page.status_code == 200
    assert '<a href="/admin"' in page.text


def test_a_person_without_administration_is_shown_no_way_there(browse, event):
    assert 'href="/admin"' not in browse(as_=ADA).get("/account").text


def test_everybody_is_listed_with_what_they_belong_to(omar):
    page = omar.get("/admin/people").text

    assert [row_of(page, address) for address in (ADA, BEN, CLEO, OMAR)] == [
        "Facilitator",
        "Participant",
        "Reader, Northgate",
        "Administrator",
    ]


@pytest.mark.parametrize("typed", ["cleo", "CLEO@Demo", " Cleo "])
def test_search_finds_by_name_or_address_and_shows_what_was_typed(omar, typed):
    page = omar.get("/admin/people", query_string={"q": typed}).text

    assert (CLEO in page, BEN in page) == (True, False)
    assert f'value="{typed.strip()}"' in page


@pytest.mark.parametrize("typed", ["%", "_", "nobody", "'"])
def test_search_takes_signs_as_they_are(omar, typed):
    page = omar.get("/admin/people", query_string={"q": typed}).text

    assert "Nobody found." in page


def test_the_list_can_be_narrowed_to_facilitators(omar):
    page = omar.get("/admin/people?group=facilitators").text

    assert (ADA in page, CLEO in page) == (True, False)


def test_fifty_people_stand_on_a_page_and_the_next_one_goes_on(omar):
    add_people(PAGE_SIZE)
    n_before = 4  # Ada, Ben, Cleo, Omar

    first, second = omar.get("/admin/people").text, omar.get("/admin/people?page=2").text

    assert (first.count('<th scope="row">'), second.count('<th scope="row">')) == (PAGE_SIZE, n_before)
    assert "Page 1 of 2" in first
    assert "/admin/people?page=2" in first


@pytest.mark.parametrize("number", ["0", "-3", "99", "9" * 30, "x"])
def test_a_page_that_does_not_exist_is_the_nearest_there_is(omar, number):
    page = omar.get(f"/admin/people?page={number}")

    assert (page.status_code, ADA in page.text) == (200, True)


@pytest.mark.parametrize("path", ["/admin/people", "/admin/clients", "/admin/outbox", "/admin/audit"])
def test_a_list_takes_the_same_number_of_statements_with_few_rows_and_with_many(omar, statements, path):
    n_with_few = number_of_statements(omar, statements, path)
    for number in range(3):
        factories.client(f"Client {number}", teams=("One", "Two"), reader=f"reader{number}@demo.example")
        omar.post("/admin/people", data={"address": f"new{number}@demo.example"})

    assert number_of_statements(omar, statements, path) == n_with_few


def test_an_unknown_person_is_a_404(omar):
    assert omar.get(f"/admin/people/{'x' * 22}").status_code == 404


def test_a_name_that_is_html_is_shown_as_letters(omar):
    db.session.scalars(select(User).where(User.address == CLEO)).one().name = "<b>Cleo</b>"

    page = omar.get("/admin/people").text

    assert ("&lt;b&gt;Cleo" in page, "<b>Cleo" in page) == (True, False)


def row_of(page: str, address: str) -> str:
    """What the row of this address says they belong to."""
    row = page[page.index(f"{address}</bdi>") :]
    return row.split('data-label="Belongs to">')[1].split("</td>")[0].strip()


def add_people(n: int) -> None:
    for number in range(n):
        factories.user(f"zoe{number:02d}@demo.example")


def number_of_statements(omar, statements, path: str) -> int:
    db.session.commit()
    db.session.expunge_all()
    statements.clear()
    assert omar.get(path).status_code == 200
    return len(statements)
