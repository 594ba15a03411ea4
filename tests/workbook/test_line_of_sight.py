"""The line of sight: one's own sheets as sentences that follow from one another, and the card made of them."""

import re
from html import unescape

import pytest

from tests import factories
from tests.cast import BEN
from workshop.database import utcnow
from workshop.extensions import db

PAGE = "/workbook/HERON-42/line-of-sight"


def read(browser, path: str = PAGE) -> str:
    """The page's words, without marks and with single spaces."""
    page = unescape(re.sub(r"<[^>]+>", " ", browser.get(path).text.split("<main", 1)[1]))
    return re.sub(r" (?=[.,?”])", "", re.sub(r"\s+", " ", page))


def write(open_sheet, key: str, *entries: dict[str, str]):
    """Fill in these entries of one of Ben's worksheets; a reference is given as (worksheet, entry number)."""
    sheet = open_sheet(key)
    form = sheet.open()
    for number, answers in enumerate(entries, 1):
        for question, value in answers.items():
            form.fill(question, *((value,) if isinstance(value, str) else value), entry=number)
    sheet.press(form)
    return sheet


@pytest.fixture
def written(open_sheet):
    """Ben's four sheets: two customers, a strength for the second of them, and an action that serves her."""
    write(
        open_sheet,
        "objectives",
        {"objective": "Cut open claims to 500.", "sure": "guessing", "help": "draft the weekly letter"},
        {"objective": "Keep the team", "sure": "told"},
    )
    needs = write(
        open_sheet,
        "needs",
        {"who": "Branch advisers", "needs": ("quick",)},
        {"who": "Auditors", "needs": ("right", "clear"), "own_words": "By noon"},
    )
    auditors = needs.open().entries[1]
    write(
        open_sheet,
        "strengths",
        {"strength": "Talk", "for_whom": "other", "for_whom-other": "My aunt", "channel": "none"},
        {"strength": "Explain a refusal", "for_whom": auditors, "channel": "work", "works": "yes"},
    )
    write(
        open_sheet,
        "action",
        {"when": "the Thursday meeting ends", "will": "ask her", "by": "2030-01-03", "serves": auditors, "confidence": "2"},
    )


def test_the_sentences_follow_from_what_the_action_serves(written, browse):
    page = read(browse(as_=BEN))

    assert "My manager has to get this done: Cut open claims to 500. I’m guessing: I can ask." in page
    assert (
        "The people who wait for my work: Auditors. What they need: Right first time, Plain words. In my words: By noon."
        in page
    )
    assert "What I can do really well for them: Explain a refusal. How they find out: The work itself." in page
    assert "So this is my plan. When the Thursday meeting ends, I will ask her. By Thursday, January 3, 2030." in page


def test_other_sentences_are_taken_by_choosing_them(written, open_sheet, browse):
    second, branch = open_sheet("objectives").open().entries[1], open_sheet("needs").open().entries[0]

    page = read(browse(as_=BEN), f"{PAGE}?objectives={second}&needs={branch}")

    assert "My manager has to get this done: Keep the team. They told me so." in page
    assert "The people who wait for my work: Branch advisers." in page
    assert "What I can do really well: Talk. They don’t find out yet." in page


def test_an_entry_that_is_not_ones_own_is_as_good_as_none(written, browse):
    assert "this done: Cut open claims to 500." in read(browse(as_=BEN), f"{PAGE}?objectives=not-an-entry")


def test_what_is_not_written_yet_is_said_with_the_way_there(open_sheet, browse):
    write(open_sheet, "needs", {"who": "Branch advisers"})
    page = browse(as_=BEN).get(PAGE).text

    assert page.count("Nothing is written here yet.") == 2
    assert page.count("This worksheet opens later.") == 1
    assert 'href="/workbook/HERON-42/objectives"' in page
    assert 'href="/workbook/HERON-42/strengths"' not in page


def test_an_empty_workbook_says_so(event, browse):
    assert "What you write on the worksheets comes together here." in read(browse(as_=BEN))


def test_the_card_has_the_ticked_lines_and_no_other(written, browse):
    card = read(browse(as_=BEN), f"{PAGE}/card?line=1&line=3")

    assert "“May I have ten minutes to check I’m working on what matters?”" in card
    assert "“I think Cut open claims to 500 matters most right now. What would you put first?”" in card
    assert "“I could draft the weekly letter. Is that useful, or is something else worth more?”" in card
    assert "How would you know" not in card
    assert "Not comfortable asking? Notice what they ask about first each week" in card


def test_the_second_line_names_a_day_three_months_after_the_workshop(written, event, browse):
    event.starts_at = event.starts_at.replace(year=2026, month=11, day=25, hour=15)
    event_day = read(browse(as_=BEN), f"{PAGE}/card?line=2")

    assert "“How would you know, by 24 February, that it had gone well?”" in event_day


def test_no_rating_is_on_the_page_or_the_card(written, browse):
    pages = read(browse(as_=BEN)) + read(browse(as_=BEN), f"{PAGE}/card?line=1&line=2&line=3")

    assert "of 5" not in pages


def test_a_card_without_a_ticked_line_sends_back_to_tick_one(written, browse):
    assert "No line is ticked." in read(browse(as_=BEN), f"{PAGE}/card")


def test_without_an_objective_there_is_no_card_yet(open_sheet, browse):
    write(open_sheet, "needs", {"who": "Branch advisers"})

    assert "once an objective is written, its lines stand here." in read(browse(as_=BEN))


def test_a_long_objective_is_cut_between_words_to_fit_the_card(open_sheet, browse):
    write(open_sheet, "objectives", {"objective": "word " * 60})

    assert "word word … matters most right now." in read(browse(as_=BEN), f"{PAGE}/card?line=1")


def test_marks_in_ones_own_words_stay_words(open_sheet, browse):
    write(open_sheet, "objectives", {"objective": "<b>Cut</b> & 50%s %(x)s"})

    page = browse(as_=BEN).get(PAGE).text

    assert '<span class="written">&lt;b&gt;Cut&lt;/b&gt; &amp; 50%s %(x)s</span>' in page


def test_after_the_end_nothing_is_still_to_come(open_sheet, event, browse):
    write(open_sheet, "objectives", {"objective": "Cut open claims"})
    factories.step(event, "strengths").opened_at = None
    event.close(now=utcnow())
    db.session.commit()

    page = read(browse(as_=BEN))

    assert ("Left empty" in page, "Was not opened" in page) == (True, True)
    assert [words for words in ("Write it", "opens later", "yet") if words in page] == []


def test_whoever_wrote_nothing_at_all_is_not_told_to_go_on_after_the_end(event, browse):
    event.close(now=utcnow())
    db.session.commit()

    page = read(browse(as_=BEN))

    assert "Your sheets were left empty" in page
    assert "once an objective is written" not in page
