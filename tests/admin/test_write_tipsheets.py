"""Writing a tipsheet on the site: drafts, looking at it, two people at one text, opening its page, correcting it."""

import pytest
import time_machine
from sqlalchemy import func, select

from tests.admin.acting import noted
from tests.admin.tips import FROM_A_FILE, PATH, SLUG, WHOLE, begin, opened, row
from tests.cast import OMAR
from workshop.extensions import db
from workshop.mail.models import OutgoingMail


@pytest.fixture
def omar(browse, event):
    return browse(as_=OMAR)


def test_a_draft_is_kept_under_an_address_made_from_its_title_and_nobody_reads_it(omar, browse):
    done = omar.post("/admin/tipsheets", data={"title": "Où l’on demande d’abord", "language": "fr"})

    assert (done.status_code, done.location) == (303, "/admin/tipsheets/ou-lon-demande-dabord")
    assert row("ou-lon-demande-dabord").published_at is None
    assert browse().get("/tips/ou-lon-demande-dabord").status_code == 404
    assert "Où l’on demande" not in browse().get("/tips").text
    assert "Où l’on demande" in omar.get("/admin/tipsheets").text
    assert [act for act, _actor, _subject in noted()] == ["tipsheet.written"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Give it a title"),
        ({"title": "x" * 101}, "At most 100 characters"),
        ({"language": "English"}, "Write the language as two or three small letters"),
        ({"comments": "nobody"}, "Write a whole e-mail address"),
        ({"slug": "Ask First"}, "Write an address of small letters"),
        ({"slug": "latest"}, "Write an address of small letters"),
        ({"slug": "be-the-name-that-comes-up"}, "has the address “be-the-name-that-comes-up”"),
    ],
)
def test_what_cannot_be_kept_gets_a_sentence_and_what_was_typed_stays(omar, typed, sentence):
    page = omar.post("/admin/tipsheets", data=WHOLE | typed)

    assert page.status_code == 422
    assert sentence in page.text
    assert "Then listen." in page.text
    assert row() is None


def test_looking_at_it_stores_nothing(omar):
    begin(omar)

    page = omar.post(PATH, data=opened(omar) | {"source": "Quite *different*.", "action_wanted": "preview"})

    assert page.status_code == 200
    assert "<p>Quite <em>different</em>.</p>" in page.text
    assert "Quite *different*." in page.text
    assert row().source == WHOLE["source"]
    assert "It prints on one page: 11 words." in page.text


def test_the_script_gets_the_picture_alone(omar):
    part = omar.post("/admin/tipsheets/preview", data=WHOLE | {"source": "<script>alert(1)</script>"}).text

    assert '<h3 itemprop="headline">Ask first</h3>' in part
    assert "<html" not in part
    assert "<script>" not in part


def test_what_is_too_long_for_one_page_says_so_and_is_not_published(omar):
    begin(omar, source="word " * 700)

    page = omar.post(f"{PATH}/publication", data={"at": ""})

    assert page.status_code == 422
    assert "It does not print on one page: it is about 1.4 pages." in page.text
    assert row().published_at is None


def test_its_page_opens_at_its_hour_and_not_before(omar, browse):
    begin(omar)
    with time_machine.travel("2026-11-26T12:00:00Z", tick=True):
        omar = browse(as_=OMAR)
        omar.post(f"{PATH}/publication", data={"at": "2026-12-01T10:00"})
    moment = row().published_at.isoformat()

    with time_machine.travel("2026-12-01T14:59:00Z", tick=True):
        before = (browse().get(f"/tips/{SLUG}").status_code, browse().get("/tips/feed.atom").text.count("Ask first"))
    with time_machine.travel("2026-12-01T15:01:00Z", tick=True):
        after = (browse().get(f"/tips/{SLUG}").status_code, browse().get("/tips/feed.atom").text.count("Ask first"))
        newest = browse().get("/tips/latest").location

    assert moment == "2026-12-01T15:00:00+00:00"  # Omar's clock is Toronto's
    assert (before, after, newest) == ((404, 0), (200, 1), f"/tips/{SLUG}")


@pytest.mark.parametrize("other", ["2031-01-04T10:00", "2030-12-30T10:00"])
def test_a_planned_hour_can_be_moved_in_both_directions(omar, other):
    begin(omar)
    omar.post(f"{PATH}/publication", data={"at": "2031-01-02T10:00"})

    done = omar.post(f"{PATH}/publication", data={"at": other})

    db.session.expire_all()
    assert done.status_code == 303
    assert row().published_at.strftime("%Y-%m-%dT%H:%M") == other.replace("T10", "T15")  # Omar's clock is Toronto's


def test_a_page_that_is_open_keeps_its_hour(omar):
    begin(omar)
    omar.post(f"{PATH}/publication")
    opened_at = row().published_at

    page = omar.post(f"{PATH}/publication", data={"at": "2031-01-02T10:00"})

    db.session.expire_all()
    assert (page.status_code, row().published_at) == (422, opened_at)


def test_a_planned_one_can_be_made_a_draft_again_and_a_draft_deleted(omar):
    begin(omar)
    omar.post(f"{PATH}/publication", data={"at": "2031-01-01T10:00"})

    kept = omar.post(f"{PATH}/removal")
    omar.post(f"{PATH}/publication/ending")
    draft = row().published_at
    omar.post(f"{PATH}/removal")

    assert (kept.status_code, draft, row()) == (422, None, None)


