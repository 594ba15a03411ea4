"""Questions come from moulds that everybody shares: each looks as if it were drawn afresh, and holds nobody else's words."""

import pytest

from tests import factories
from tests.cast import BEN
from workshop.answers.own import OwnEntry
from workshop.web import moulds
from workshop.workbook.controls import Control, Words
from workshop.workbook.drawing import MACROS, draw_control
from workshop.worksheets.catalogue import asked_worksheet
from workshop.worksheets.definition import Kind

NEEDS = ("speed", "right", "clarity", "ease", "value")
ENTRY = "6f1d5c0a-2b7e-5a43-9c1f-0d8e7b6a5c43"
TYPED = ("", 'Cut open claims <now> & "then"', "\nA line\nand another", "é" * 501)


def shown(question) -> list:
    """What the question may hold, as a browser sends it."""
    keys = [option.key for option in question.options]
    match question.kind:
        case Kind.SHORT | Kind.LONG:
            return list(TYPED)
        case Kind.DAY:
            return ["", "2026-11-30"]
        case Kind.CHIPS:
            return [(), tuple(keys), (keys[-1],)]
        case Kind.SCALE:
            return ["", "1", "5", "dont_know"]
        case _:
            return ["", *keys]


@pytest.mark.parametrize("key", [*factories.WORKSHEETS, "closing"])
@pytest.mark.parametrize("hidden_label", ["", "(customer 2)"])
def test_a_question_from_a_mould_is_the_question_drawn_afresh(app, key, hidden_label):
    worksheet = asked_worksheet(key, None, NEEDS)
    afresh = app.jinja_env.get_template(MACROS).module.control

    with app.test_request_context(base_url="http://localhost"):
        for question in (*worksheet.questions, *worksheet.once):
            for value in shown(question):
                one = Control(worksheet, question, OwnEntry(ENTRY), (), hidden_label, Words(value))
                assert draw_control(app.jinja_env, one) == afresh(one)


def test_what_one_person_wrote_is_kept_in_no_mould(open_sheet, app):
    sheet = open_sheet("objectives", as_=BEN)
    sheet.press(sheet.open().fill("objective", "The canary sings at 4:15"))

    assert "The canary sings at 4:15" in sheet.browser.get(sheet.path).text
    assert moulds._kept[app.jinja_env]
    assert not [one for one in moulds._kept[app.jinja_env].values() if "canary" in "".join(one._parts)]


def test_a_change_of_the_events_settings_is_on_the_next_page(open_sheet, event):
    sheet = open_sheet("objectives")
    sheet.open()
    event.title, event.floor = "Whom do you serve?", 11
    factories.db.session.commit()

    page = sheet.browser.get(sheet.path).text

    assert "Whom do you serve?" in page
    assert "at least 10 other people" in page
