"""Sharing: a link for some days that only reads, says when it was opened, and is stopped at the next page."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select
from time_machine import travel

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.reports.closed import SENTENCES, close, release
from workshop.accounts.own_data import export
from workshop.audit.models import AuditEntry
from workshop.clients.models import Reader
from workshop.database import utcnow
from workshop.extensions import db
from workshop.reports.models import Report, ShareLink, ShareOpening
from workshop.reports.releasing import withdraw_report


@pytest.fixture
def report(event) -> Report:
    return release(close(event))


@pytest.fixture
def path(report) -> str:
    return f"/reports/{report.public_id}/sharing"


def link_made(browse, path: str, days: int | str = 7) -> str:
    """The address that Cleo is shown when she has made a link."""
    cleo = browse(as_=CLEO)
    page = cleo.get(cleo.post(path, data={"days": days}).location)
    return re.search(r'value="http://[^/"]+(/shared/[^"]+)"', unescape(page.text))[1]


def openings() -> int:
    return db.session.query(ShareOpening).count()


def test_whoever_has_the_link_reads_the_report_without_an_account(browse, path):
    page = browse().get(link_made(browse, path))

    assert page.status_code == 200
    for words in (*SENTENCES, "Hit a number is named by nearly everyone.", "Shared with you by Northgate until"):
        assert words in page.text


def test_the_link_s_page_is_kept_nowhere_listed_nowhere_and_told_to_no_other_site(browse, path):
    address = link_made(browse, path)

    for page in (browse().get(address), browse().get("/shared/none-such")):
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert page.headers["Cache-Control"] == "no-store"
        assert '<meta name="robots" content="noindex, nofollow">' in page.text


def test_the_page_leads_to_no_file_and_to_nothing_that_its_readers_do(browse, report, path):
    text = browse().get(link_made(browse, path)).text

    assert report.public_id in text  # it says which report it is
    assert "/reports" not in text
    assert "<form" not in text


def test_loading_the_page_with_the_address_again_shows_it_again_and_makes_no_second_link(browse, path):
    cleo = browse(as_=CLEO)
    made = cleo.post(path, data={"days": "7"})

    pages = [cleo.get(made.location) for _time in range(2)]

    assert made.status_code == 303
    addresses = [re.search(r'value="(http://[^"]+/shared/[^"]+)"', page.text)[1] for page in pages]
    assert addresses[0] == addresses[1]
    assert db.session.query(ShareLink).count() == 1
    assert [page.headers["Referrer-Policy"] for page in pages] == ["no-referrer"] * 2


def test_the_page_that_shows_an_address_shows_it_to_nobody_else_and_not_for_long(browse, event, path):
    cleo = browse(as_=CLEO)
    location = cleo.post(path, data={"days": "7"}).location
    another = factories.user("another@demo.example")
    db.session.add(Reader(client_id=event.client_id, user_id=another.id, invited_at=utcnow()))
    db.session.commit()

    assert "/shared/" in cleo.get(location).text
    assert "/shared/" not in browse(as_=another).get(location).text
    assert browse().get(f"/shared/{location.partition('made=')[2].partition('#')[0]}").status_code == 410
    with travel(utcnow() + timedelta(minutes=11), tick=False):
        assert "/shared/" not in cleo.get(location).text


def test_the_address_is_kept_as_a_hash(browse, path):
    token = link_made(browse, path).rpartition("/")[2]

    assert token not in browse(as_=CLEO).get(path).text
    assert token not in str(db.session.execute(select(ShareLink.__table__)).all())


@pytest.mark.parametrize("days", ["", "0", "91", "-1", "1.5", "many", "٣"])
def test_other_days_than_one_to_ninety_are_refused_and_stay_in_the_field(browse, path, days):
    page = browse(as_=CLEO).post(path, data={"days": days})

    assert page.status_code == 422
    assert "Choose from 1 to 90 days." in page.text
    assert f'value="{days or 14}"' in page.text
    assert db.session.query(ShareLink).count() == 0


def test_it_ends_after_the_days_that_were_chosen(browse, path):
    address = link_made(browse, path, days=90)

    with travel(utcnow() + timedelta(days=89, hours=23), tick=False):
        assert browse().get(address).status_code == 200
    with travel(utcnow() + timedelta(days=90, seconds=1), tick=False):
        ended = browse().get(address)
    assert ended.status_code == 410
    assert ended.text == browse().get("/shared/none-such").text


def test_stopping_works_at_the_next_page_and_is_noted(browse, report, path):
    address = link_made(browse, path)
    link = db.session.scalars(select(ShareLink)).one()

    browse(as_=CLEO).post(f"{path}/{link.public_id}/ending")

    assert browse().get(address).status_code == 410
    assert "Stopped on" in browse(as_=CLEO).get(path).text
    acts = select(AuditEntry.act).where(AuditEntry.subject == report.public_id, AuditEntry.act.like("%shared"))
    assert db.session.scalars(acts.order_by(AuditEntry.id)).all() == ["report.shared", "report.unshared"]


def test_links_die_with_the_report_and_the_next_version_does_not_wake_them(browse, event, path):
    address = link_made(browse, path)

    withdraw_report(db.session, event, now=utcnow())
    db.session.commit()
    assert browse().get(address).status_code == 410
    release(event)

    assert browse().get(address).status_code == 410


def test_a_link_made_before_its_maker_was_let_in_again_stays_dead(browse, path):
    address, cleo = link_made(browse, path), factories.user(CLEO)
    reader = db.session.scalars(select(Reader).where(Reader.user_id == cleo.id)).one()

    reader.invited_at = utcnow() + timedelta(seconds=1)  # what a removal and a new invitation leave
    db.session.commit()

    assert browse().get(address).status_code == 410
    page = browse(as_=CLEO).get(path).text
    assert ("Opens nothing now:" in page, "Works until" in page) == (True, False)


def test_a_link_that_rests_while_its_maker_may_not_read_can_be_stopped_for_good(browse, event, path):
    address, cleo = link_made(browse, path), factories.user(CLEO)
    another = factories.user("another@demo.example")
    db.session.add(Reader(client_id=event.client_id, user_id=another.id, invited_at=utcnow()))
    cleo.disabled_at = utcnow()
    db.session.commit()

    page = browse(as_="another@demo.example").get(path).text
    assert "Opens nothing now:" in page
    link = db.session.scalars(select(ShareLink)).one()
    browse(as_="another@demo.example").post(f"{path}/{link.public_id}/ending")
    cleo.disabled_at = None
    db.session.commit()

    assert browse().get(address).status_code == 410


def test_links_die_with_the_right_of_whoever_made_them(browse, path):
    address, cleo = link_made(browse, path), factories.user(CLEO)

    cleo.disabled_at = utcnow()
    db.session.commit()
    assert browse().get(address).status_code == 410
    cleo.disabled_at = None
    db.session.delete(db.session.scalars(select(Reader).where(Reader.user_id == cleo.id)).one())
    db.session.commit()

    assert browse().get(address).status_code == 410


def test_openings_are_seen_by_the_reader_and_the_facilitator_by_the_minute(browse, path):
    address = link_made(browse, path)
    assert "Not opened yet." in browse(as_=CLEO).get(path).text

    with travel(utcnow().replace(second=10), tick=False):
        browse().get(address)
        browse(as_=BEN).get(address)
        browse().head(address)
    with travel(utcnow() + timedelta(minutes=5), tick=False):
        browse().get(address)

    for reader, page in ((CLEO, path), (ADA, "/events/HERON-42/report")):
        assert "<summary>Last opened on " in browse(as_=reader).get(page).text
    assert openings() == 2


def test_a_scanner_s_head_and_a_dead_link_note_nothing(browse, path):
    address = link_made(browse, path)

    browse().head(address)
    browse().get("/shared/none-such")

    assert openings() == 0


def test_ten_links_of_a_report_may_work_at_once(browse, path):
    for _link in range(10):
        link_made(browse, path)

    page = browse(as_=CLEO).post(path, data={"days": "5"})

    assert page.status_code == 409
    assert "10 links of this report work already." in page.text
    assert db.session.query(ShareLink).count() == 10


def test_a_link_of_another_report_is_not_ended_through_this_one(browse, event, path):
    link_made(browse, path)
    link = db.session.scalars(select(ShareLink)).one()
    other = release(close(factories.event(event.client, code="OTTER-17", teams=("Claims",))))

    page = browse(as_=CLEO).post(f"/reports/{other.public_id}/sharing/{link.public_id}/ending")

    assert page.status_code == 404
    assert link.ended_at is None


def test_what_somebody_shared_is_in_their_download_without_the_token(browse, event, path):
    link_made(browse, path)

    [kept] = export(db.session, factories.user(CLEO))["shared_reports"]

    assert (kept["event"], sorted(kept)) == ("HERON-42", ["event", "expires_at", "made_at"])


@pytest.mark.parametrize("reader", [ADA, BEN, DORA, OMAR, None])
def test_only_a_reader_of_the_client_shares(browse, path, harbour, reader):
    other = browse(as_=reader)

    assert other.get(path).status_code == (302 if reader is None else 404)
    assert other.post(path, data={"days": "5"}).status_code == (401 if reader is None else 404)
    assert db.session.query(ShareLink).count() == 0
