"""The spreadsheet as its reader opens it: it says how it is read, its heads stay, it prints, and its cells have types."""

import pytest

from tests.reports.closed import close, release
from tests.reports.test_take_the_report_away import SILENCE, book, gathered
from workshop.extensions import db


@pytest.fixture
def report(event):
    return release(close(event, n=24))


def cells(sheet) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_first_sheet_says_what_it_is_by_which_rules_and_how_it_is_read(app, browse, report):
    readme = cells(book(browse, report)["ReadMe"])
    kept = gathered(app, report)

    for words in (*kept.cautions, *kept.protection.lines, kept.hash, "Nothing is hidden, and no cell computes anything."):
        assert words in readme
    assert any(SILENCE in words and "It is no zero." in words for words in readme)
    assert f"{report.public_id}, version 1" in readme


def test_all_values_stand_one_in_a_row_with_a_number_where_it_is_one(app, browse, report):
    rows = list(book(browse, report)["All values"].iter_rows(values_only=True))

    assert rows[0] == ("Worksheet", "Figure", "Team", "Answer", "Column", "As printed", "Number")
    printed = [
        (cell.words, cell.number)
        for figure in gathered(app, report).figures
        for row in figure.table.rows
        for cell in row[1:]
        if cell.words
    ]
    assert sorted((row[5], row[6]) for row in rows[1:] if row[6] is not None) == sorted(
        one for one in printed if one[1] is not None
    )
    assert sorted(row[5] for row in rows[1:]) == sorted(words for words, _number in printed)
    assert {row[5] for row in rows if row[2] == "Service"} == {SILENCE}


def test_heads_stay_in_view_and_every_sheet_prints_on_one_width(browse, report):
    for sheet in book(browse, report):
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert "Confidential: prepared for Northgate" in (sheet.oddFooter.left.text or "")
        assert sheet.column_dimensions["A"].width > 40
    frozen = {sheet.title: sheet.freeze_panes for sheet in book(browse, report)}
    assert frozen["All values"] == "A2"
    assert frozen["How many took part"] == "B5"
    assert frozen["Your customers and what they"] == "B2"


def test_a_name_with_an_ampersand_stands_in_the_foot_as_it_is(browse, event):
    event.title = "Q&A &P"
    db.session.commit()

    sheet = book(browse, release(close(event)))["ReadMe"]

    assert "Q&&A &&P" in sheet.oddFooter.left.text
