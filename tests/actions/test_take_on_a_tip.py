"""The action of a tipsheet is taken on in one step, and asked about once, a week later."""

import re
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select

from tests import factories
from tests.actions.people import SECRET, SETTINGS
from tests.cast import BEN
from workshop.accounts.own_data import address_hmac, erase, export
from workshop.actions.taking_on import A_WEEK, AT_ONCE, KEPT, take_on, tip_token
from workshop.actions.tip_models import TipAction, TipCount, TipRefusal
from workshop.actions.tip_running import ask_readers, forget_tip_actions
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.models import OutgoingMail
from workshop.mail.suppressions import suppress

SLUG = "be-the-name-that-comes-up"
MOMENT = "when zyx ends"


def taken() -> list[TipAction]:
    return list(db.session.scalars(select(TipAction).order_by(TipAction.id)))


def link(action: TipAction) -> str:
    return f"/check-in/tips/{tip_token(action.public_id, pepper=SECRET)}"


def ask(now) -> list[OutgoingMail]:
    ask_readers(db.session, settings=SETTINGS, now=now)
    db.session.commit()
    return list(db.session.scalars(select(OutgoingMail).where(OutgoingMail.kind == "tip_action")))


def begin(address: str = "reader@mail.example", slug: str = SLUG, *, is_owner: bool = False) -> TipAction:
    take_on(db.session, slug, address, MOMENT, is_owner=is_owner, pepper=SECRET, now=utcnow())
    db.session.commit()
    return taken()[-1]


def counted() -> int:
    found = db.session.get(TipCount, SLUG, populate_existing=True)
    return found.n if found else 0


def test_a_visitor_leaves_an_address_and_the_moment(app, browse):
    reader = browse()

    answer = reader.post(f"/tips/{SLUG}/action", data={"moment": MOMENT, "address": "reader@mail.example"})

    assert (answer.status_code, [(one.address, one.moment) for one in taken()]) == (303, [("reader@mail.example", MOMENT)])
    assert "Taken on. We ask once, in a week, how it went." in reader.get(f"/tips/{SLUG}").text


def test_who_is_signed_in_is_asked_for_the_moment_alone(app, browse):
    page = browse(as_=BEN).get(f"/tips/{SLUG}").text
    browse(as_=BEN).post(f"/tips/{SLUG}/action", data={"moment": MOMENT})

    assert ("take-on-moment" in page, "take-on-address" in page) == (True, False)
    assert [one.address for one in taken()] == [BEN]


@pytest.mark.parametrize("typed", [{"moment": ""}, {"moment": "x" * 201}, {"address": "nobody"}])
def test_what_is_missing_or_too_long_is_said_and_what_was_typed_is_there(app, browse, typed):
    sent = {"moment": MOMENT, "address": "reader@mail.example"} | typed
    page = browse().post(f"/tips/{SLUG}/action", data=sent)

    assert (page.status_code, taken()) == (422, [])
    assert all(words in page.text for words in sent.values())


def test_who_fills_in_what_nobody_sees_or_floods_an_address_gets_the_same_page_and_nothing(app, browse):
    data = {"moment": MOMENT, "address": "reader@mail.example"}
    robot = browse().post(f"/tips/{SLUG}/action", data=data | {"website": "x"})
    for _again in range(5):
        flood = browse().post(f"/tips/{SLUG}/action", data=data)

    assert (robot.status_code, flood.status_code, len(taken())) == (303, 303, 1)


def test_a_week_later_one_letter_quotes_nothing_and_none_follows(app):
    action = begin()
    early, due = ask(action.due_at - timedelta(minutes=1)), ask(action.due_at)
    later = ask(action.due_at + timedelta(days=6))

    assert (len(early), len(due), len(later), action.due_at - action.taken_at) == (0, 1, 1, A_WEEK)
    assert due[0].subject == "Time for your action"
    assert [word for word in (MOMENT, SLUG) if word in due[0].text] == []
    assert f"http://localhost{link(action)}?went=done" in due[0].text


def test_of_two_tipsheets_the_second_letter_waits_five_days(app):
    begin()
    second = begin(slug="another")

    days = [len(ask(second.due_at + timedelta(days=n))) for n in range(7)]

    assert days == [1, 1, 1, 1, 1, 2, 2]


def test_no_letter_goes_to_an_address_that_wants_none(app):
    action = begin()
    suppress(db.session, address_hmac(action.address, SECRET), "complained", now=utcnow())

    assert (ask(action.due_at), taken()) == ([], [])


