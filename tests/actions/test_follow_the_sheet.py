"""An action comes to be with its writer's yes, follows the sheet, and goes with the yes."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from tests import factories
from tests.actions.people import SECRET, SETTINGS, agree, seat_of
from tests.answers.pages import Page, texts
from tests.cast import BEN
from workshop.actions.answering import Given, hear
from workshop.actions.following import actions_of, follow
from workshop.actions.models import Action, Asking, CheckIn
from workshop.actions.running import forget_removed_actions
from workshop.database import utcnow
from workshop.extensions import db

MAY_ASK = {"once": [7], "series": [7, 30, 90], "no": [], "": []}


def write(event, browse, **typed: str) -> None:
    """Ben writes this on worksheet 5 and presses Save."""
    page = Page(event, "action")
    for question, words in typed.items():
        page.type(question, words)
    answer = browse(as_=BEN).post("/workbook/HERON-42/action", data=page.form())
    assert answer.status_code == 303


def known() -> list[tuple[str, str]]:
    """The actions that may be asked about, in words."""
    return [(one.cue, one.will) for one in db.session.scalars(select(Action).order_by(Action.id))]


def said() -> list[str]:
    """What was said of how they went."""
    return list(db.session.scalars(select(CheckIn.went)))


def speak(event) -> datetime:
    """Ben says that his action went partly; when he had agreed."""
    (action,) = actions_of(db.session, seat_of(event, BEN))
    hear(db.session, action, Given({"went": "partly"}), wave=7, pepper=SECRET, now=utcnow())
    db.session.commit()
    return action.agreed_at


def waves() -> list[int]:
    """The waves in which anybody will be asked."""
    return list(db.session.scalars(select(Asking.wave).where(Asking.ended_at.is_(None)).order_by(Asking.wave)))


@pytest.mark.parametrize("may_ask", MAY_ASK)
def test_with_a_yes_alone_it_is_known_and_asked_about_as_agreed(event, browse, may_ask):
    write(event, browse, when="the meeting ends", will="ask her", may_ask=may_ask)

    assert known() == ([("the meeting ends", "ask her")] if MAY_ASK[may_ask] else [])
    assert waves() == MAY_ASK[may_ask]


def test_a_yes_to_nothing_written_is_kept_on_the_sheet_alone(event, browse):
    write(event, browse, when="the meeting ends", may_ask="series")

    assert (known(), waves()) == ([], [])


def test_changes_of_the_sheet_follow(event, browse):
    write(event, browse, when="the meeting ends", will="ask her", may_ask="series")

    write(event, browse, will="ask him", may_ask="once")

    assert (known(), waves()) == ([("the meeting ends", "ask him")], [7])


def test_taking_the_yes_back_ends_it_and_its_copy_is_gone(event, browse):
    write(event, browse, when="the meeting ends", will="ask her", may_ask="series")

    write(event, browse, may_ask="no")

    assert (known(), waves(), said()) == ([], [], [])


def test_a_pause_with_the_words_cleared_deletes_nothing_of_what_was_said(event, browse):
    write(event, browse, when="the meeting ends", will="ask her", may_ask="series")
    agreed_at = speak(event)

    write(event, browse, when="", will="")
    cleared = known(), waves(), said()
    write(event, browse, when="it is Friday", will="ask him")

    assert cleared == ([("the meeting ends", "ask her")], [7, 30, 90], ["partly"])
    assert (known(), waves(), said()) == ([("it is Friday", "ask him")], [7, 30, 90], ["partly"])
    assert db.session.scalars(select(Action.agreed_at)).all() == [agreed_at]


def test_other_worksheets_hand_nothing_on(event, browse):
    page = Page(event)
    page.type("objective", "Cut open claims")
    browse(as_=BEN).post("/workbook/HERON-42/objectives", data=page.form())

    assert (texts(event)[0], known()) == ("Cut open claims", [])


def test_a_deleted_entry_takes_its_action_along_until_it_is_restored_with_what_was_said(event, browse):
    page = Page(event, "action")
    for question, words in {"when": "the meeting ends", "will": "ask her", "may_ask": "once"}.items():
        page.type(question, words)
    browse(as_=BEN).post("/workbook/HERON-42/action", data=page.form())
    again = Page(event, "action")

    speak(event)
    browse(as_=BEN).post("/workbook/HERON-42/action", data=again.form(f"remove-{again.order[0]}"))
    listed, asked = actions_of(db.session, seat_of(event, BEN)), waves()
    restoring = Page(event, "action")
    browse(as_=BEN).post("/workbook/HERON-42/action", data=restoring.form(f"restore-{again.order[0]}"))

    assert (listed, asked) == ([], [])
    assert (known(), waves(), said()) == ([("the meeting ends", "ask her")], [7], ["partly"])


def test_what_was_said_of_a_deleted_entry_is_gone_when_nobody_can_restore_it_any_more(event):
    seat, now = seat_of(event, BEN), utcnow()
    agree(event, BEN)
    follow(db.session, seat, [], removed=["1"], pepper=SECRET, now=now)
    left = []
    for closed_at, days in ((None, 3), (now, 0), (now, 2)):
        event.closed_at = closed_at
        forget_removed_actions(db.session, settings=SETTINGS, now=now + timedelta(days=days))
        left.append(len(known()))

    assert left == [1, 1, 0]


def test_an_entry_gone_for_good_takes_its_action_along(event):
    agree(event, BEN)

    follow(db.session, seat_of(event, BEN), [], pepper=SECRET, now=utcnow())

    assert (known(), waves()) == ([], [])


def test_made_up_people_of_a_rehearsal_are_asked_nothing(event, browse):
    other = factories.event(event.client, code="OTTER-17", teams=("Claims",))
    event.rehearsal_of_id = other.id
    db.session.commit()

    write(event, browse, when="the meeting ends", will="ask her", may_ask="series")

    assert (known(), waves(), seat_of(event, BEN).event.code) == ([], [], "HERON-42")
