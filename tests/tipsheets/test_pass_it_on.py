"""Passing a tipsheet on, following it in a feed reader, finding it again."""

import re
from xml.etree import ElementTree

SLUG = "be-the-name-that-comes-up"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_page_to_pass_on_has_the_address_a_letter_and_a_code_to_scan(app, browse):
    page = browse().get(f"/tips/{SLUG}/share")

    assert page.status_code == 200
    assert f'value="http://localhost/tips/{SLUG}"' in page.text
    assert "<svg" in page.text
    (letter,) = re.findall(r'href="(mailto:[^"]+)"', page.text)
    assert letter.startswith("mailto:?subject=Be%20the%20name%20that%20comes%20up")
    assert letter.endswith(f"http%3A%2F%2Flocalhost%2Ftips%2F{SLUG}")


def test_an_unknown_tipsheet_cannot_be_passed_on(app, browse):
    assert browse().get("/tips/never-written/share").status_code == 404


def test_the_feed_holds_whole_tipsheets_under_ids_that_stay(app, browse):
    answer = browse().get("/tips/feed.atom")

    feed = ElementTree.fromstring(answer.data)
    entry = feed.find(f"{ATOM}entry")
    assert answer.mimetype == "application/atom+xml"
    assert entry.findtext(f"{ATOM}id") == f"tag:localhost,2026:{SLUG}"
    assert entry.findtext(f"{ATOM}title") == "Be the name that comes up"
    assert "Know what your manager answers for" in entry.findtext(f"{ATOM}content")


def test_a_feed_reader_that_has_it_gets_304(app, browse):
    etag = browse().get("/tips/feed.atom").headers["ETag"]

    answer = browse().get("/tips/feed.atom", headers={"If-None-Match": etag})

    assert (answer.status_code, answer.data) == (304, b"")


def test_tipsheets_are_found_by_their_words(app, browse):
    assert "Be the name that comes up" in browse().get("/tips?q=Shopkeeper").text
    assert "No tipsheets about ‘pricing’ yet." in browse().get("/tips?q=pricing").text


def test_what_is_searched_for_is_shown_as_text(app, browse):
    page = browse().get("/tips", query_string={"q": "<script>alert(1)</script>"}).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
