"""Opening the contents page and the worksheets."""

import re

import pytest

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from workshop.database import utcnow


def test_ben_sees_his_workshop_and_its_contents(browse, event):
    ben = browse(as_=BEN)

    assert "Who are your customers?" in ben.get("/workbook").text
    contents = ben.get("/workbook/HERON-42").text
    assert "The room is on worksheet 2." in contents
    assert contents.count("Not started") == 3
    assert contents.count("Opens later") == 3
    assert "b…n@demo.example" in contents


def test_a_closed_event_says_what_was_never_opened_and_offers_nothing_to_finish(browse, event):
    event.closed_at = utcnow()
    factories.db.session.commit()

    contents = browse(as_=BEN).get("/workbook/HERON-42").text

    assert contents.count("Was not opened") == 3
    assert "Opens later" not in contents
    assert "Check and finish" not in contents
    assert "Read my action once more" in contents


@pytest.mark.parametrize("key", factories.WORKSHEETS)
def test_every_worksheet_opens(browse, event, key):
    step = factories.step(event, key)
    step.opened_at = step.opened_at or event.opened_at
    factories.db.session.commit()

    page = browse(as_=BEN).get(f"/workbook/HERON-42/{key}")

    assert page.status_code == 200
    assert "Are you finished with this worksheet?" in page.text


@pytest.mark.parametrize("reader", [ADA, CLEO, DORA, OMAR])
@pytest.mark.parametrize("path", ["", "/objectives", "/tipsheet", "/print", "/seen-by-others"])
def test_nobody_without_a_seat_gets_in(browse, event, reader, path):
    assert browse(as_=reader).get(f"/workbook/HERON-42{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["/workbook/WREN-63", "/workbook/WREN-63/needs", "/workbook/HERON-42/nothing", "/workbook/NONE-11/needs"]
)
def test_another_event_and_an_unknown_worksheet_are_the_same_404(browse, event, harbour, path):
    page = browse(as_=BEN).get(path)

    assert page.status_code == 404
    assert "That page isn’t in the workbook." in page.text


@pytest.mark.parametrize("key", ["objectives", "needs", "strengths"])
def test_opening_a_worksheet_makes_at_most_eight_statements(open_sheet, statements, key):
    sheet = open_sheet(key)
    sheet.press(sheet.open())
    statements.clear()

    page = sheet.browser.get(sheet.path)

    assert page.status_code == 200
    assert 0 < len(statements) <= 8


def test_the_rule_above_a_worksheet_says_where_it_stands_and_not_that_those_before_are_done(open_sheet):
    sheet = open_sheet("action")

    rule = sheet.browser.get(sheet.path).text.partition('class="step-rule"')[2].partition("</div>")[0]

    assert re.findall(r"<span([^>]*)>", rule) == ["", "", "", "", ' class="now"']
