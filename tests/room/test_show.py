"""Show: the second act puts figures before the room."""

import re

import pytest
from sqlalchemy import select

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.room.rooms import fill
from workshop.database import utcnow
from workshop.extensions import db
from workshop.insights.adding_up import add_up
from workshop.insights.models import ReleaseRow

NEEDS_STEP = 3


@pytest.fixture
def release(browse, event) -> ReleaseRow:
    fill(event, n=8)
    browse(as_=ADA).post("/events/HERON-42/releases", data={"step": NEEDS_STEP})
    return db.session.scalars(select(ReleaseRow)).one()


def test_ada_shows_what_she_has_looked_at(browse, event, release):
    ada = browse(as_=ADA)

    page = ada.post(f"/events/HERON-42/releases/{release.public_id}/showing")

    assert page.location == "/events/HERON-42"
    assert release.shown_at is not None
    assert "Shown to the room." in ada.get("/events/HERON-42/results").text


def leading(page: str) -> list[str]:
    """The words of the filled buttons in the bar at the foot."""
    bar = page[page.index('class="save-bar remote') :]
    return re.findall(r'class="button"[^>]*>([^<]+)<', bar[: bar.index("</div>")])


def test_what_is_wanted_next_leads_first_adding_up_then_showing_then_the_next_step(browse, event):
    fill(event, n=8)
    ada = browse(as_=ADA)
    ada.post(f"/events/HERON-42/steps/{NEEDS_STEP}/opening")
    found = [leading(ada.get("/events/HERON-42").text)]
    ada.post("/events/HERON-42/releases", data={"step": NEEDS_STEP})
    found.append(leading(ada.get("/events/HERON-42").text))
    made = db.session.scalars(select(ReleaseRow)).one()

    ada.post(f"/events/HERON-42/releases/{made.public_id}/showing")

    assert [*found, leading(ada.get("/events/HERON-42").text)] == [["Add up"], ["Show"], ["Next"]]


@pytest.mark.parametrize(("n", "is_offered"), [(5, False), (8, True)])
def test_what_is_silent_as_a_whole_is_not_offered_to_be_shown(browse, event, n, is_offered):
    fill(event, n=n)
    ada = browse(as_=ADA)
    ada.post(f"/events/HERON-42/steps/{NEEDS_STEP}/opening")
    add_up(db.session, factories.step(event, "needs"), now=utcnow())
    db.session.commit()

    for path in ("/events/HERON-42", "/events/HERON-42/results"):
        page = ada.get(path).text
        assert ("/showing" in page, "nothing in it to show" in page) == (is_offered, not is_offered)


def test_showing_again_keeps_the_first_time(browse, event, release):
    ada = browse(as_=ADA)
    ada.post(f"/events/HERON-42/releases/{release.public_id}/showing")
    first = release.shown_at

    ada.post(f"/events/HERON-42/releases/{release.public_id}/showing")

    assert release.shown_at == first


def test_an_older_release_is_not_shown_over_a_newer_one(browse, event, release):
    fill(event, n=8)
    ada = browse(as_=ADA)
    release_id = release.public_id
    db.session.execute(ReleaseRow.__table__.insert().values(newer(release)))
    db.session.commit()

    page = ada.post(f"/events/HERON-42/releases/{release_id}/showing")

    assert page.status_code == 409
    assert release.shown_at is None


def newer(release: ReleaseRow) -> dict:
    columns = {name: getattr(release, name) for name in ("step_id", "cause", "made_at", "hash", "figures")}
    return columns | {"public_id": "newer", "number": release.number + 1}


@pytest.mark.parametrize("reader", [BEN, CLEO, DORA, OMAR, None])
def test_only_the_facilitator_shows(browse, event, harbour, release, reader):
    page = browse(as_=reader).post(f"/events/HERON-42/releases/{release.public_id}/showing")

    assert page.status_code == (401 if reader is None else 404)
    assert release.shown_at is None


def test_a_release_of_another_event_or_of_none_is_a_404(browse, event, harbour, release):
    ada, eve = browse(as_=ADA), browse(as_="eve@demo.example")

    assert ada.post("/events/HERON-42/releases/none/showing").status_code == 404
    assert eve.post(f"/events/WREN-63/releases/{release.public_id}/showing").status_code == 404
