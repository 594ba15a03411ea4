from dataclasses import replace

import pytest
import time_machine

from workshop.config import BadSetting

SLUG = "be-the-name-that-comes-up"


def test_anyone_may_read_a_tipsheet(browse):
    page = browse().get(f"/tips/{SLUG}")

    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert '<h1 itemprop="headline">Be the name that comes up</h1>' in page.text
    assert 'id="tip-6"' in page.text
    assert "This week’s action" in page.text


def test_the_archive_lists_it_under_its_year(browse):
    page = browse().get("/tips")

    assert page.status_code == 200
    assert page.text.index("<h2>2026</h2>") < page.text.index(f'href="/tips/{SLUG}"')
    assert "17 November · 2 min" in page.text


def test_the_latest_one_has_an_address_of_its_own(browse):
    page = browse().get("/tips/latest")

    assert (page.status_code, page.location) == (302, f"/tips/{SLUG}")


@pytest.mark.parametrize("slug", ["no-such-thing", "BE-THE-NAME", "..%2fmodels"])
def test_an_unknown_tipsheet_is_not_found(browse, slug):
    assert browse().get(f"/tips/{slug}").status_code == 404


def test_a_tipsheet_is_not_found_before_its_day(browse):
    with time_machine.travel("2026-11-16T12:00:00Z", tick=False):
        assert browse().get(f"/tips/{SLUG}").status_code == 404


def test_before_the_first_one_the_archive_says_so(browse):
    with time_machine.travel("2026-11-16T12:00:00Z", tick=False):
        assert browse().get("/tips/latest").location == "/tips"
        assert "has not been published yet" in browse().get("/tips").text


def test_programs_read_what_it_is_who_wrote_it_and_since_when(browse):
    page = browse().get(f"/tips/{SLUG}").text

    assert 'itemscope itemtype="https://schema.org/Article"' in page
    assert '<h1 itemprop="headline">Be the name that comes up</h1>' in page
    assert '<meta itemprop="datePublished" content="2026-11-17T00:00:00+00:00">' in page


def test_related_sites_stand_under_it_where_there_are_any(browse, app, settings, monkeypatch):
    assert "Related sites" not in browse().get(f"/tips/{SLUG}").text
    given = replace(settings, related_sites="The practice https://practice.example, Its shop https://shop.example")
    monkeypatch.setitem(app.jinja_env.globals, "settings", given)
    app.jinja_env.cache.clear()

    page = browse().get(f"/tips/{SLUG}").text

    assert '<a href="https://practice.example">The practice</a>' in page
    assert '<a href="https://shop.example">Its shop</a>' in page


def test_a_related_site_without_an_address_keeps_the_site_from_starting(settings):
    with pytest.raises(BadSetting, match="RELATED_SITES"):
        replace(settings, related_sites="The practice")
