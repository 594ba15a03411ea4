"""The client gets the same releases, except for the manager's sheet where one manager leads them all."""

import pytest

from tests import factories
from tests.insights.people import OBJECTIVE, RATINGS, seats, write
from workshop.database import utcnow
from workshop.extensions import db
from workshop.insights.adding_up import add_up_all
from workshop.insights.releases import releases_for_client, releases_of, reported_releases


def close(event):
    for seat in seats(event, "Claims", 12):
        write(seat, "objectives", OBJECTIVE)
        write(seat, "needs", once=RATINGS)
    add_up_all(db.session, event, now=utcnow())
    return releases_of(db.session, event)


def test_the_client_gets_what_everyone_gets(event):
    everyone = close(event)

    kept = releases_for_client(db.session, event)

    assert list(kept.values()) == list(everyone.values())
    assert reported_releases(db.session, event, kept) == everyone


def test_figures_about_one_manager_stay_in_the_room(event):
    kept = releases_for_client(db.session, event) | dict.fromkeys(range(1, 10))
    event.is_led_by_one_manager = True
    everyone = close(event)

    assert list(everyone) == ["objectives", "needs"]
    assert [one.worksheet for one in releases_for_client(db.session, event).values()] == ["needs"]
    assert list(reported_releases(db.session, event, kept)) == ["needs"]


def test_a_manager_sheet_has_no_team_rows_whoever_leads(event):
    release = close(event)["objectives"]

    assert {row.team for row in release.rows} == {None}


@pytest.mark.parametrize("kept", [range(1, 20), []])
def test_a_report_reads_no_release_of_another_event(event, harbour, kept):
    close(event)

    assert reported_releases(db.session, harbour, kept) == {}


def test_a_report_keeps_the_release_it_was_made_of(event):
    late = seats(event, "Service", 12)
    before = close(event)
    kept = releases_for_client(db.session, event)
    for seat in late:
        write(seat, "needs", once=RATINGS)
    add_up_all(db.session, event, now=utcnow())

    assert reported_releases(db.session, event, kept) == before
    assert releases_of(db.session, event) != before
    assert factories.step(event, "needs").worksheet_key == "needs"
