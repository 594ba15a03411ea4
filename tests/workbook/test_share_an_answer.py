"""Ben shares one answer without his name: he looks at it first, agrees, and may take it back until it is gathered."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from tests import factories
from tests.cast import ADA, BEN, CLEO
from tests.insights.people import write
from workshop.answers.models import Answer, Share
from workshop.database import utcnow
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.insights.models import StatementBatch

PAGE = "/workbook/HERON-42/objectives/sharing"
WORDS = "Help Amira cut claims to 500 by June."


@pytest.fixture
def ben(browse, event):
    factories.seat(event, "amira@demo.example")
    seat = db.session.scalars(select(Participant).where(Participant.user_id == factories.user(BEN).id)).one()
    write(seat, "objectives", {"objective": WORDS, "kind": "target", "sure": "told"}, {"objective": "Be left in peace."})
    db.session.commit()
    return browse(as_=BEN)


def entry_of(words: str) -> str:
    return db.session.scalars(select(Answer.entry_id).where(Answer.text == words)).one()


def look(ben, words: str = WORDS) -> str:
    return ben.post(f"{PAGE}/objective/preview", data={"entry": entry_of(words)}).text


def agree(ben, words: str = WORDS):
    fields = dict(re.findall(r'name="(entry|was)" value="([^"]*)"', look(ben, words)))
    return ben.post(f"{PAGE}/objective", data=fields)


def shares() -> list[Share]:
    return list(db.session.scalars(select(Share)))


def test_nothing_is_shared_until_he_says_so(ben):
    assert "Nothing here is shared unless you say so." in ben.get(PAGE).text
    look(ben)

    assert shares() == []


def test_he_reads_it_as_others_would_with_what_could_give_somebody_away(ben):
    page = look(ben)

    for words in (WORDS, "<strong>Amira</strong>", "<strong>500</strong>", "<strong>June</strong>", "A way of writing"):
        assert words in page


def test_he_agrees_and_takes_it_back(ben):
    agree(ben)
    assert ("You share this." in ben.get(PAGE).text, len(shares())) == (True, 1)

    ben.post(f"{PAGE}/objective/withdrawal")

    assert ("You share this." in ben.get(PAGE).text, shares()) == (False, [])


def test_one_answer_of_a_question_at_most(ben):
    agree(ben)

    agree(ben, "Be left in peace.")

    assert [one.entry_id for one in shares()] == [entry_of("Be left in peace.")]


def test_words_that_changed_meanwhile_are_not_shared(ben):
    page = ben.post(f"{PAGE}/objective", data={"entry": entry_of(WORDS), "was": "0" * 16})

    assert (page.location, shares()) == (PAGE, [])


def test_of_others_he_can_share_nothing(ben, event):
    write(factories.seat(event, "p1@demo.example"), "objectives", {"objective": "Not his.", "kind": "target"})
    db.session.commit()

    ben.post(f"{PAGE}/objective", data={"entry": entry_of("Not his."), "was": "0" * 16})

    assert shares() == []


def test_what_is_not_offered_is_not_there(ben):
    for question in ("kind", "help", "nothing"):
        assert ben.post(f"{PAGE}/{question}", data={}).status_code == 404


def test_once_gathered_nothing_is_added_and_nothing_taken_back(ben, event):
    agree(ben)
    step = factories.step(event, "objectives")
    db.session.add(StatementBatch(step=step, question="objective", made_at=utcnow(), statements="[]"))
    db.session.commit()

    ben.post(f"{PAGE}/objective/withdrawal")

    assert len(shares()) == 1
    assert "Nothing can be added" in ben.get(PAGE).text


def test_where_one_manager_leads_them_nothing_about_that_manager_is_shared(ben, event):
    event.is_led_by_one_manager = True
    db.session.commit()

    assert "all of it stays with you" in ben.get(PAGE).text
    assert ben.post(f"{PAGE}/objective/preview").status_code == 404


@pytest.mark.parametrize("reader", [ADA, CLEO, "p9@demo.example"])
def test_the_page_is_his_alone(ben, browse, reader):
    assert browse(as_=reader).get(PAGE).status_code == 404


def test_where_the_one_text_is_still_empty_the_page_leads_to_its_field_unfolded(event, browse):
    ben = browse(as_=BEN)
    page = ben.get("/workbook/HERON-42/needs/sharing").text
    href, words = re.search(r'<a href="([^"]*detail=[^"]*)">([^<]*)<', page).groups()
    path, _hash, field = unescape(href).partition("#")

    sheet = ben.get(path).text

    assert "you have left it empty" in page
    assert words == "Write “The need in your words”"
    folded = sheet.partition(f'id="{field}"')[0].rpartition("<details")[2]
    assert folded.startswith(' class="more" open>')
    assert sheet.count('class="more" open') == 1


def test_no_page_leads_to_a_field_that_takes_no_more_words(event, browse):
    factories.step(event, "needs").close(now=utcnow())
    db.session.commit()

    page = browse(as_=BEN).get("/workbook/HERON-42/needs/sharing").text

    assert ("you have left it empty" in page, "detail=" in page) == (True, False)
