"""Several events: figures of released reports side by side, at the coarser level, and of nothing else."""

import re

import pytest
from sqlalchemy import delete, select

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.reports.closed import close, release
from workshop.accounts.models import User
from workshop.database import utcnow
from workshop.events.models import Event, Participant
from workshop.extensions import db
from workshop.reports.composing import write
from workshop.reports.composition import Composition, composition_of
from workshop.reports.models import Report
from workshop.reports.releasing import readable_reports, released_content, withdraw_report
from workshop.reports.trends import compared

PATH = "/reports/trends"


@pytest.fixture
def first(event) -> Report:
    return release(close(event, n=24))


@pytest.fixture
def second(first) -> Report:
    return released_of(first.event, n=12)


def released_of(event: Event, *, n: int, code: str = "OTTER-17", composed: Composition | None = None) -> Report:
    """The report of another event of the same client, with so many people."""
    other = close(factories.event(event.client, code=code, teams=("Claims",)), n=n)
    if composed is not None:
        write(db.session, other, composed, now=utcnow())
    return release(other)


def test_two_events_stand_side_by_side_at_the_coarser_level(browse, first, second):
    page = browse(as_=CLEO).get(PATH)

    assert page.status_code == 200
    assert "Needs our customers share" in page.text
    assert "4 or more" in page.text  # as the report of twelve prints it
    assert "4.5 or more" not in page.text  # as the report of twenty-four does
    assert "With 12 people that can be chance." in page.text
    assert 'href="/reports/trends"' in browse(as_=CLEO).get("/reports").text


def drawings(page) -> list[str]:
    return re.findall(r"<svg [^>]*over-time.*?</svg>", page.text, re.DOTALL)


def test_two_events_are_drawn_as_bars_and_three_on_a_line(browse, first, second):
    two = drawings(browse(as_=CLEO).get(PATH))
    released_of(first.event, n=24, code="ROBIN-18")
    three = drawings(browse(as_=CLEO).get(PATH))

    assert len(two) == len(three) > 5
    assert not any("<circle" in one for one in two)
    assert sum("<circle" in one for one in three) == 5  # each need, importance and delivery in one drawing


def test_a_drawing_says_no_more_than_the_table_below_it(browse, first, second):
    page = browse(as_=CLEO).get(PATH)
    told = set(re.findall(r"<td[^>]*>([^<]+)</td>", page.text))

    for one in drawings(page):
        rows = [words for words in re.findall(r"<text [^>]*>([^<]+)</text>", one) if not words.endswith("2026")]
        assert {
            words for words in rows if words not in {"Importance", "Delivery today", "Mean, from 1 to 5", "Rated 4 or 5"}
        } <= told


def test_one_report_is_not_compared(browse, first):
    page = browse(as_=CLEO).get(PATH)

    assert "One report cannot be compared." in page.text
    assert "<table" not in page.text
    assert PATH not in browse(as_=CLEO).get("/reports").text


def test_all_that_is_compared_is_printed_in_each_report(first, second):
    reports = readable_reports(db.session, [first.event.client_id])
    contents = [released_content(db.session, report) for report in reports]
    panels = [[panel for chapter in one.chapters for panel in chapter.panels] for one in contents]
    printed = [{panel.id for panel in several if not panel.is_silent} for several in panels]

    assert {one.id.rpartition("-")[0] for one in compared(db.session, reports)} <= printed[0] & printed[1]


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4, 5])
def test_zero_to_five_people_look_the_same_beside_another_event(browse, first, n):
    released_of(first.event, n=n)

    text = browse(as_=CLEO).get(PATH).text

    assert "No figure is printed in two of these reports." in text
    assert "<table" not in text


def test_no_byte_changes_when_somebody_is_erased_between(browse, first, second):
    cleo = browse(as_=CLEO)
    before = cleo.get(PATH).text
    people = db.session.scalars(select(Participant.user_id).where(Participant.event_id == first.event_id).limit(3)).all()
    db.session.execute(delete(User).where(User.id.in_(people)))
    db.session.commit()

    assert cleo.get(PATH).text == before


def test_a_withdrawn_report_is_beside_nothing(browse, first, second):
    withdraw_report(db.session, second.event, now=utcnow())
    db.session.commit()

    assert "<table" not in browse(as_=CLEO).get(PATH).text


def test_a_worksheet_that_one_report_leaves_out_is_not_compared(browse, first):
    released_of(first.event, n=12, composed=Composition(left_out=frozenset({"needs"})))

    text = browse(as_=CLEO).get(PATH).text

    assert "Kinds of objective" in text
    assert "Needs our customers share" not in text


def test_the_manager_s_sheet_of_one_manager_s_people_is_not_compared(browse, event, first):
    other = factories.event(first.event.client, code="OTTER-17", teams=("Claims",))
    other.is_led_by_one_manager = True
    release(close(other, n=12))

    assert "Kinds of objective" not in browse(as_=CLEO).get(PATH).text


def test_another_version_of_a_worksheet_is_another_question(first, second):
    step = factories.step(second.event, "needs")
    reports = readable_reports(db.session, [first.event.client_id])
    with db.session.no_autoflush:
        step.worksheet_version = None if step.worksheet_version else 1
        found = {one.id for one in compared(db.session, reports)}
        db.session.rollback()

    assert [one for one in found if one.startswith("needs")] == []


def test_teams_are_never_compared(browse, first, second):
    text = browse(as_=CLEO).get(PATH).text

    assert [team.name for team in first.event.teams if team.name in text] == []


def test_own_findings_are_not_compared(browse, first):
    other = released_of(first.event, n=12, composed=Composition(findings={"needs-importance-delivery": "Mine."}))

    assert composition_of(other).findings
    assert "Mine." not in browse(as_=CLEO).get(PATH).text


def test_three_events_are_compared_in_as_many_statements_as_two(first, second, statements):
    two = n_statements(first, statements)
    released_of(first.event, n=12, code="RAVEN-11")

    assert n_statements(first, statements) == two == 2


def n_statements(first: Report, statements: list[str]) -> int:
    reports = readable_reports(db.session, [first.event.client_id])
    statements.clear()
    compared(db.session, reports)
    return len(statements)


def test_the_last_events_alone_are_compared_and_the_page_says_so(browse, first, second, monkeypatch):
    cleo = browse(as_=CLEO)
    assert "Only the last" not in cleo.get(PATH).text
    monkeypatch.setattr("workshop.reports.trends.MOST", 2)
    monkeypatch.setattr("workshop.reports.trend_views.MOST", 2)
    released_of(first.event, n=12, code="RAVEN-11")

    page = cleo.get(PATH).text

    assert "Only the last 2 events of an organisation are compared." in page
    (one, *_others) = compared(db.session, readable_reports(db.session, [first.event.client_id]))
    assert len(one.dates) == 2


def test_dora_compares_nothing_of_northgate(browse, first, second, harbour):
    page = browse(as_=DORA).get(PATH)

    assert "<table" not in page.text


@pytest.mark.parametrize("reader", [ADA, BEN, OMAR, None])
def test_who_reads_for_no_client_finds_no_such_page(browse, first, second, reader):
    assert browse(as_=reader).get(PATH).status_code == (302 if reader is None else 404)
