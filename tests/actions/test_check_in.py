"""The page behind a letter's link: nothing by fetching it, the words after a button, an answer by pressing Save."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests.actions.people import CUE, SECRET, WILL, agree, asking_of, link_of, local, move_to, seat_of
from tests.cast import BEN
from workshop.actions.following import Written, follow
from workshop.actions.models import Action, CheckIn
from workshop.extensions import db

TUESDAY = local(2027, 3, 2)
ASKED = local(2027, 3, 9, 9)


@pytest.fixture
def held(event):
    move_to(event, TUESDAY)
    agree(event, BEN, now=TUESDAY)
    with time_machine.travel(ASKED, tick=False):
        yield event


def own() -> Action:
    return db.session.scalars(select(Action)).one()


def said() -> list[tuple[int, str, str]]:
    return [(one.wave, one.went, one.barriers) for one in db.session.scalars(select(CheckIn))]


def fields(**typed) -> dict[str, object]:
    """What the form about the only action sends."""
    return {f"{own().public_id}.{key}": value for key, value in typed.items()}


def test_fetching_the_link_stores_nothing_and_shows_no_word_of_the_action(held, browse):
    path, scanner = link_of(held, BEN), browse()

    pages = [scanner.open(path + query, method=method) for query in ("", "?went=done") for method in ("GET", "HEAD") * 5]

    assert {page.status_code for page in pages} == {200}
    assert said() == []
    assert [page for page in pages if CUE in page.text or WILL in page.text] == []
    assert (own().is_asked_about, asking_of(held, BEN).answered_at) == (True, None)


def test_the_button_shows_the_words_with_the_choice_of_the_letter_and_stores_nothing(held, browse):
    page = browse().post(link_of(held, BEN), data={"went": "partly"})

    assert page.status_code == 200
    assert f"When {CUE}, I will {WILL}" in page.text
    assert 'value="partly" checked' in page.text
    assert said() == []


def test_an_answer_is_kept_without_signing_in(held, browse):
    visitor = browse()
    answer = visitor.post(f"{link_of(held, BEN)}/answers", data=fields(went="stuck", barriers=["time", "forgot"]))

    assert (answer.status_code, said()) == (303, [(7, "stuck", "forgot,time")])
    assert "You can change your answer until March 23, 2027" in visitor.get(link_of(held, BEN)).text


def test_everything_but_how_it_went_may_be_left_out(held, browse):
    browse().post(f"{link_of(held, BEN)}/answers", data=fields(went="done"))

    assert said() == [(7, "done", "")]


def test_no_wave_asks_more_than_four_questions(held, browse):
    counts = {}
    for wave in (7, 30, 90):
        with time_machine.travel(asking_of(held, BEN, wave).opens_at, tick=False):
            page = browse().post(link_of(held, BEN, wave)).text
        names = {
            one for one in ("went", "barriers", "plan", "often", "result", "note") if f'{own().public_id}.{one}"' in page
        }
        counts[wave] = len(names)

    assert counts == {7: 3, 30: 4, 90: 4}


def test_without_a_choice_the_page_says_so_and_what_was_typed_is_there(held, browse):
    page = browse().post(f"{link_of(held, BEN)}/answers", data=fields(barriers=["time"], will="something smaller"))

    assert page.status_code == 422
    assert "Choose how it went: one of the five." in page.text
    assert 'value="time" checked' in page.text
    assert "something smaller" in page.text
    assert said() == []


def test_what_is_too_long_is_refused_in_words_and_kept_on_the_page(held, browse):
    page = browse().post(f"{link_of(held, BEN)}/answers", data=fields(went="partly", plan="change", will="x" * 2001))

    assert page.status_code == 422
    assert "Write at most 2000 characters here." in page.text
    assert "x" * 2001 in page.text


@pytest.mark.parametrize("strange", ["", "perfectly", "done,partly"])
def test_what_the_page_never_offers_is_not_kept(held, browse, strange):
    answer = browse().post(f"{link_of(held, BEN)}/answers", data=fields(went=strange, barriers=["stars"]))

    assert (answer.status_code, said()) == (422, [])


def test_an_answer_can_be_changed_until_the_wave_closes(held, browse):
    browse().post(f"{link_of(held, BEN)}/answers", data=fields(went="not_yet"))
    with time_machine.travel(ASKED + timedelta(days=13), tick=False):
        browse().post(f"{link_of(held, BEN)}/answers", data=fields(went="partly"))
    with time_machine.travel(ASKED + timedelta(days=14, hours=1), tick=False):
        late = browse().post(f"{link_of(held, BEN)}/answers", data=fields(went="done"))
        page = browse().get(link_of(held, BEN))

    assert (late.status_code, page.status_code, said()) == (410, 410, [(7, "partly", "")])
    assert "This round ended on March 23, 2027." in page.text


@pytest.mark.parametrize("path", ["", "/answers", "/ending", "/again"])
def test_an_unknown_token_gets_its_sentence(held, browse, path):
    page = browse().post(f"/check-in/{'x' * 43}{path}")

    assert page.status_code == 404
    assert "This link no longer works" in page.text


def test_the_token_of_a_wave_is_no_token_of_anything_else(held, browse):
    token = link_of(held, BEN).rpartition("/")[2]

    assert [browse().get(f"/{door}/{token}").status_code for door in ("subscription", "invitation")] == [404, 404]


def test_the_plan_may_be_made_smaller_and_the_sheet_keeps_what_it_said(held, browse):
    browse().post(f"{link_of(held, BEN)}/answers", data=fields(went="stuck", plan="shrink", cue="I see her", will="nod"))
    page = browse(as_=BEN).get("/workbook/HERON-42/actions").text

    assert (own().cue, own().will) == ("I see her", "nod")
    assert "When I see her, I will nod" in page


def test_words_for_a_plan_that_is_kept_change_nothing(held, browse):
    browse().post(f"{link_of(held, BEN)}/answers", data=fields(went="stuck", plan="keep", cue="x", will="y"))

    assert (own().cue, own().will) == (CUE, WILL)


@pytest.mark.parametrize(
    ("went", "words"), [("not_yet", "Fine. Pick the next chance."), ("stuck", "Noted. Trying was worth it")]
)
def test_nobody_is_blamed(held, browse, went, words):
    visitor = browse()

    visitor.post(f"{link_of(held, BEN)}/answers", data=fields(went=went))

    assert words in visitor.get(link_of(held, BEN)).text


def test_stop_asking_me_and_back_again(held, browse):
    visitor, path = browse(), link_of(held, BEN)
    visitor.post(f"{path}/ending")
    stopped, page = own().is_asked_about, visitor.get(path).text
    visitor.post(f"{path}/again")

    assert (stopped, own().is_asked_about) == (False, True)
    assert "We ask you no more about this." in page


def test_stopping_works_after_the_wave_is_closed(held, browse):
    with time_machine.travel(ASKED + timedelta(days=40), tick=False):
        answer = browse().post(f"{link_of(held, BEN)}/ending")

    assert (answer.status_code, own().ended_as) == (303, "stopped")


def test_of_two_actions_one_may_be_passed_over(event, browse):
    move_to(event, TUESDAY)
    written = [Written(entry, CUE, f"{WILL} {entry}", None, "once") for entry in ("1", "2")]
    follow(db.session, seat_of(event, BEN), written, pepper=SECRET, now=TUESDAY)
    db.session.commit()
    first = db.session.scalars(select(Action).order_by(Action.id)).first()

    with time_machine.travel(ASKED, tick=False):
        answer = browse().post(f"{link_of(event, BEN)}/answers", data={f"{first.public_id}.went": "done"})

    assert (answer.status_code, said()) == (303, [(7, "done", "")])


def test_where_one_manager_leads_them_all_nothing_asks_about_them(held, browse):
    asks = [browse().post(link_of(held, BEN)).text]
    held.is_led_by_one_manager = True
    db.session.commit()

    asks.append(browse().post(link_of(held, BEN)).text)

    assert ["No backing from above" in page for page in asks] == [True, False]
