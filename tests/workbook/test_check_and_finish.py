"""Check and finish: everything in words and a way to change it, what is complete marked done, the action read once more."""

import re

import pytest
from sqlalchemy import select, update

from tests import factories
from tests.cast import BEN
from workshop.accounts.models import SignIn
from workshop.answers.models import Sheet
from workshop.extensions import db
from workshop.mail.models import OutgoingMail
from workshop.worksheets.consistency import RESERVED

CHECK, FINISHED = "/workbook/HERON-42/check", "/workbook/HERON-42/finished"


@pytest.fixture
def ben(open_sheet):
    """Ben's browser, with a complete worksheet 1, half a worksheet 2 and an action."""
    objectives = open_sheet("objectives")
    form = objectives.open().fill("objective", "Fewer open claims").fill("kind", "target").fill("sure", "told")
    objectives.press(form)
    needs = open_sheet("needs")
    needs.press(needs.open().fill("who", "Branch advisers").fill("importance.speed", "5", entry=0))
    action = open_sheet("action")
    action.press(action.open().fill("when", "When the Thursday meeting ends,").fill("will", "ask her what must not slip."))
    return objectives.browser


def done() -> set[str]:
    """Keys of the worksheets that are done."""
    return {sheet.step.worksheet_key for sheet in db.session.scalars(select(Sheet)) if sheet.done_at is not None}


def letters() -> list[OutgoingMail]:
    return list(db.session.scalars(select(OutgoingMail)))


def test_every_answer_stands_there_in_words_with_a_link_that_names_what_it_changes(ben):
    page = ben.get(CHECK).text

    changes = re.findall(r'href="([^"]+)">Change<span class="visually-hidden"> ([^<]+)</span>', page)
    who = next(href for href, what in changes if what == "Who are they? (customer 1)")
    field = who.partition("#")[2]
    assert "5 of 5 – They’d go elsewhere or stop" in page
    assert '<dd class="blank">Left blank</dd>' in page
    assert f'id="{field}"' in ben.get(who.partition("#")[0]).text
    assert len({what for _, what in changes}) == len(changes)


def test_what_keeps_a_worksheet_from_being_done_is_said_with_the_way_there(ben):
    page = ben.get(CHECK).text

    assert "answers are missing before it is done:" in page
    assert "Choose at least one for ‘What do they need?’ (customer 1)" in page


def test_finishing_marks_what_is_complete_and_leaves_the_rest_in_progress(ben):
    answer = ben.post(CHECK.replace("check", "finished"))

    assert (answer.status_code, answer.location) == (303, FINISHED)
    assert done() == {"objectives"}


def test_afterwards_the_action_is_read_once_more_as_a_sentence(ben):
    ben.post(FINISHED)

    page, once_more = ben.get(FINISHED).text, ben.get(FINISHED).text

    assert "<h1>That’s your workbook.</h1>" in page
    assert "When the Thursday meeting ends, I will ask her what must not slip." in page
    assert "Telling one person helps. Only if you want to." in page
    assert "We’ve e-mailed you a link: look at b…n@demo.example." in page
    assert "We’ve e-mailed you a link" not in once_more


def test_one_letter_brings_the_way_back_and_quotes_nothing(ben):
    ben.post(FINISHED)
    ben.post(FINISHED)

    [letter] = letters()
    assert letter.to_address == BEN
    assert "http://localhost/workbook/HERON-42\n" in letter.text
    assert "claims" not in letter.text + letter.subject
    assert "slip" not in letter.text + letter.subject


def test_on_a_phone_that_is_not_ones_own_finishing_signs_out_and_shows_the_action_a_last_time(ben):
    db.session.execute(update(SignIn).values(is_shared=True))
    db.session.commit()
    assert "finishing signs you out here" in ben.get(CHECK).text

    answer = ben.post(FINISHED)

    assert answer.status_code == 200
    assert "ask her what must not slip." in answer.text
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert done() == {"objectives"}
    assert ben.get(FINISHED).location.startswith("/sign-in")


def test_without_an_action_the_page_says_how_to_write_one(open_sheet):
    page = open_sheet("objectives").browser.get(FINISHED).text

    assert "There is no action in it yet." in page
    assert 'href="/workbook/HERON-42/action"' in page


def test_a_closed_event_is_there_to_read_and_not_to_change(ben, event):
    event.close(now=event.ends_at)
    db.session.commit()

    page = ben.get(CHECK).text

    assert "Fewer open claims" in page
    assert ">Change<" not in page
    assert ben.post(FINISHED).status_code == 303
    assert done() == set()


def test_a_question_that_does_not_apply_is_not_called_blank(open_sheet):
    strengths = open_sheet("strengths")
    strengths.press(strengths.open().fill("strength", "Plain words").fill("channel", "none"))

    assert "Does it work?" not in strengths.browser.get(CHECK).text


def test_the_contents_lead_here(ben):
    assert f'href="{CHECK}"' in ben.get("/workbook/HERON-42").text


def test_every_page_beside_the_worksheets_is_reserved_as_a_key(app):
    rules = [rule.rule.removeprefix("/workbook/<code>/") for rule in app.url_map.iter_rules()]
    beside = {rule for rule in rules if re.fullmatch("[a-z_]+", rule)}

    assert {"check", "finished", "print", "tipsheet"} <= beside
    assert beside <= RESERVED
    assert not RESERVED & set(factories.WORKSHEETS)


def test_a_closed_event_offers_the_action_and_no_finishing(ben, event):
    event.close(now=event.ends_at)
    db.session.commit()

    page = ben.get(CHECK).text

    assert "Read my action once more" in page
    assert f'action="{FINISHED}"' not in page
