"""A report grows a follow-through once a wave of check-ins is closed: on its page and in its files."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests import factories
from tests.actions.answers import ask, held, say
from tests.actions.answers import close as close_wave
from tests.cast import ADA, CLEO, DORA
from tests.reports.closed import close, release
from workshop.database import utcnow
from workshop.extensions import db
from workshop.reports.composing import report_of, write
from workshop.reports.composition import Composition
from workshop.reports.releasing import release_report, withdraw_report

TWELVE = ["done"] * 5 + ["partly"] * 2 + ["stuck"] * 2 + ["not_yet"] * 2 + ["no_longer"]
FINDING = "5 of 12 people had done what they meant to do, a week later."
TURNOUT = "After a week: asked 10 or more, answered 10 or more."


@pytest.fixture
def reported(event):
    """HERON-42's report, released before anybody was asked how it went."""
    return release(close(event))


def grow(event) -> None:
    """Twelve people are asked, and answer."""
    held(event, 12)
    ask(7)
    say(event, 7, *TWELVE, barriers="time")
    close_wave(event, 7)


def page(browse, report, who=CLEO, end="") -> str:
    return browse(as_=who).get(f"/reports/{report.public_id}{end}")


def test_before_a_wave_is_closed_nothing_speaks_of_it(reported, browse):
    assert "follow-through" not in page(browse, reported).text


def test_then_it_stands_on_the_clients_page_with_turnout_in_steps_of_five(event, reported, browse):
    before = page(browse, reported).text
    grow(event)

    text = page(browse, reported).text

    assert [words in text for words in (FINDING, TURNOUT, "What got in the way, after a week")] == [True] * 3
    assert [words in before for words in (FINDING, TURNOUT)] == [False, False]


def test_it_is_in_the_pdf_the_spreadsheet_and_as_values(event, reported, browse):
    grow(event)

    pdf = " ".join(one.extract_text() for one in PdfReader(BytesIO(page(browse, reported, end=".pdf").data)).pages)
    book = load_workbook(BytesIO(page(browse, reported, end=".xlsx").data))
    values = page(browse, reported, end="/follow-up-week.csv").text

    assert FINDING in " ".join(pdf.split())
    assert TURNOUT in " ".join(pdf.split())
    assert "Actions and follow-through" in book.sheetnames
    assert FINDING in values


def test_the_facilitator_reads_it_among_the_results_and_takes_it_along(event, reported, browse):
    grow(event)
    ada = browse(as_=ADA)

    text = ada.get("/events/HERON-42/results").text

    assert [words in text for words in (FINDING, TURNOUT)] == [True, True]
    assert FINDING in ada.get("/events/HERON-42/results/follow-up-week.csv").text
    assert ada.get("/events/HERON-42/results/follow-up-week.svg").status_code == 200


def test_of_five_people_it_says_the_one_sentence(event, reported, browse):
    held(event, 5)
    ask(7)
    say(event, 7, *["done"] * 5)
    close_wave(event, 7)

    text = page(browse, reported).text
    section = text[text.index('id="follow-through"') : text.index('id="how-many"')]

    assert section.count("Not shown, to protect the people behind it.") == 2
    assert "After a week: asked fewer than six, or nobody, answered fewer than six, or nobody." in section


def test_where_the_worksheet_is_left_out_its_follow_through_is_too(event, reported, browse):
    withdraw_report(db.session, event, now=utcnow())
    write(db.session, event, Composition(changed="We left one out.", left_out=frozenset({"action"})), now=utcnow())
    release_report(db.session, event, now=utcnow())
    db.session.commit()
    grow(event)

    assert FINDING not in page(browse, report_of(db.session, event)).text


def test_another_client_reads_nothing_of_it(event, harbour, reported, browse):
    grow(event)

    assert page(browse, reported, DORA).status_code == 404
    assert factories.user(DORA).is_active
