"""Every error is a sentence with the right status, as a page or as JSON, and nothing that was typed is lost."""

import re

import pytest
from flask import abort

from tests.cast import ADA, BEN, OMAR
from workshop.database import DatabaseBusy

HEADINGS = {
    400: "We couldn’t read that.",
    401: "Your sign-in has ended.",
    403: "Your page was out of date.",
    404: "That page isn’t in the workbook.",
    405: "That page isn’t in the workbook.",
    410: "This link has expired or was already used.",
    413: "That is more than we can take.",
    422: "We couldn’t use that.",
    429: "Too many tries.",
    500: "Something broke on our side.",
    503: "The site is very busy.",
}


@pytest.fixture
def failing(app, monkeypatch):
    """`failing(error)` makes the home page fail with it: a status, or an exception."""

    def fail_with(error):
        def view():
            if isinstance(error, int):
                abort(error)
            raise error

        monkeypatch.setitem(app.view_functions, "pages.home", view)

    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return fail_with


def heading(html: str) -> str:
    return re.search(r"<h1>(.*?)</h1>", html)[1]


@pytest.mark.parametrize("status", HEADINGS)
def test_an_error_is_a_page_with_its_sentence(browse, failing, status):
    failing(status)

    page = browse().get("/")

    assert (page.status_code, heading(page.text)) == (status, HEADINGS[status])


@pytest.mark.parametrize("status", HEADINGS)
def test_an_error_is_json_for_whoever_asks_for_json(browse, failing, status):
    failing(status)

    answer = browse().get("/", headers={"Accept": "application/json"})

    assert answer.status_code == status
    assert answer.json["error"]["status"] == status
    assert answer.json["error"]["message"].startswith(HEADINGS[status])


def test_a_fault_of_ours_shows_no_trace(browse, failing):
    failing(ZeroDivisionError("the canary in the trace"))

    page = browse().get("/")

    assert (page.status_code, heading(page.text)) == (500, "Something broke on our side.")
    assert page.text.count("canary") == 0


def test_a_save_that_meets_a_busy_database_is_told_that_the_text_is_safe(app, browse, monkeypatch):
    def busy():
        raise DatabaseBusy("busy")

    monkeypatch.setitem(app.view_functions, "pages.theme", busy)

    page = browse().post("/theme", data={"theme": "dark"})

    assert (page.status_code, heading(page.text)) == (503, "We could not save just now.")


def test_an_unknown_page_offers_the_door_of_the_room(browse):
    page = browse().get("/no-such-page")

    assert page.status_code == 404
    assert page.text.count('action="/join"') == 1


@pytest.mark.parametrize(
    ("person", "doors"),
    [(ADA, ["/events", "/account"]), (BEN, ["/workbook", "/account"]), (OMAR, ["/admin", "/account"])],
)
def test_an_unknown_page_offers_whoever_is_signed_in_their_own_doors_too(browse, event, person, doors):
    page = browse(as_=person).get("/events/NONE-99")

    offered = re.search(r'<ul class="links">(.*?)</ul>', page.text, re.DOTALL)[1]
    assert re.findall(r'href="([^"]+)"', offered) == doors
    assert page.text.count('action="/join"') == 1


def test_a_stale_page_gives_back_what_was_typed(app, browse, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)

    page = browse().post("/theme", data={"words": "Branch advisers waiting <for> a decision", "csrf_token": "stale"})

    assert (page.status_code, heading(page.text)) == (403, "Your page was out of date.")
    assert page.text.count('name="words" value="Branch advisers waiting &lt;for&gt; a decision"') == 1
    assert page.text.count('value="stale"') == 0


def test_a_stale_page_never_gives_back_a_password(app, browse, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)

    page = browse().post("/theme", data={"address": "ben@demo.example", "password": "the canary of the password"})

    assert page.status_code == 403
    assert page.text.count("canary") == 0


def test_a_post_from_another_site_is_not_offered_for_sending_again(app, browse):
    page = browse().post("/theme", data={"theme": "dark"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert page.status_code == 403
    assert page.text.count("What you sent") == 0
