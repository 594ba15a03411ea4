"""A certificate: made by whoever took part, once it is over, and looked up by whoever they give its number."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests import factories
from tests.cast import ADA, BEN, CLEO
from workshop.accounts.own_data import erase
from workshop.attendance.models import Certificate
from workshop.database import utcnow
from workshop.extensions import db

PAGE = "/workbook/HERON-42/certificate"


@pytest.fixture
def over(event):
    event.close(now=utcnow())
    db.session.commit()
    return event


def number_of(page: str) -> str:
    return re.search(r"/certificates/([\w-]{22})", page)[1]


def test_it_is_offered_once_the_event_is_over(event, browse):
    ben = browse(as_=BEN)
    assert "You can make it once the workshop is over." in ben.get(PAGE).text
    assert ben.post(PAGE, data={"name": "Ben Okoro"}).status_code == 409
    assert PAGE not in ben.get("/workbook/HERON-42").text

    event.close(now=utcnow())
    db.session.commit()

    assert PAGE in ben.get("/workbook/HERON-42").text
    assert 'value="Ben"' in ben.get(PAGE).text


def test_made_again_it_has_another_name_and_the_same_number(over, browse):
    ben = browse(as_=BEN)
    ben.post(PAGE, data={"name": "Ben Okoro"})
    first = number_of(ben.get(PAGE).text)

    ben.post(PAGE, data={"name": "Benedict Okoro"})

    assert number_of(ben.get(PAGE).text) == first
    assert "<bdi>Benedict Okoro</bdi>" in browse().get(f"/certificates/{first}").text


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_without_a_name_there_is_none_and_what_was_typed_is_still_there(over, browse, name):
    answer = browse(as_=BEN).post(PAGE, data={"name": name})

    assert answer.status_code == 422
    assert "Write the name that shall stand on it" in answer.text
    assert db.session.query(Certificate).count() == 0


def test_the_pdf_says_who_took_part_in_what_and_when_and_nothing_they_wrote(over, browse):
    ben = browse(as_=BEN)
    assert ben.get(f"{PAGE}.pdf").location == PAGE
    ben.post(PAGE, data={"name": "Ben Okoro"})

    answer = ben.get(f"{PAGE}.pdf")

    made = PdfReader(BytesIO(answer.data))
    words = " ".join(made.pages[0].extract_text().split())
    assert len(made.pages) == 1
    assert "Ben Okoro took part in Who are your customers?" in words
    assert number_of(ben.get(PAGE).text) in words.replace(" ", "")
    assert "Ada" in words


def test_whoever_has_the_number_reads_name_event_and_day_alone(over, browse):
    ben = browse(as_=BEN)
    ben.post(PAGE, data={"name": "Ben Okoro"})

    page = browse().get(f"/certificates/{number_of(ben.get(PAGE).text)}")

    assert (page.status_code, page.headers["Referrer-Policy"]) == (200, "no-referrer")
    main = page.text.split("<main")[1].split("</main>")[0]
    assert "took part in ‘Who are your customers?’" in main
    assert [word for word in (BEN, "Northgate", "HERON-42", "Claims") if word in main] == []
    assert browse().get("/certificates/" + "x" * 22).status_code == 404


def test_it_no_longer_holds_once_the_seat_is_taken_away(over, browse):
    ben = browse(as_=BEN)
    ben.post(PAGE, data={"name": "Ben Okoro"})
    number = number_of(ben.get(PAGE).text)

    factories.seat_of(over, BEN).removed_at = utcnow()
    db.session.commit()

    page = browse().get(f"/certificates/{number}").text
    assert ("This certificate no longer holds" in page, "Ben Okoro" in page) == (True, False)
    assert ben.get(PAGE).status_code == 404


def test_erased_its_number_shows_nothing(over, browse, settings):
    ben = browse(as_=BEN)
    ben.post(PAGE, data={"name": "Ben Okoro"})
    number = number_of(ben.get(PAGE).text)

    erase(db.session, factories.user(BEN), pepper=settings.secret_key, now=utcnow())
    db.session.commit()

    assert browse().get(f"/certificates/{number}").status_code == 404


def test_an_address_that_nobody_proved_has_none(over, browse):
    seat = factories.seat(over, factories.user("nia@demo.example", is_proven=False))
    nia = browse(as_=seat.user)

    assert "Prove my address" in nia.get(PAGE).text
    assert nia.post(PAGE, data={"name": "Nia"}).status_code == 409


@pytest.mark.parametrize("reader", [ADA, CLEO])
def test_nobody_else_reaches_it(over, browse, reader):
    assert browse(as_=reader).get(PAGE).status_code == 404
    assert browse(as_=reader).post(PAGE, data={"name": "Ben"}).status_code == 404
