"""Every figure that was added up is there as a picture and as values; nothing else is."""

import csv
import struct
from io import StringIO

import pytest
from sqlalchemy import select

from tests import factories
from tests.cast import ADA
from tests.room.rooms import fill
from workshop.audit.models import AuditEntry
from workshop.database import utcnow
from workshop.extensions import db
from workshop.figures.table import BYTE_ORDER_MARK
from workshop.insights.adding_up import add_up

SENTENCE = "Not shown, to protect the people behind it."
NEEDS = "/events/HERON-42/results/needs-importance-delivery"


def added_up(event, n: int) -> None:
    fill(event, n=n)
    add_up(db.session, factories.step(event, "needs"), now=utcnow())
    db.session.commit()


def values(answer) -> list[list[str]]:
    return list(csv.reader(StringIO(answer.get_data(as_text=True).removeprefix(BYTE_ORDER_MARK))))


def test_values_are_those_of_the_page(event, browse):
    added_up(event, 24)
    ada = browse(as_=ADA)

    page, rows = ada.get("/events/HERON-42/results"), values(ada.get(f"{NEEDS}.csv"))

    assert rows[0] == [event.title]
    assert rows[3][:4] == ["Need", "Importance", "Delivery", "Gap"]
    assert [cell for row in rows[4:] for cell in row[:4] if cell not in page.text] == []


def test_a_picture_is_as_wide_as_a_slide(event, browse):
    added_up(event, 12)

    answer = browse(as_=ADA).get(f"{NEEDS}.png")

    assert answer.content_type == "image/png"
    assert struct.unpack(">II", answer.data[16:24]) == (1920, 1080)


def test_files_are_found_from_the_page_of_results(event, browse):
    added_up(event, 12)

    page = browse(as_=ADA).get("/events/HERON-42/results").text

    assert [kind for kind in ("png", "svg", "csv") if f'href="{NEEDS}.{kind}"' not in page] == []


def test_before_adding_up_there_is_no_file(event, browse):
    fill(event, n=12)

    assert browse(as_=ADA).get(f"{NEEDS}.csv").status_code == 404


@pytest.mark.parametrize("kind", ["svg", "csv"])
def test_from_no_person_to_five_a_file_is_the_same_to_the_byte(event, browse, kind):
    made = []
    for people in (0, 3, 2):
        added_up(event, people)
        made.append(browse(as_=ADA).get(f"{NEEDS}.{kind}").data)

    assert SENTENCE in made[0].decode()
    assert made[1:] == made[:2]


@pytest.mark.parametrize("path", ["needs-nothing.csv", "needs-importance-delivery.pdf", "needs-importance-delivery-999.svg"])
def test_what_is_no_figure_is_not_found(event, browse, path):
    added_up(event, 12)

    assert browse(as_=ADA).get(f"/events/HERON-42/results/{path}").status_code == 404


def test_taking_a_figure_away_is_noted(event, browse):
    added_up(event, 24)
    ada = browse(as_=ADA)
    ada.get(f"{NEEDS}.csv")
    ada.head(f"{NEEDS}.csv")

    noted = db.session.execute(select(AuditEntry.act, AuditEntry.subject)).all()
    assert [tuple(one) for one in noted if one.act == "figure.exported"] == [
        ("figure.exported", "HERON-42/needs-importance-delivery.csv")
    ]
