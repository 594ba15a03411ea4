from datetime import UTC, date, datetime

import pytest

from workshop.extensions import db
from workshop.tipsheets import archive, library
from workshop.tipsheets.archive import UnknownTipsheet
from workshop.tipsheets.tipsheet import WORD_LIMIT, TipsheetNotRead, parse

TEXT = """\
---
title: Ask first
standfirst: It saves a week.
author: Ada
published_on: 2026-03-01
language: en
action: Ask one question.
---

1. ## Ask

   Then listen.
"""


def spoilt(passage, by):
    assert passage in TEXT
    return TEXT.replace(passage, by)


def test_a_tipsheet_is_read_from_its_file():
    tipsheet = parse("ask-first", TEXT)

    assert (tipsheet.slug, tipsheet.title, tipsheet.published_on) == ("ask-first", "Ask first", date(2026, 3, 1))
    assert tipsheet.html.startswith('<ol>\n<li id="tip-1">\n<h2>Ask</h2>')
    assert (tipsheet.n_words, tipsheet.minutes) == (12, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (spoilt("title: Ask first\n", ""), "ask-first.md, line 1: title: Field required"),
        (spoilt("2026-03-01", "soon"), "ask-first.md, line 5: published_on: Input should be a valid date"),
        (spoilt("language: en", "language: English"), "ask-first.md, line 6: language: String should match pattern"),
        (spoilt("author: Ada", "autor: Ada"), "ask-first.md, line 1: author: Field required"),
        (spoilt("author: Ada", "author: Ada\ncolour: red"), "ask-first.md, line 5: colour: Extra inputs are not permitted"),
        (spoilt("title: Ask first", "title: [Ask"), "ask-first.md, line 4: the lines at the top are not YAML"),
        (
            spoilt("author: Ada", "author: Ada\ncomments: nobody"),
            "ask-first.md, line 5: comments: String should match pattern",
        ),
        ("Ask first.", "ask-first.md, line 1: title: Field required"),
        (TEXT + "word " * WORD_LIMIT, "ask-first.md: 512 words; one page holds 500"),
    ],
)
def test_a_tipsheet_that_cannot_be_published_says_why(text, told):
    with pytest.raises(TipsheetNotRead) as refusal:
        parse("ask-first", text)

    assert str(refusal.value).startswith(told)


@pytest.mark.parametrize("slug", ["Ask", "ask first", "ask--first", "-ask", "latest", ""])
def test_a_file_name_that_makes_no_address_is_refused(slug):
    with pytest.raises(TipsheetNotRead, match="the file name is the address"):
        parse(slug, TEXT)


def test_the_front_matter_cannot_run_anything():
    with pytest.raises(TipsheetNotRead, match="not YAML"):
        parse("ask-first", spoilt("author: Ada", "author: !!python/object/apply:os.getcwd []"))


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    for slug, day in [("old", "2025-12-30"), ("middle", "2026-03-01"), ("newest", "2026-11-17"), ("next", "2026-12-01")]:
        (tmp_path / f"{slug}.md").write_text(spoilt("2026-03-01", day), encoding="utf-8")
    tipsheets = library.read_folder(tmp_path)
    monkeypatch.setattr(library, "everything", lambda: tipsheets)


NOV_23 = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.usefixtures("shelf", "app")
def test_the_newest_comes_first_and_none_before_its_day():
    assert [one.slug for one in archive.published(db.session, now=NOV_23)] == ["newest", "middle", "old"]
    assert archive.latest(db.session, now=NOV_23).slug == "newest"
    assert archive.latest(db.session, now=datetime(2026, 12, 1, tzinfo=UTC)).slug == "next"
    assert archive.latest(db.session, now=datetime(2020, 1, 1, tzinfo=UTC)) is None


@pytest.mark.usefixtures("shelf", "app")
def test_the_archive_is_kept_by_year():
    assert archive.years(archive.headings(db.session, now=NOV_23)) == {2026: 2, 2025: 1}


@pytest.mark.usefixtures("shelf", "app")
@pytest.mark.parametrize(
    ("slug", "older", "newer"), [("old", None, "middle"), ("middle", "old", "newest"), ("newest", "middle", None)]
)
def test_a_reader_can_go_on_to_the_tipsheets_on_either_side(slug, older, newer):
    listed = archive.headings(db.session, now=NOV_23)
    found = archive.neighbours(archive.tipsheet(db.session, slug), listed)

    assert (found.older and found.older.slug, found.newer and found.newer.slug) == (older, newer)


def test_an_unknown_tipsheet_is_refused(app):
    with pytest.raises(UnknownTipsheet):
        archive.tipsheet(db.session, "no-such-thing")


def test_the_first_tipsheet_has_five_to_seven_tips_and_an_action(app):
    tipsheet = archive.tipsheet(db.session, "be-the-name-that-comes-up")

    assert 5 <= tipsheet.html.count('<li id="tip-') <= 7
    assert tipsheet.html.count("<h2>") == tipsheet.html.count('<li id="tip-')
    assert tipsheet.action.startswith("Choose one person")
