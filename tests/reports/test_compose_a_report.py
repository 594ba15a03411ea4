"""Composing: own findings, sections, statements, next steps and a talk guide; the draft is kept, the release freezes it."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy.exc import IntegrityError

from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from tests.reports.closed import SENTENCES, close, release
from tests.reports.test_statements_in_a_report import SHARED, batch_of, show
from tests.reports.test_write_a_report import typed
from workshop.database import utcnow
from workshop.extensions import db
from workshop.reports.composing import report_of
from workshop.reports.composition import composition_of
from workshop.reports.models import Report
from workshop.reports.releasing import content_hash, released_content
from workshop.room.closing import close_event

PATH = "/events/HERON-42/report"
FINDING = "Numbers first, and most people know it."
NEXT = "Agree on one number.\r\nAsk the branches what fast means."
TALK = "Which figure surprised you?\r\n\r\nWhat would a branch see on Monday?"


def send(browse, act: str = "", **fields: object):
    """What Ada's form gives back when she sends it with three sentences and these fields."""
    ada = browse(as_=ADA)
    named = {name if name.startswith("statements-") else name.replace("_", "-"): value for name, value in fields.items()}
    form = typed(ada.get(PATH), *SENTENCES) | named
    return ada.post(f"{PATH}{act}", data=form)


def released(browse, **fields: object) -> Report:
    assert send(browse, "/release", **fields).status_code == 303
    return db.session.query(Report).order_by(Report.version.desc()).first()


def outputs(browse, address: str, reader: str) -> dict[str, str]:
    """The page, PDF and spreadsheet at this address, as words."""
    person = browse(as_=reader)
    paper = PdfReader(BytesIO(person.get(f"{address}.pdf").data))
    book = load_workbook(BytesIO(person.get(f"{address}.xlsx").data))
    return {
        "page": person.get(address).text,
        "pdf": " ".join(" ".join(page.extract_text() for page in paper.pages).split()),
        "xlsx": " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value),
    }


def test_own_words_stand_in_the_page_the_pdf_and_the_spreadsheet(browse, event):
    close(event)

    report = released(browse, finding_objectives_kinds=FINDING, next=NEXT, talk=TALK)

    for name, text in outputs(browse, f"/reports/{report.public_id}", CLEO).items():
        for words in (FINDING, "What to do next", "Ask the branches what fast means.", "Which figure surprised you?"):
            assert words in text, (name, words)
        assert "Some headings above figures are the facilitator’s words." in text, name
        assert "Hit a number is named by nearly everyone." not in text, name
        assert report.hash in text.replace(" ", ""), name


def test_the_preview_is_what_the_client_will_get_and_says_that_it_is_a_draft(browse, event):
    close(event)
    assert send(browse, finding_objectives_kinds=FINDING, next=NEXT).status_code == 303

    for name, text in outputs(browse, f"{PATH}/preview", ADA).items():
        assert FINDING in text, name
        assert "Agree on one number." in text, name
        assert "A draft, not released" in text, name


def test_saving_may_lead_to_the_preview(browse, event):
    close(event)

    assert send(browse, then="look").headers["Location"].endswith(f"{PATH}/preview")


def test_a_worksheet_left_out_is_in_no_file_and_no_table(browse, event):
    close(event)

    report = released(browse, left_out="objectives")

    for name, text in outputs(browse, f"/reports/{report.public_id}", CLEO).items():
        assert "Hit a number" not in text, name
        assert "Your manager’s objectives" not in text, name
    assert browse(as_=CLEO).get(f"/reports/{report.public_id}/objectives-kinds.csv").status_code == 404


def test_one_worksheet_stays(browse, event):
    close(event)

    page = send(browse, "/release", left_out=["objectives", "needs"])

    assert page.status_code == 422
    assert "Keep at least one worksheet in the report." in page.text


def test_a_correction_takes_a_worksheet_out_says_so_and_none_comes_back(browse, event):
    close(event)
    released(browse)
    browse(as_=ADA).post(f"{PATH}/withdrawal")

    second = released(browse, left_out="objectives", sentence_4="A worksheet is gone.")
    text = browse(as_=CLEO).get(f"/reports/{second.public_id}").text
    browse(as_=ADA).post(f"{PATH}/withdrawal")
    third = released(browse, sentence_4="Another word.")

    assert "Corrected: A worksheet is gone. Not in this version any more: " in text
    for report in (second, third):
        assert [one.release.worksheet for one in released_content(db.session, report).chapters] == ["needs"]


def test_what_was_left_out_from_the_beginning_is_not_offered_in_a_correction(browse, event):
    close(event)
    released(browse, left_out="objectives")
    browse(as_=ADA).post(f"{PATH}/withdrawal")

    form = browse(as_=ADA).get(PATH).text

    assert 'value="needs"' in form
    assert 'value="objectives"' not in form


