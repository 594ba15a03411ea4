"""Every page of the site, found from its own map and visited by whoever may see it, on demo data."""

import pytest
from sqlalchemy import select

from tests import factories
from tests.access.policy import (
    ADMINISTRATOR,
    ANY_READER,
    EXPECTED,
    HOST,
    OFF,
    PLANNER,
    POLICY,
    PUBLIC,
    READER,
    SEAT,
    SIGNED_IN,
)
from tests.access.test_matrix import ROUTES
from tests.browser.sweeping import problems_light_and_dark
from tests.cast import ADA, BEN, CLEO, OMAR
from workshop.asking.models import RoomQuestion
from workshop.commitments.committing import write
from workshop.database import utcnow
from workshop.demo.building import build_demo
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.reports.models import Report
from workshop.reports.sharing import make_share_link

pytestmark = [pytest.mark.browser, pytest.mark.look]
VISITOR_OF = {
    PUBLIC: None,
    SIGNED_IN: BEN,
    SEAT: BEN,
    EXPECTED: BEN,
    HOST: ADA,
    PLANNER: ADA,
    READER: CLEO,
    ANY_READER: CLEO,
    ADMINISTRATOR: OMAR,
    OFF: None,
}
NOT_PAGES = {
    "tipsheets.feed",  # for feed readers
    "tipsheets.feed_as_json",
    "asking.lead_now",
    "events.door",
    "asking.room",
    "polls.lead_now",
    "polls.poll_now",
    "operations.metrics",
    "pages.healthz",
    "pages.readyz",
    "accounts.download",
    "accounts.download_pdf",
    "room.print_pack_pdf",
    "workbook.blank_sheets",
    "workbook.workbook_pdf",
    "workbook.stream",
    "workbook.room",
    "room.stream",
    "room.figure_file",
    "reports.csv",
    "reports.pdf",
    "reports.preview_pdf",
    "reports.preview_xlsx",
    "reports.xlsx",
    "room.join_sheet",
    "room.join_sheet_png",
    "room.screen_layer",
    "room.screen_stream",
    "room.show_part",
}  # for monitors, and files, and what pages are made of
PHONE = {"viewport": {"width": 320, "height": 700}}
WORKSHEETS = (*factories.WORKSHEETS, "closing")


@pytest.fixture
def demo(app):
    build_demo(db.session, now=utcnow())
    db.session.commit()


def addresses(app) -> list[tuple[str | None, str]]:
    """(who, path) of every page, in both demo events and for all worksheets."""
    report = db.session.scalars(select(Report)).first()
    found = []
    for endpoint, method in ROUTES:
        if method != "GET" or endpoint in NOT_PAGES:
            continue
        rule = next(r for r in app.url_map.iter_rules() if r.endpoint == endpoint and "GET" in r.methods)
        if "." in rule.rule.rpartition("/")[2]:
            continue  # a file, whatever it is called: .pdf, .ics, .css, .png
        for values in choices(rule.arguments, report):
            with app.test_request_context():
                found.append((VISITOR_OF[POLICY[endpoint]], app.url_for(endpoint, **values)))
    return [*found, (None, f"/shared/{lent(report)}"), (None, "/no-such-page")]


def lent(report: Report) -> str:
    """The token of a link to the report."""
    token = make_share_link(db.session, report, factories.user(CLEO), days=1, now=utcnow())
    write(db.session, report.event, "We answer every letter within a day.", version=report.version)
    db.session.commit()
    return token


def own_question() -> str:
    """A question of the demo that Ben asked."""
    ben = factories.user(BEN).id
    asked = select(RoomQuestion.id).join(Participant, Participant.id == RoomQuestion.author_id)
    return db.session.scalars(asked.where(Participant.user_id == ben)).first() or "none"


def choices(names: set[str], report: Report) -> list[dict]:
    """Every set of values worth visiting for these parts of an address."""
    made: list[dict] = [{}]
    given = {
        "client_id": [report.event.client.public_id],
        "code": ["HERON-42", "OTTER-17"],
        "key": list(WORKSHEETS),
        "number": [3, 1],
        "question_id": [own_question()],
        "person_id": [factories.user(BEN).public_id],
        "public_id": [report.public_id],
        "slug": ["be-the-name-that-comes-up"],
        "token": ["x" * 43],
    }
    for name in sorted(names):
        made = [values | {name: value} for values in made for value in given.get(name, ["1"])]
    return made


def test_every_page_is_accessible_and_fits_a_small_phone(demo, app, visit):
    problems = {}
    pages = {person: visit("/healthz", as_=person, **PHONE) for person in set(VISITOR_OF.values())}
    for person, path in addresses(app):
        page = pages[person]
        page.goto(path)
        if found := problems_light_and_dark(page):
            problems[f"{person or 'visitor'} {path}"] = found

    assert problems == {}
