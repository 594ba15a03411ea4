"""A participant's own page: their actions, and how they go, said at any time; in their download, and gone with them."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests import factories
from tests.actions.people import CUE, SETTINGS, WILL, agree, local, move_to
from tests.cast import ADA, BEN
from workshop.accounts.own_data import erase, export
from workshop.actions.models import Action, Asking, CheckIn
from workshop.database import utcnow
from workshop.extensions import db

PAGE = "/workbook/HERON-42/actions"
TUESDAY = local(2027, 3, 2)


def say(browse, action: Action, **typed):
    return browse(as_=BEN).post(f"{PAGE}/{action.public_id}", data={f"{action.public_id}.{k}": v for k, v in typed.items()})


def test_before_any_yes_it_says_where_to_write_one(event, browse):
    page = browse(as_=BEN).get(PAGE)

    assert (page.status_code, "You have no action here that we may ask about." in page.text) == (200, True)


def test_it_lists_the_action_and_takes_an_answer_before_anybody_asks(event, browse):
    action = agree(event, BEN)
    before = browse(as_=BEN).get(PAGE).text

    answer = say(browse, action, went="partly", barriers="time")

    assert f"When {CUE}, I will {WILL}" in before
    assert answer.status_code == 303
    assert [(one.wave, one.went) for one in db.session.scalars(select(CheckIn))] == [(7, "partly")]


@pytest.mark.parametrize(("days", "wave"), [(1, 7), (20, 7), (25, 30), (120, 0)])
def test_what_is_said_belongs_to_the_wave_that_is_open_or_comes_next(event, browse, days, wave):
    move_to(event, TUESDAY)
    action = agree(event, BEN, now=TUESDAY)

    with time_machine.travel(TUESDAY + timedelta(days=days), tick=False):
        say(browse, action, went="not_yet")

    assert list(db.session.scalars(select(CheckIn.wave))) == [wave]


def test_without_a_choice_it_says_so(event, browse):
    page = say(browse, agree(event, BEN), will="nod")

    assert (page.status_code, "Choose how it went" in page.text, "nod" in page.text) == (422, True, True)


def test_it_stops_and_takes_up_the_asking(event, browse):
    agree(event, BEN)
    browse(as_=BEN).post(f"{PAGE}/ending")
    stopped = "We ask you no more about this." in browse(as_=BEN).get(PAGE).text
    browse(as_=BEN).post(f"{PAGE}/again")

    assert (stopped, "We ask you no more about this." in browse(as_=BEN).get(PAGE).text) == (True, False)


def test_nobody_answers_for_somebody_else(event, browse):
    action = agree(event, BEN)
    factories.seat(event, "eli@demo.example")

    seen = [
        browse(as_=who).post(f"{PAGE}/{action.public_id}", data={f"{action.public_id}.went": "done"}).status_code
        for who in ("eli@demo.example", ADA)
    ]

    assert (seen, list(db.session.scalars(select(CheckIn)))) == ([404, 404], [])


def test_it_is_in_the_download_and_all_of_it_goes_with_the_person(event, browse):
    say(browse, agree(event, BEN), went="partly", barriers="time")
    ben = factories.user(BEN)
    (told,) = export(db.session, ben)["actions"]

    erase(db.session, ben, pepper=SETTINGS.secret_key, now=utcnow())
    db.session.commit()

    assert (told["i_will"], told["check_ins"][0]["went"], told["check_ins"][0]["barriers"]) == (WILL, "partly", "time")
    assert [db.session.scalars(select(table)).all() for table in (Action, CheckIn, Asking)] == [[], [], []]
