"""On screen nothing is called an event: it is a workshop, or a webinar."""

import re
from html import unescape

import pytest

from tests.cast import ADA, BEN
from workshop.extensions import db

PAGES = ["/events", "/events/new", "/events/HERON-42", "/events/HERON-42/closing", "/events/HERON-42/plan"]


def words(page: str) -> str:
    """What is read on the page, without what only programs read."""
    bare = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", " ", bare))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("kind", ["workshop", "webinar"])
def test_no_page_of_a_facilitator_speaks_of_events(browse, event, kind, path):
    event.kind = kind
    db.session.commit()

    page = browse(as_=ADA).get(path)

    assert page.status_code == 200
    assert re.findall(r".{20}\b[Ee]vents?\b.{20}", words(page.text)) == []


@pytest.mark.parametrize("kind", ["workshop", "webinar"])
def test_each_is_closed_and_left_under_its_own_name(browse, event, kind):
    event.kind = kind
    db.session.commit()

    assert f"Close the {kind}?" in browse(as_=ADA).get("/events/HERON-42/closing").text
    assert f"This {kind}" in browse(as_=ADA).get("/events/HERON-42").text
    assert f"Not this {kind}?" in browse().get("/join/HERON-42").text


def test_what_was_typed_up_late_is_told_by_its_name(browse, event):
    event.kind = "webinar"
    event.close(now=event.starts_at)
    event.typing_until = event.ends_at
    db.session.commit()

    assert "after the webinar had closed is counted nowhere" in browse(as_=BEN).get("/workbook/HERON-42/seen-by-others").text
