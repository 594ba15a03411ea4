"""Worksheets to fill in by hand."""

import pytest

from workshop.worksheets.blank import blank_sheet, paper_promise
from workshop.worksheets.catalogue import all_versions

NEEDS = ("speed", "right")
BY = {"lines", "one", "many", "scale"}


@pytest.mark.parametrize("worksheet", all_versions(), ids=lambda one: f"{one.key}-{one.version}")
def test_every_core_question_can_be_answered_by_hand_and_no_other_is_asked(worksheet):
    sheet = blank_sheet(worksheet.for_needs(NEEDS), kicker="", language="en")

    asked = [one["label"] for one in sheet["entries"][0]["asked"]]
    assert asked == [one.label.in_("en") for one in worksheet.questions if one.core]
    assert len(sheet["entries"]) == worksheet.suggested_entries
    assert {one["by"] for entry in sheet["entries"] for one in entry["asked"]} | {one["by"] for one in sheet["once"]} <= BY


def test_a_scale_has_its_ends_and_the_way_out(app):
    needs = next(one for one in all_versions() if one.key == "needs")
    importance, delivery = blank_sheet(needs.for_needs(NEEDS), kicker="", language="en")["once"][:2]

    assert (importance["low"], importance["high"]) == ("They hardly notice it", "They’d go elsewhere or stop")
    assert (importance["unsure"], delivery["unsure"]) == ("", "I don’t know")


def test_the_promise_on_paper_counts_the_others_in_a_figure(app):
    with app.test_request_context():
        assert "beside at least 5 other people" in paper_promise(6)