def test_opening_the_link_stores_nothing_and_save_does(app, browse):
    action, reader = begin(), browse()
    for method in ("GET", "HEAD") * 3:
        page = reader.open(f"{link(action)}?went=done", method=method)
    before = taken()[0].went
    answer = reader.post(link(action), data={"went": "not_yet"})

    assert (page.status_code, before, answer.status_code, taken()[0].went) == (200, "", 303, "not_yet")
    assert "Fine. Pick the next chance." in reader.get(link(action)).text


def test_without_a_choice_and_with_an_unknown_token_there_is_a_sentence(app, browse):
    action = begin()
    empty, unknown = browse().post(link(action)), browse().get(f"/check-in/tips/{'x' * 43}")

    assert (empty.status_code, "Choose how it went" in empty.text) == (422, True)
    assert (unknown.status_code, "This link no longer works" in unknown.text) == (404, True)


def test_forget_my_address(app, browse):
    page = browse().post(f"{link(begin())}/forgetting")

    assert (page.status_code, taken()) == (200, [])


def test_who_was_forgotten_at_their_wish_gets_no_letter_and_counts_not_whoever_types_the_address_again(app, browse):
    begin(slug="another")
    browse().post(f"{link(begin())}/forgetting")

    again = browse().post(f"/tips/{SLUG}/action", data={"moment": MOMENT, "address": "Reader@mail.example"})

    refusal = db.session.scalars(select(TipRefusal)).one()
    assert (again.status_code, taken(), counted(), "reader" in refusal.recipient) == (303, [], 0, False)


def test_whoever_is_signed_in_under_the_address_may_think_better_of_it(app, browse):
    browse().post(f"{link(begin(BEN))}/forgetting")

    browse(as_=BEN).post(f"/tips/{SLUG}/action", data={"moment": MOMENT})

    assert ([one.address for one in taken()], db.session.scalars(select(TipRefusal)).all()) == ([BEN], [])


def test_made_up_addresses_count_nowhere_and_who_answers_the_letter_counts_once(app, browse):
    for number in range(15):
        action = begin(f"r{number}@mail.example")
    before = counted()
    for went in ("partly", "done"):
        browse().post(link(action), data={"went": went})

    assert (before, counted()) == (0, 1)


def test_who_is_signed_in_counts_once_also_where_the_address_was_typed_before(app, browse):
    begin(BEN)
    for _again in range(2):
        browse(as_=BEN).post(f"/tips/{SLUG}/action", data={"moment": MOMENT})

    assert (len(taken()), counted()) == (1, 1)


@pytest.mark.parametrize(("n", "told"), [(9, None), (10, 10), (14, 10), (15, 15)])
def test_from_ten_on_the_page_says_in_steps_of_five_how_many_readers_took_it_on(app, browse, n, told):
    for number in range(n):
        begin(f"r{number}@mail.example", is_owner=True)
    begin("r0@mail.example", is_owner=True)

    page = browse().get(f"/tips/{SLUG}").text
    assert re.findall(r"At least (\d+) readers took this on", page) == ([str(told)] if told else [])


def test_a_crowd_written_to_lately_holds_up_nobody_behind_it(app):
    now = utcnow()
    for slug, number in product(("another", SLUG), range(AT_ONCE)):
        address = f"r{number}@mail.example"
        row = TipAction(slug=slug, address=address, address_key=address, moment=MOMENT, taken_at=now, due_at=now + A_WEEK)
        row.token_hash, row.mailed_at = f"{slug} {number}", now + A_WEEK if slug == "another" else None
        db.session.add(row)
    last = begin("last@mail.example")

    assert [one.to_address for one in ask(last.due_at)] == ["last@mail.example"]


def test_it_is_in_the_download_goes_with_its_owner_and_the_count_stays(app):
    begin(BEN, is_owner=True)
    ben = factories.user(BEN)
    told = export(db.session, ben)["actions_of_tipsheets"]
    erase(db.session, ben, pepper=SECRET, now=utcnow())
    db.session.commit()

    assert (told[0]["when"], taken(), db.session.get(TipCount, SLUG).n) == (MOMENT, [], 1)


def test_two_months_after_asking_it_is_forgotten(app):
    action = begin()
    forget_tip_actions(db.session, settings=SETTINGS, now=action.due_at + KEPT)
    kept = len(taken())
    forget_tip_actions(db.session, settings=SETTINGS, now=action.due_at + KEPT + timedelta(minutes=1))

    assert (kept, taken()) == (1, [])
