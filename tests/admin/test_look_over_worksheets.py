"""The catalogue of worksheets: versions, languages, where each is in use, and a preview."""

import re

import pytest

from tests import factories
from tests.cast import OMAR
from workshop.database import utcnow
from workshop.extensions import db
from workshop.worksheets.catalogue import all_versions, worksheet, worksheets
from workshop.worksheets.definition import Text
from workshop.worksheets.languages import Written, languages_of


@pytest.fixture
def omar(browse, event):
    return browse(as_=OMAR)


def row(page: str, title: str) -> str:
    return re.search(rf"<tr>(?:(?!</tr>).)*{title}.*?</tr>", page, re.DOTALL)[0]


def test_every_worksheet_is_listed_with_its_version_languages_and_use(omar, harbour):
    factories.step(harbour, "needs").event.closed_at = utcnow()
    db.session.commit()

    page = omar.get("/admin/worksheets").text

    assert page.count('<th scope="row">') == len(all_versions())
    needs = row(page, "Your customers and what they need")
    assert ("1 (offered when planning)" in needs, "English" in needs) == (True, True)
    assert "by 2 events, 1 of them not over" in needs


@pytest.mark.parametrize("key", [one.key for one in worksheets()])
def test_a_preview_shows_every_question_and_can_store_none(omar, key):
    page = omar.get(f"/admin/worksheets/{key}/1").text

    asked = worksheet(key, 1)
    for question in asked.questions:
        assert question.label.in_("en").split("’")[0] in page
    main = page.split("<main")[1].split("</main>")[0]
    assert "<form" not in main
    assert len(re.findall(r"<(?:input|textarea)", main)) == main.count("disabled")


@pytest.mark.parametrize("path", ["needs/99", "nothing/1"])
def test_what_is_not_in_the_catalogue_is_a_404(omar, path):
    assert omar.get(f"/admin/worksheets/{path}").status_code == 404


def test_a_language_nobody_wrote_in_is_read_in_english(omar):
    assert 'lang="en"' in omar.get("/admin/worksheets/needs/1?language=xx").text


def test_a_worksheet_that_is_written_in_part_says_in_how_much():
    asked = worksheet("needs")
    half = asked.model_copy(update={"title": Text({"en": "Your customers", "fr": "Vos clients"})})

    english, french = languages_of(half)

    assert (english.language, english.is_whole) == ("en", True)
    assert french == Written("fr", 1, english.of)
    assert languages_of(asked) == (english,)