def test_a_correction_changes_the_page_and_its_feeds_says_so_and_mails_nobody(omar, browse):
    begin(omar)
    omar.post(f"{PATH}/publication")
    with time_machine.travel("2031-12-03T12:00:00Z", tick=True):
        omar = browse(as_=OMAR)

        done = omar.post(PATH, data=opened(omar) | {"action": "Ask two questions."})

        page = browse().get(f"/tips/{SLUG}").text
        assert done.status_code == 303
        assert "Ask two questions." in page
        assert "Corrected on 3 December 2031" in page
        assert "<updated>2031-12-03T" in browse().get("/tips/feed.atom").text
        (item,) = [one for one in browse().get("/tips/feed.json").json["items"] if one["title"] == "Ask first"]
        assert item["date_modified"].startswith("2031-12-03T")
        assert not item["date_published"].startswith("2031")
    assert db.session.scalar(select(func.count()).select_from(OutgoingMail)) == 0


def test_saving_what_stands_there_already_is_no_correction(omar, browse):
    begin(omar)
    omar.post(f"{PATH}/publication")

    omar.post(PATH, data=opened(omar))

    assert row().corrected_at is None
    assert "Corrected on" not in browse().get(f"/tips/{SLUG}").text


def test_a_line_break_at_the_end_of_an_old_issue_is_no_change(omar):
    begin(omar).source += "\n"
    db.session.commit()
    mine, theirs = opened(omar), opened(omar)
    omar.post(PATH, data=theirs | {"action": "Ask their way."})

    page = omar.post(PATH, data=mine | {"title": "Ask early"})

    assert page.status_code == 409
    assert "Saved meanwhile" not in page.text


def test_a_published_one_stays_whole(omar):
    begin(omar)
    omar.post(f"{PATH}/publication")

    page = omar.post(PATH, data=opened(omar) | {"action": ""})

    assert page.status_code == 422
    assert "Give it one action for the week." in page.text
    assert row().action == WHOLE["action"]


def test_a_file_that_came_with_the_site_is_corrected_here_too(omar, browse):
    form = opened(omar, FROM_A_FILE)

    omar.post(FROM_A_FILE, data=form | {"title": "Be the name that comes first"})

    page = browse().get("/tips/be-the-name-that-comes-up").text
    assert ">Be the name that comes first</h1>" in page
    assert "Be the name that comes up" not in browse().get("/tips").text
    assert row("be-the-name-that-comes-up").corrected_at is not None


def test_when_two_edit_different_fields_neither_loses_a_word(omar):
    begin(omar)
    mine, theirs = opened(omar), opened(omar)
    omar.post(PATH, data=theirs | {"action": "Ask two questions."})

    page = omar.post(PATH, data=mine | {"title": "Ask early"})

    assert page.status_code == 409
    assert "Somebody else saved it at" in page.text
    merged = opened_in(page.text)
    assert (merged["title"], merged["action"]) == ("Ask early", "Ask two questions.")
    omar.post(PATH, data=merged)
    assert (row().title, row().action) == ("Ask early", "Ask two questions.")


def test_when_two_change_one_field_both_versions_are_shown(omar):
    begin(omar)
    mine, theirs = opened(omar), opened(omar)
    omar.post(PATH, data=theirs | {"action": "Ask their way."})

    page = omar.post(PATH, data=mine | {"action": "Ask my way."})

    assert page.status_code == 409
    assert opened_in(page.text)["action"] == "Ask my way."
    assert '<pre class="letter-text">Ask their way.</pre>' in page.text
    assert row().action == "Ask their way."


def test_looking_at_it_in_between_forgives_no_conflict(omar):
    begin(omar)
    mine, theirs = opened(omar), opened(omar)
    omar.post(PATH, data=theirs | {"action": "Ask their way."})

    looked_at = opened_in(omar.post(PATH, data=mine | {"action": "Ask my way.", "action_wanted": "preview"}).text)
    saved = omar.post(PATH, data=looked_at)

    assert saved.status_code == 409
    assert row().action == "Ask their way."


def test_a_draft_that_somebody_deleted_meanwhile_costs_no_word_that_was_typed(omar):
    begin(omar)
    mine = opened(omar)
    omar.post(f"{PATH}/removal")

    page = omar.post(PATH, data=mine | {"action": "Ask my way."})
    kept = opened_in(page.text)
    omar.post("/admin/tipsheets", data=kept)

    assert page.status_code == 409
    assert "Somebody deleted this draft meanwhile." in page.text
    assert (row().action, row().source) == ("Ask my way.", WHOLE["source"])
    assert omar.post("/admin/tipsheets/never-was", data=WHOLE).status_code == 404


def test_a_correction_of_a_file_that_was_given_back_shows_both(omar):
    form = opened(omar, FROM_A_FILE) | {"revision": "3", "action": "Ask my way."}

    page = omar.post(FROM_A_FILE, data=form)

    assert page.status_code == 409
    assert "Ask my way." in page.text
    assert row("be-the-name-that-comes-up") is None


def test_one_tip_in_two_languages_is_told_on_both_pages(omar, browse):
    begin(omar)
    omar.post(f"{PATH}/publication")
    begin(omar, title="Demander d’abord", slug="demander", language="fr", translation_of=SLUG)
    omar.post("/admin/tipsheets/demander/publication")

    english, french = browse().get(f"/tips/{SLUG}").text, browse().get("/tips/demander").text

    assert '<a href="/tips/demander" hreflang="fr" lang="fr">Français</a>' in english
    assert f'<link rel="alternate" hreflang="en" href="http://localhost/tips/{SLUG}">' in french
    assert '<article class="tipsheet flow" lang="fr" ' in french
    assert browse().get("/tips/latest").location == f"/tips/{SLUG}"
    assert "Français" in browse().get("/tips").text


def opened_in(page: str) -> dict[str, str]:
    class Held:
        def get(self, _path):
            return type("Answer", (), {"text": page})

    return opened(Held())
