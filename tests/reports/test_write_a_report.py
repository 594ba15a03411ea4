"""The facilitator's three sentences: kept whatever happens, and the report shown as the client will read it."""

import re

import pytest

from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.reports.closed import SENTENCES, close, release
from workshop.database import utcnow
from workshop.extensions import db
from workshop.reports.composing import report_of, write_summary
from workshop.reports.composition import sentences_of
from workshop.reports.models import Report

PATH = "/events/HERON-42/report"


def typed(page, *sentences: str) -> dict:
    """What the form of this page sends with these sentences in it."""
    stamp = re.search(r'name="was" value="([^"]*)"', page.text)
    words = {f"sentence-{number}": sentence for number, sentence in enumerate(sentences, start=1)}
    return words | {"was": stamp[1] if stamp else ""}


def test_ada_sees_the_report_as_the_client_will(browse, event):
    close(event)

    page = browse(as_=ADA).get(f"{PATH}/preview")

    assert "As Northgate will read it. This is a draft" in page.text
    assert "Hit a number is named by nearly everyone." in page.text
    assert "This report may not be used to assess a person, or one manager." in page.text


def test_sentences_are_kept_even_while_the_event_is_open_and_some_are_empty(browse, event):
    ada = browse(as_=ADA)

    page = ada.post(PATH, data=typed(ada.get(PATH), "One\r\nthing.", "", ""))

    assert page.status_code == 303
    assert sentences_of(report_of(db.session, event)) == ["One thing.", "", ""]
    assert "One thing." in ada.get(PATH).text


def test_a_sentence_that_is_too_long_is_told_with_both_numbers_and_stays_in_its_field(browse, event):
    ada, long = browse(as_=ADA), "x" * 401

    page = ada.post(PATH, data=typed(ada.get(PATH), long, "Two.", "Three."))

    assert page.status_code == 422
    assert "Sentence 1 has 401 characters. Shorten it to 400." in page.text
    assert long in page.text
    assert "Two." in page.text


def test_words_changed_in_another_window_are_not_overwritten_unseen(browse, event):
    ada = browse(as_=ADA)
    old = ada.get(PATH)
    write_summary(db.session, event, ["Hers.", "", ""], now=utcnow())

    page = ada.post(PATH, data=typed(old, "Mine.", "", ""))

    assert page.status_code == 409
    assert "Hers." in page.text
    assert "Mine." in page.text
    assert sentences_of(report_of(db.session, event))[0] == "Hers."
    assert ada.post(PATH, data=typed(page, "Mine.", "", "")).status_code == 303
    assert sentences_of(report_of(db.session, event))[0] == "Mine."


def test_a_released_report_keeps_its_words_and_shows_what_was_typed_too_late(browse, event):
    release(close(event))
    ada = browse(as_=ADA)

    page = ada.post(PATH, data=typed(ada.get(PATH), "Too late.", "", ""))

    assert page.status_code == 409
    assert "Too late." in page.text
    assert sentences_of(report_of(db.session, event)) == list(SENTENCES)


def test_a_public_webinar_has_no_report(browse, event):
    event.client_id, event.kind, event.admission = None, "webinar", "code"

    assert browse(as_=ADA).get(PATH).status_code == 404
    assert browse(as_=ADA).post(PATH).status_code == 404


@pytest.mark.parametrize("reader", [BEN, CLEO, DORA, OMAR, None])
def test_only_the_facilitator_writes(browse, event, harbour, reader):
    other = browse(as_=reader)

    assert other.get(PATH).status_code == (302 if reader is None else 404)
    assert other.post(PATH, data={"sentence-1": "x"}).status_code == (401 if reader is None else 404)
    assert db.session.query(Report).count() == 0