@pytest.mark.parametrize(("field", "longest"), [("finding_objectives_kinds", 120), ("next", 2000), ("talk", 3000)])
def test_a_draft_that_is_too_long_is_kept_and_not_released(browse, event, field, longest):
    close(event)
    words = "x" * (longest + 1)

    page = send(browse, "/release", **{field: words})

    assert page.status_code == 422
    assert f"{longest + 1} characters. Shorten it to {longest}." in page.text
    assert words in browse(as_=ADA).get(PATH).text
    assert not report_of(db.session, event).is_readable


def test_a_figure_that_is_not_shown_takes_no_finding(browse, event):
    close(event, n=4)

    report = released(browse, finding_objectives_kinds=FINDING)

    assert 'name="finding-objectives-kinds"' not in browse(as_=ADA).get(PATH).text
    assert FINDING not in browse(as_=CLEO).get(f"/reports/{report.public_id}").text


def test_the_first_draft_proposes_the_questions_of_the_worksheets(browse, event):
    close(event)

    assert "Which need surprised you" in browse(as_=ADA).get(PATH).text


def test_statements_may_be_left_out_while_six_stay(browse, event):
    batch = batch_of(event, "extra", "idea", kind="time")
    show(batch)
    close_event(db.session, event, now=utcnow())
    db.session.commit()
    form = browse(as_=ADA).get(PATH).text
    places = re.findall(rf'name="statements-{batch.public_id}" value="(\d+)"', form)
    name = f"statements-{batch.public_id}"

    refused = send(browse, "/release", **{name: places[:2]})
    report = released(browse, **{name: places[:1]})

    assert len(places) == 7
    assert refused.status_code == 422
    assert "At least 6 statements stay, or all are left out." in refused.text
    stayed = [words for words in SHARED if words in browse(as_=CLEO).get(f"/reports/{report.public_id}").text]
    assert len(stayed) == 6


def test_all_statements_may_be_left_out_and_do_not_come_back(browse, event):
    batch = batch_of(event, "extra", "idea", kind="time")
    show(batch)
    close_event(db.session, event, now=utcnow())
    db.session.commit()

    report = released(browse, **{f"statements-{batch.public_id}": "-1"})
    browse(as_=ADA).post(f"{PATH}/withdrawal")
    second = released(browse, sentence_4="Only a word.")

    for one in (report, second):
        assert [chapter.statements for chapter in released_content(db.session, one).chapters if chapter.statements] == []


def test_too_few_statements_are_never_shown_whatever_the_draft_says(browse, event):
    batch = batch_of(event, "extra", "idea", kind="time")
    show(batch)
    close_event(db.session, event, now=utcnow())
    db.session.commit()
    report = Report(event=event, created_at=utcnow(), choices=f'{{"statements": {{"{batch.public_id}": [0, 1, 2, 3]}}}}')
    db.session.add(report)

    report = release(event)

    assert [words for words in SHARED if words in browse(as_=CLEO).get(f"/reports/{report.public_id}").text] == []


def test_a_release_has_a_hash_of_all_it_says(browse, event):
    close(event)
    first = released(browse, next="One.", talk="Two.")
    hashes = [first.hash]
    assert first.hash == content_hash(first, released_content(db.session, first))
    for fields in ({"next": "One.\nTwo."}, {"next": "One.", "talk": "Two.", "finding_objectives_kinds": FINDING}):
        browse(as_=ADA).post(f"{PATH}/withdrawal")
        hashes.append(released(browse, sentence_4="x", **fields).hash)

    assert len(set(hashes)) == 3


@pytest.mark.parametrize(
    "change", [{"summary": "Other."}, {"next_steps": "Other."}, {"talk_guide": "Other."}, {"choices": "[]"}, {"hash": "0"}]
)
def test_the_database_keeps_what_was_released(event, change):
    report = release(close(event))

    for name, value in change.items():
        setattr(report, name, value)
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_words_typed_after_the_release_are_shown_and_change_nothing(browse, event):
    close(event)
    released(browse, next="As agreed.")

    page = browse(as_=ADA).post(PATH, data={"sentence-1": "Late.", "next": "Later still.", "talk": ""})

    assert page.status_code == 409
    assert "Later still." in page.text
    assert composition_of(report_of(db.session, event)).next_steps == "As agreed."


@pytest.mark.parametrize("reader", [BEN, CLEO, DORA, OMAR, None])
@pytest.mark.parametrize("end", ["", ".pdf", ".xlsx"])
def test_nobody_else_sees_a_draft(browse, event, harbour, reader, end):
    close(event)

    assert browse(as_=reader).get(f"{PATH}/preview{end}").status_code == (302 if reader is None else 404)
