"""Results: every figure of the event and of each team, from releases alone."""

import pytest

from tests.accounts.pages import without_tokens
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.insights.people import OBJECTIVE, write
from tests.room.rooms import fill
from workshop.database import utcnow
from workshop.extensions import db

SILENCE = "Not shown, to protect the people behind it."


@pytest.fixture
def ada(browse):
    return browse(as_=ADA)


def add_up(ada) -> None:
    for step in (2, 3):
        ada.post("/events/HERON-42/releases", data={"step": step})


def test_after_closing_nothing_can_be_added_up_any_more(ada, event):
    event.closed_at = utcnow()
    db.session.commit()

    page = ada.get("/events/HERON-42/results").text

    assert "Nothing was added up." in page
    assert "press Add up" not in page


def test_a_room_of_twelve_has_its_figures_in_words_numbers_and_tables(ada, event):
    fill(event, n=12)
    add_up(ada)

    page = ada.get("/events/HERON-42/results")

    assert page.status_code == 200
    for words in (
        "Hit a number is named by nearly everyone.",
        "Nearly all have heard an objective from their manager.",
        "4 or more",
        "2 or less",
        "the whole room · 12 people",
        "Each bar counts people, not mentions",
        "Named by few, or nobody:",
    ):
        assert words in page.text


def test_the_managers_sheet_has_no_team_rows(ada, event):
    fill(event, n=12)
    add_up(ada)

    text = ada.get("/events/HERON-42/results").text

    assert "objectives-kinds" in text
    assert f"objectives-kinds-{event.teams[0].id}" not in text
    assert f"needs-chips-{event.teams[0].id}" in text


def test_a_team_of_three_is_silent_beside_a_team_of_ten(ada, event):
    fill(event, n=10, team="Claims")
    fill(event, n=3, team="Service")
    add_up(ada)

    text = ada.get("/events/HERON-42/results").text

    service = text[text.index("<summary>Service") : text.index("<summary>Underwriting")]
    assert service.count(SILENCE) == 2
    assert "people" not in service.replace("the people behind it", "")
    assert SILENCE not in text[: text.index("<summary>")].split("Your customers and what they need")[1]


def test_nothing_changes_between_releases(ada, event):
    people = fill(event, n=8)
    add_up(ada)
    ada.get("/events/HERON-42/results")  # what was just done is said once
    before = without_tokens(ada.get("/events/HERON-42/results").text)

    write(people[0], "objectives", OBJECTIVE | {"kind": "growth", "sure": "guessing"})
    db.session.delete(people[1])
    fill(event, n=5)
    after = without_tokens(ada.get("/events/HERON-42/results").text)

    assert after == before


def test_before_adding_up_the_page_says_what_to_do(ada, event):
    assert "Nothing has been added up yet." in ada.get("/events/HERON-42/results").text


@pytest.mark.parametrize("reader", [BEN, CLEO, DORA, OMAR, None])
def test_only_the_facilitator_reads_results(browse, event, harbour, reader):
    assert browse(as_=reader).get("/events/HERON-42/results").status_code == (302 if reader is None else 404)
