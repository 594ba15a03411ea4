"""Adding somebody who will facilitate or read; the letter signs them in."""

import re

import pytest

from tests.admin.acting import client_named, letters_to, noted, path_of, statuses_at_once, user_of
from tests.cast import ADA, CLEO, OMAR
from workshop.extensions import db

NEW = "nia@practice.example"


@pytest.fixture
def omar(browse, event):
    return browse(as_=OMAR)


def test_a_new_facilitator_signs_in_with_the_mailed_link_and_code_and_plans_a_workshop(omar, browse):
    omar.post("/admin/people", data={"address": NEW, "name": "Nia", "plans": "1"})
    letter = letters_to(NEW)[0]
    nia = browse()

    page = nia.post(link_in(letter.text), data={"code": code_in(letter.text)})

    assert (page.status_code, page.location) == (303, "/events")
    assert nia.get("/events/new").status_code == 200


def test_the_link_alone_signs_nobody_in_not_in_the_administrators_browser_either(omar, browse):
    omar.post("/admin/people", data={"address": NEW})
    link = link_in(letters_to(NEW)[0].text)

    statuses = [browser.post(link).status_code for browser in (omar, browse())]

    assert statuses == [422, 422]


def test_two_administrators_who_add_the_same_person_at_once_both_get_an_answer(app, omar, browse):
    assert statuses_at_once(app, browse, "/admin/people", {"address": NEW, "name": "Nia"}) == [303, 422]


def test_a_new_reader_of_a_client_is_told_of_its_reports(omar):
    northgate = client_named("Northgate")

    omar.post("/admin/people", data={"address": NEW, "reads": northgate.public_id})

    assert "Reader, Northgate" in omar.get(path_of(NEW)).text
    assert "the reports of Northgate" in letters_to(NEW)[0].text


def test_somebody_who_is_only_added_may_plan_nothing(omar, browse):
    omar.post("/admin/people", data={"address": NEW})

    assert browse(as_=NEW).get("/events/new").status_code == 404


def test_adding_is_noted_by_ids_alone(omar):
    omar.post("/admin/people", data={"address": NEW, "name": "Nia", "plans": "1"})

    nia, actor = user_of(NEW).public_id, user_of(OMAR).public_id
    assert noted() == [("person.added", actor, nia), ("planner.appointed", actor, nia)]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"address": "nia"}, "Write the whole e-mail address"),
        ({"address": ""}, "Write the whole e-mail address"),
        ({"address": f"{NEW}\r\nBcc: all@demo.example"}, "Write the whole e-mail address"),
        ({"address": ADA}, "This address has an account already."),
        ({"address": ADA.upper()}, "This address has an account already."),
        ({"address": NEW, "name": "N" * 81}, "at most 80 letters"),
    ],
)
def test_what_cannot_be_added_is_said_and_stays_typed(omar, given, sentence):
    page = omar.post("/admin/people", data=given | {"plans": "1"})

    assert page.status_code == 422
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert 'value="1" checked' in page.text
    assert f'value="{given["address"].splitlines()[0] if given["address"] else ""}' in page.text
    assert noted() == []


def test_a_known_address_leads_to_its_account(omar):
    page = omar.post("/admin/people", data={"address": CLEO})

    assert f'href="{path_of(CLEO)}"' in page.text


def test_somebody_who_only_joined_under_the_address_does_not_stand_in_the_way(omar, browse):
    browse().post("/join/HERON-42", data={"address": NEW, "team": "1"})
    db.session.rollback()

    omar.post("/admin/people", data={"address": NEW, "plans": "1"})

    assert user_of(NEW).is_proven


def link_in(text: str) -> str:
    """The path of the link in a letter."""
    return re.search(r"/sign-in/link/[\w-]+", text).group()


def code_in(text: str) -> str:
    """The six digits in a letter."""
    return re.search(r"The code: (\d{6})", text).group(1)
