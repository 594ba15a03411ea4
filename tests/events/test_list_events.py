"""The list of a facilitator's events."""

import pytest
from sqlalchemy import select

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from workshop.clients.models import Client
from workshop.extensions import db


def test_ada_sees_her_event_with_its_code_people_and_state(browse, event):
    page = browse(as_=ADA).get("/events")

    assert page.status_code == 200
    for words in ("Who are your customers?", "Northgate", "HERON-42", ">1</td>", "Open"):
        assert words in page.text


def test_other_peoples_events_are_not_listed(browse, event, harbour):
    page = browse(as_=ADA).get("/events")

    assert "WREN-63" not in page.text
    assert "Harbour" not in page.text


@pytest.mark.parametrize("reader", [BEN, CLEO, DORA, OMAR])
def test_whoever_hosts_nothing_gets_a_404(browse, event, harbour, reader):
    assert browse(as_=reader).get("/events").status_code == 404


def test_a_visitor_is_asked_to_sign_in(browse, app):
    page = browse().get("/events")

    assert page.status_code == 302
    assert page.location.startswith("/sign-in")


def test_without_events_the_page_says_what_to_do(browse, app):
    factories.planner("new@demo.example")

    page = browse(as_="new@demo.example").get("/events")

    assert "No workshops or webinars yet." in page.text
    assert 'href="/events/new"' in page.text


def test_the_list_takes_the_same_number_of_statements_for_one_event_and_for_three(browse, event, statements):
    ada = browse(as_=ADA)
    with_one = number_of_statements(ada, statements)
    northgate = db.session.scalars(select(Client).where(Client.name == "Northgate")).one()
    for code in ("OTTER-17", "ROBIN-33"):
        factories.event(northgate, code=code, teams=("Claims",))

    with_three = number_of_statements(ada, statements)

    assert with_three == with_one
    assert "ROBIN-33" in ada.get("/events").text


def number_of_statements(ada, statements) -> int:
    db.session.commit()
    db.session.expunge_all()
    statements.clear()
    ada.get("/events")
    return len(statements)
