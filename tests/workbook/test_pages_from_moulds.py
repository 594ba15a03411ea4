"""Whole pages come from moulds that a room shares: each looks as if it were drawn afresh, and holds nobody else's words."""

import re

import pytest
from flask import request

from tests import factories
from tests.cast import BEN, OMAR
from workshop.branding.look import Look
from workshop.extensions import db
from workshop.web import moulds

PAGES = ("/join/HERON-42?new=1", "/workbook/HERON-42", "/workbook/HERON-42/objectives", "/workbook/HERON-42/needs")
# Each page has its own token, writer and moment; the notice is what makes it drawn afresh.
_MOMENTS = re.compile(r'name="(csrf_token|writer|rendered)" value="[^"]*"')
_NOTICE = re.compile(r'<div class="notice done" role="status"><p>Kept for this test.</p></div>\n')


def drawn_afresh(browser, address: str) -> str:
    """The page as it tells of something that was just done, without that."""
    with browser.session_transaction() as session:
        session["_flashes"] = [("message", "Kept for this test.")]
    text, n_notices = _NOTICE.subn("", browser.get(address).text)
    assert n_notices == 1
    return text


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("theme", ["", "dark"])
def test_a_page_from_a_mould_is_the_page_drawn_afresh(browse, event, address, theme):
    browser = browse(as_=None if "join" in address else BEN)
    browser.set_cookie("theme", theme)
    browser.get(address)

    from_mould = browser.get(address).text
    afresh = drawn_afresh(browser, address)

    # Where blocks are empty the two differ in nothing but empty lines.
    assert _MOMENTS.sub("", from_mould).split() == _MOMENTS.sub("", afresh).split()


@pytest.fixture
def two_people(app, browse, event, monkeypatch) -> list:
    """Browsers of Ben, and of Omar of the staff, who has another name, another theme and another language."""
    languages = app.extensions["babel"]
    monkeypatch.setattr(languages, "locale_selector", lambda: request.accept_languages.best_match(["en", "fr"]))
    omar = factories.administrator()
    omar.name = "Omar Oduya"
    factories.seat(event, omar)
    browsers = [browse(as_=BEN), browse(as_=OMAR)]
    for browser, theme, language in zip(browsers, ("", "dark"), ("en", "fr"), strict=True):
        browser.set_cookie("theme", theme)
        browser.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    return browsers


def told_twice(browsers: list, address: str) -> tuple[list[list[str]], list[list[str]]]:
    """The page as each reads it in turn, from moulds that others may have filled, and drawn afresh."""
    from_moulds = [_MOMENTS.sub("", browser.get(address).text).split() for browser in browsers]
    afresh = [_MOMENTS.sub("", drawn_afresh(browser, address)).split() for browser in browsers]
    return from_moulds, afresh


@pytest.mark.parametrize("address", PAGES)
def test_of_two_people_who_read_a_page_in_turn_each_reads_their_own(two_people, address):
    from_moulds, afresh = told_twice(two_people, address)

    assert from_moulds == afresh
    assert from_moulds[0] != from_moulds[1]


@pytest.mark.parametrize("address", PAGES[1:])
def test_what_the_frame_asks_and_nobody_named_would_be_read_by_the_next(two_people, monkeypatch, address):
    monkeypatch.setattr(moulds, "FRAME", ("practice_look",))
    monkeypatch.setattr(moulds, "get_locale", lambda: "en")

    from_moulds, afresh = told_twice(two_people, address)

    assert from_moulds[0] == afresh[0]
    assert 'data-theme="dark">' not in from_moulds[1]
    assert 'data-theme="dark">' in afresh[1]


def test_what_is_ones_own_is_in_no_mould_of_a_page(open_sheet, browse, app, event):
    sheet = open_sheet("objectives", as_=BEN)
    sheet.press(sheet.open().fill("objective", "The nightingale sings at 4:15"))
    form = sheet.open()
    contents = sheet.browser.get("/workbook/HERON-42").text
    browse(as_=None).get("/join/HERON-42")

    drawn = "".join("".join(one._parts) for one in moulds._pages[app.jinja_env].values())

    assert "b…n@" in contents
    sent = dict(form.fields)
    for own in ("nightingale", "b…n@", *(sent[name] for name in ("csrf_token", "writer", "rendered", "sheet"))):
        assert own not in drawn


def test_a_change_of_the_event_is_on_the_next_page_of_everybody(browse, event):
    ben = browse(as_=BEN)
    before = [ben.get(address).text for address in PAGES[1:3]]

    event.title = "Whom do you serve?"
    db.session.commit()

    assert not [page for page in before if "Whom do you serve?" in page]
    assert all("Whom do you serve?" in ben.get(address).text for address in PAGES[1:3])


def test_a_new_look_of_the_practice_is_on_the_next_page_of_everybody(browse, app, event, monkeypatch):
    ben = browse(as_=BEN)
    before = [ben.get(address).text for address in PAGES]
    look = Look(accent="#8a1c5b")

    monkeypatch.setitem(app.extensions, "practice_look", look)

    assert not [page for page in before if look.stamp in page]
    assert all(look.stamp in ben.get(address).text for address in PAGES)


def test_whoever_is_signed_in_finds_their_own_doors_at_the_door(browse, event):
    browse(as_=None).get("/join/HERON-42")

    visitor, ben = (browse(as_=who).get("/join/HERON-42?new=1").text for who in (None, BEN))

    assert ('href="/sign-in"' in visitor, 'href="/account"' in visitor) == (True, False)
    assert ('href="/sign-in"' in ben, 'href="/account"' in ben) == (False, True)


def test_the_number_of_pages_that_are_kept_is_bounded(browse, app, event, monkeypatch):
    monkeypatch.setattr(moulds, "MOST_PAGES", 2)
    ben = browse(as_=BEN)

    for address in PAGES[1:]:
        ben.get(address)

    assert len(moulds._pages[app.jinja_env]) <= 2
