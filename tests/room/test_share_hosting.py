"""A second facilitator, named by address."""

import pytest

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from workshop.database import utcnow
from workshop.extensions import db

EVE = "eve@demo.example"


def test_another_facilitator_of_the_practice_hosts_too(browse, event, harbour):
    browse(as_=ADA).post("/events/HERON-42/facilitators", data={"address": " EVE@demo.example "})

    assert browse(as_=EVE).get("/events/HERON-42").status_code == 200


@pytest.mark.parametrize("address", [BEN, CLEO, "nobody@demo.example", "", "not an address"])
def test_everyone_else_gets_the_same_answer_known_or_not(browse, event, address):
    page = browse(as_=ADA).post("/events/HERON-42/facilitators", data={"address": address})

    assert page.status_code == 409
    assert "No facilitator of the practice has this address." in page.text
    assert len(event.facilitators) == 1


def test_the_second_can_be_taken_away_and_the_owner_cannot(browse, event, harbour):
    ada, eve = browse(as_=ADA), factories.user(EVE)
    ada.post("/events/HERON-42/facilitators", data={"address": EVE})

    ada.post(f"/events/HERON-42/facilitators/{eve.public_id}/removal")
    ada.post(f"/events/HERON-42/facilitators/{factories.user(ADA).public_id}/removal")

    assert browse(as_=EVE).get("/events/HERON-42").status_code == 404
    assert ada.get("/events/HERON-42").status_code == 200


@pytest.mark.parametrize("reader", [BEN, CLEO, DORA, OMAR, EVE, None])
def test_nobody_else_names_facilitators(browse, event, harbour, reader):
    page = browse(as_=reader).post("/events/HERON-42/facilitators", data={"address": EVE})

    assert page.status_code == (401 if reader is None else 404)
    assert len(event.facilitators) == 1


def test_once_people_have_written_nobody_else_comes_to_read_their_figures(browse, event, harbour):
    event.lock(now=utcnow())
    db.session.commit()

    page = browse(as_=ADA).post("/events/HERON-42/facilitators", data={"address": EVE})

    assert page.status_code == 409
    assert "were told who leads and reads here" in page.text
    assert browse(as_=EVE).get("/events/HERON-42/results").status_code == 404
