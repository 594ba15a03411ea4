"""The page of who comes early opens by itself."""

import pytest
from playwright.sync_api import expect

from tests import factories
from workshop.database import utcnow
from workshop.extensions import db

pytestmark = pytest.mark.browser
NIA = "nia@demo.example"


def test_the_door_opens_by_itself_for_who_waits(event, visit):
    db.session.delete(factories.seat(event, NIA))
    event.opened_at = None
    db.session.commit()
    page = visit("/join", as_=NIA)
    page.clock.install()
    page.goto("/join/HERON-42")
    expect(page.get_by_text("This page will change by itself, or press Refresh.")).to_be_visible()

    event.open(now=utcnow())
    db.session.commit()
    page.clock.run_for(20_000)

    expect(page.get_by_role("button", name="Join as n…a@demo.example")).to_be_visible()
