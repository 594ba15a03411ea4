"""One's own data as a PDF: all of it, and nobody else's."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests import factories
from tests.cast import ADA, BEN, DORA
from tests.insights.people import write
from workshop.accounts.own_document import Said, own_document
from workshop.extensions import db


def document(browse, person, paper="") -> PdfReader:
    answer = browse(as_=person).get(f"/account/data.pdf{paper}")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("application/pdf", "no-store")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.pdf"'
    return PdfReader(BytesIO(answer.data))


def words(pdf: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


def test_it_holds_ones_own_words_and_nobody_elses(event, browse):
    seat = factories.seat(event, "mia@demo.example")
    write(seat, "objectives", {"objective": "Fewer *open* claims #1 & <soon>", "kind": "target", "sure": "told"})
    db.session.commit()

    text = words(document(browse, seat.user))

    wanted = ["My data", "mia@demo.example", "HERON-42", "Fewer *open* claims #1 & <soon>", "Hit a number", "Devices"]
    assert [one for one in wanted if one not in text] == []
    assert [one for one in (ADA, BEN, DORA) if one in text] == []


def test_it_is_tagged_and_has_title_and_language(event, browse):
    pdf = document(browse, BEN, "?paper=letter")

    assert "pdfuaid" in pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert (pdf.metadata.title, pdf.trailer["/Root"]["/Lang"]) == ("My data", "en")
    assert round(float(pdf.pages[0].mediabox.width)) == 612


@pytest.mark.parametrize("person", [BEN, ADA])
def test_everybody_gets_one(event, browse, person):
    assert person in words(document(browse, person))


def test_whatever_is_kept_stands_in_the_document():
    said = Said(str.upper, lambda key: f"one of {key}", lambda at: at[:10], yes="yes", no="no", nothing="nothing")
    own = {
        "person": {"name": "Ben", "seen_at": "2026-01-01T10:00:00+00:00", "missing": None, "is_here": True},
        "seats": [
            {
                "title": "First",
                "id": "a5",
                "chips": ["a", "b"],
                "answers": [{"label": "Who?", "answer": "x", "words": "X!"}],
            },
            {"n": 2, "inside": {"deep": "down"}, "entries": [{"a": "b"}]},
        ],
        "nothing": [],
    }

    parts = own_document(own, said)

    assert [(part["heading"], part["level"], part["rows"]) for part in parts] == [
        ("PERSON", 1, [("NAME", "Ben"), ("SEEN_AT", "2026-01-01"), ("IS_HERE", "yes")]),
        ("SEATS", 1, []),
        ("First", 2, [("CHIPS", "a, b"), ("Who?", "X!")]),
        ("one of seats 2", 2, [("N", "2")]),
        ("INSIDE", 3, [("DEEP", "down")]),
        ("one of entries 1", 3, [("A", "b")]),
        ("NOTHING", 1, [("", "nothing")]),
    ]
