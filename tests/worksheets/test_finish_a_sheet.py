from datetime import date

import pytest

from workshop.worksheets import catalogue
from workshop.worksheets.kinds import DONT_KNOW, missing_core

NEEDS = ("speed", "right", "clarity", "ease", "care")
CUSTOMER = {"who": "Branch advisers", "needs": ("quick",)}
STRENGTH = {"strength": "Explain", "for_whom": "New starters", "channel": "work"}
RATINGS = {f"{half}.{need}": 4 for half in ("importance", "delivery") for need in NEEDS}


def needs_sheet():
    return catalogue.worksheet("needs").for_needs(NEEDS)


def places(missing):
    return [(one.entry, one.question.key, one.problem.message) for one in missing]


def test_a_sheet_is_done_with_its_core_alone():
    assert missing_core(needs_sheet(), [CUSTOMER], RATINGS) == []


def test_what_is_missing_is_told_in_page_order():
    ratings = RATINGS | {"delivery.right": None}

    missing = missing_core(needs_sheet(), [CUSTOMER, {"who": "Brokers"}], ratings)

    assert places(missing) == [(2, "needs", "choose_some"), (None, "delivery.right", "choose_rating")]


def test_i_dont_know_is_an_answer():
    assert missing_core(needs_sheet(), [CUSTOMER], RATINGS | {"delivery.right": DONT_KNOW}) == []


def test_an_entry_nobody_began_does_not_keep_a_sheet_from_being_done():
    begun_later = [{}, CUSTOMER, {"who": " ", "needs": ()}]

    assert missing_core(needs_sheet(), begun_later, RATINGS) == []


@pytest.mark.parametrize("entries", [[], [{}], [{}, {}]])
def test_an_empty_sheet_misses_its_first_entry(entries):
    missing = missing_core(needs_sheet(), entries, RATINGS)

    assert places(missing) == [(1, "who", "write"), (1, "needs", "choose_some")]


def test_detail_begun_without_the_core_is_not_done():
    missing = missing_core(needs_sheet(), [{"upgrade": "Ring back"}], RATINGS)

    assert places(missing) == [(1, "who", "write"), (1, "needs", "choose_some")]


def test_whether_it_works_is_not_asked_when_they_dont_find_out_yet():
    sheet = catalogue.worksheet("strengths")

    assert places(missing_core(sheet, [STRENGTH], {})) == [(1, "works", "choose_one")]
    assert missing_core(sheet, [STRENGTH | {"channel": "none"}], {}) == []


def test_an_action_needs_all_six_of_its_core_answers():
    missing = missing_core(catalogue.worksheet("action"), [{}], {})

    assert places(missing) == [
        (1, "when", "write"),
        (1, "will", "write"),
        (1, "by", "choose_day"),
        (1, "kind", "choose_one"),
        (1, "confidence", "choose_rating"),
        (1, "may_ask", "choose_one"),
    ]


def test_a_whole_action_is_done():
    action = {"when": "it ends", "will": "ask", "by": date(2026, 11, 30), "kind": "ask", "confidence": 4, "may_ask": "no"}

    assert missing_core(catalogue.worksheet("action"), [action], {}) == []


def test_how_often_is_asked_only_of_something_to_keep_doing():
    how_often = catalogue.worksheet("action").question("how_often")

    assert how_often.is_asked({"again": "keep"})
    assert not how_often.is_asked({"again": "once"})
    assert not how_often.is_asked({})
