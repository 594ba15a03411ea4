"""Releasing: the client gets frozen figures and the facilitator's words, without what must stay in the room."""

import re

import pytest
from sqlalchemy import select

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.reports.closed import SENTENCES, close, release
from tests.reports.test_write_a_report import typed
from workshop.audit.models import AuditEntry
from workshop.database import utcnow
from workshop.extensions import db
from workshop.insights.models import ReleaseRow
from workshop.reports.composing import report_of
from workshop.reports.models import ReportRelease
from workshop.reports.releasing import EventNotClosed, release_report

PATH = "/events/HERON-42/report"


def test_ada_releases_and_it_is_noted(browse, event):
    close(event)
    ada = browse(as_=ADA)

    page = ada.post(f"{PATH}/release", data=typed(ada.get(PATH), *SENTENCES))

    report = report_of(db.session, event)
    assert page.status_code == 303
    assert report.is_readable
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "report.released")).one()
    assert (entry.actor, entry.subject) == (factories.user(ADA).public_id, report.public_id)


def test_what_was_seen_in_the_preview_is_released_from_there(browse, event):
    close(event)
    ada = browse(as_=ADA)
    ada.post(PATH, data=typed(ada.get(PATH), *SENTENCES))

    page = ada.post(f"{PATH}/release", data=seen(ada))

    assert page.status_code == 303
    assert report_of(db.session, event).is_readable
    assert 'name="seen"' not in ada.get(f"{PATH}/preview").text


def test_a_draft_that_was_changed_after_it_was_seen_is_looked_at_again(browse, event):
    close(event)
    ada = browse(as_=ADA)
    ada.post(PATH, data=typed(ada.get(PATH), *SENTENCES))
    before = seen(ada)
    ada.post(PATH, data=typed(ada.get(PATH), "Another.", *SENTENCES[1:]))

    page = ada.post(f"{PATH}/release", data=before)

    assert page.status_code == 409
    assert "Look at it once more." in page.text
    assert not report_of(db.session, event).is_readable


def test_a_preview_without_three_sentences_leads_to_what_is_missing(browse, event):
    close(event)
    ada = browse(as_=ADA)
    ada.post(PATH, data=typed(ada.get(PATH), "One.", "", "Three."))

    page = ada.post(f"{PATH}/release", data=seen(ada))

    assert (page.status_code, "Write sentence 2." in page.text) == (422, True)


def seen(ada) -> dict[str, str]:
    """What the preview's button sends."""
    return {"seen": re.search(r'name="seen" value="([^"]+)"', ada.get(f"{PATH}/preview").text)[1]}


def test_an_open_event_is_not_reported(browse, event):
    ada = browse(as_=ADA)

    page = ada.post(f"{PATH}/release", data=typed(ada.get(PATH), *SENTENCES))

    assert page.status_code == 409
    assert "Close the workshop first" in page.text
    assert SENTENCES[0] in page.text
    with pytest.raises(EventNotClosed):
        release_report(db.session, event, now=event.starts_at)


def test_a_sentence_that_is_missing_is_asked_for_and_the_others_are_kept(browse, event):
    close(event)
    ada = browse(as_=ADA)

    page = ada.post(f"{PATH}/release", data=typed(ada.get(PATH), "One.", " ", "Three."))

    assert page.status_code == 422
    assert "Write sentence 2." in page.text
    assert report_of(db.session, event).summary == "One.\n\nThree."
    assert not report_of(db.session, event).is_readable


def test_the_managers_sheet_of_one_managers_people_stays_in_the_room(browse, event):
    event.is_led_by_one_manager = True
    report = release(close(event))

    text = browse(as_=CLEO).get(f"/reports/{report.public_id}").text

    kept = select(ReleaseRow).join(ReportRelease, ReportRelease.release_id == ReleaseRow.id)
    assert [one.step.worksheet_key for one in db.session.scalars(kept)] == ["needs"]
    assert "Hit a number" not in text
    assert "objectives" not in text.replace("manager’s objectives stays in the room", "")


def test_releasing_twice_is_releasing_once(browse, event):
    report = release(close(event))
    first = report.released_at

    again = release_report(db.session, event, now=utcnow())

    assert again is report
    assert report.released_at == first


@pytest.mark.parametrize("reader", [BEN, CLEO, DORA, OMAR, None])
def test_only_the_facilitator_releases(browse, event, harbour, reader):
    close(event)

    page = browse(as_=reader).post(f"{PATH}/release", data={"sentence-1": "a", "sentence-2": "b", "sentence-3": "c"})

    assert page.status_code == (401 if reader is None else 404)
    assert report_of(db.session, event) is None
