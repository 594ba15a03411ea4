"""Having the site mail a tipsheet to a friend: off by default, one at a time, and none that is unwanted."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.orm import Session

from tests.accounts.pages import letters
from tests.cast import BEN
from tests.newsletter.readers import FAY, later, own_page, reader, subscribe
from workshop.accounts.own_data import address_hmac
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.rendering import Letter
from workshop.mail.suppressions import suppressed
from workshop.newsletter import forwarding
from workshop.newsletter.audience import audience
from workshop.newsletter.forwarding import Sender, TooMany
from workshop.newsletter.models import Forward, ForwardRefusal

SLUG = "be-the-name-that-comes-up"
GUS = "gus@friend.example"
FORM = {"to": GUS, "relation": "friend", "from_name": "Fay Reader", "note": "Made me think of you.", "slug": SLUG}


@pytest.fixture
def switched_on(app, settings, monkeypatch):
    given = vars(settings) | {"postal_address": "1 Front Street, Toronto", "forwarding": True}
    monkeypatch.setitem(app.config, "SETTINGS", type(settings)(**given))


def forwarded():
    return [letter for letter in letters() if letter.kind == "forward"]


def way_out_of(letter) -> str:
    return re.search(r"/forwarding/end/\S+", letter.text)[0]


def test_it_is_off_unless_switched_on_and_nothing_offers_it(app, browse, event):
    path = subscribe(browse())

    assert browse().post(f"{path}/forward", data=FORM).status_code == 404
    assert browse(as_=BEN).post(f"/tips/{SLUG}/forward", data=FORM).status_code == 404
    assert "/forward" not in browse().get(path).text + browse().get(f"/tips/{SLUG}/share").text


def test_without_a_postal_address_it_stays_off(app, browse, settings, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", type(settings)(**(vars(settings) | {"forwarding": True})))
    path = subscribe(browse())

    assert browse().post(f"{path}/forward", data=FORM).status_code == 404


@pytest.mark.usefixtures("switched_on")
def test_the_friend_reads_who_sent_it_and_no_token_of_theirs(app, browse):
    path = subscribe(browse())

    done = browse().post(f"{path}/forward", data=FORM)

    (letter,) = forwarded()
    assert (done.status_code, done.location) == (303, "/forwarding/forwarded")
    assert letter.to_address == GUS
    assert "Fay Reader asked us to send you this." in letter.text
    assert "Made me think of you." in letter.text
    assert f"http://localhost/tips/{SLUG}\n" in letter.text
    assert "1 Front Street, Toronto" in letter.text
    assert "Fay" not in letter.subject
    assert FAY not in letter.text
    assert own_page(browse()).rsplit("/", 1)[1] not in letter.text


@pytest.mark.usefixtures("switched_on")
def test_the_senders_address_is_told_only_if_they_agree(app, browse):
    path = subscribe(browse())

    browse().post(f"{path}/forward", data=FORM | {"show_address": "1"})

    assert f"You can write back to {FAY}." in forwarded()[0].text


@pytest.mark.usefixtures("switched_on")
def test_somebody_with_an_account_may_and_a_visitor_may_not(event, browse):
    visitor = browse().post(f"/tips/{SLUG}/forward", data=FORM)
    ben = browse(as_=BEN).post(f"/tips/{SLUG}/forward", data=FORM)

    assert (visitor.status_code, ben.status_code) == (401, 303)
    assert len(forwarded()) == 1
    assert f"/tips/{SLUG}/forward" in browse(as_=BEN).get(f"/tips/{SLUG}/share").text


@pytest.mark.usefixtures("switched_on")
def test_whoever_has_left_may_not(app, browse):
    path = subscribe(browse())
    browse().post(f"{path}/leaving")

    assert browse().post(f"{path}/forward", data=FORM).status_code == 404


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"to": "gus"}, "Write one whole e-mail address"),
        ({"to": f"{GUS}, hal@friend.example"}, "Write one whole e-mail address"),
        ({"relation": ""}, "Choose one: we write only to people who know you."),
        ({"from_name": ""}, "Say who you are"),
        ({"from_name": "http://spam.example"}, "Write a name of at most 80 letters"),
        ({"note": "x" * 281}, "At most 280 characters"),
        ({"note": "Look at spam.example/x"}, "Without an address or a link"),
        ({"note": "Write to me@spam.example"}, "Without an address or a link"),
        ({"note": "Look at spam\u2024example"}, "Without an address or a link"),
        ({"note": "Look at spam\u3002example"}, "Without an address or a link"),
        ({"note": "Look at spam.\u200bexample"}, "Without an address or a link"),
        ({"from_name": "Your bank evil.example"}, "Write a name of at most 80 letters"),
        ({"from_name": "Your bank evil\u2024example"}, "Write a name of at most 80 letters"),
        ({"from_name": "Your bank \uff45vil\uff0eexample"}, "Write a name of at most 80 letters"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(app, browse, typed, sentence):
    path = subscribe(browse())

    page = browse().post(f"{path}/forward", data=FORM | {"note": "Typed and kept."} | typed)

    assert page.status_code == 422
    assert sentence in page.text
    assert ("Typed and kept." in page.text) == ("note" not in typed)
    assert forwarded() == []


@pytest.mark.usefixtures("switched_on")
def test_five_go_in_a_day_and_twenty_in_a_month(app, browse):
    path = subscribe(browse())

    statuses = []
    for day in range(6):
        with later(days=day):
            statuses += [
                browse().post(f"{path}/forward", data=FORM | {"to": f"f{day}-{number}@friend.example"}).status_code
                for number in range(6)
            ]

    assert statuses == ([303] * 5 + [429]) * 4 + [429] * 12
    assert len(forwarded()) == 20


@pytest.mark.usefixtures("switched_on")
def test_a_friend_gets_one_in_a_month_from_whomever_and_the_page_says_the_same(app, browse):
    fay, ivo = subscribe(browse()), subscribe(browse(), "ivo@reader.example")

    answers = [browse().post(f"{path}/forward", data=FORM) for path in (fay, ivo)]

    assert {(answer.status_code, answer.location) for answer in answers} == {(303, "/forwarding/forwarded")}
    assert len(forwarded()) == 1


@pytest.mark.usefixtures("switched_on")
def test_a_friend_who_wants_no_more_gets_no_more_and_no_visit_alone_says_so(app, browse, settings):
    path = subscribe(browse())
    browse().post(f"{path}/forward", data=FORM)
    way_out = way_out_of(forwarded()[0])
    key = address_hmac(GUS, settings.secret_key)

    browse().get(way_out)
    after_a_visit = db.session.get(ForwardRefusal, key)
    browse().post(way_out)
    with later(days=31):
        answer = browse().post(f"{path}/forward", data=FORM)

    assert after_a_visit is None
    assert suppressed(db.session, [key]) == {}
    assert answer.location == "/forwarding/forwarded"
    assert len(forwarded()) == 1
    assert browse().post(way_out[:-3]).status_code == 404


@pytest.mark.usefixtures("switched_on")
def test_a_refusal_holds_however_the_address_is_typed(app, browse):
    path = subscribe(browse())
    browse().post(f"{path}/forward", data=FORM | {"to": "Gus@\uff46\uff52\uff49\uff45\uff4e\uff44.example"})
    browse().post(way_out_of(forwarded()[0]))

    with later(days=31):
        browse().post(f"{path}/forward", data=FORM | {"to": "gus@friend.example"})
        browse().post(f"{path}/forward", data=FORM | {"to": "gus@\uff46riend.example"})

    assert len(forwarded()) == 1


@pytest.mark.usefixtures("switched_on")
def test_a_refusal_skips_what_waits_and_leaves_ones_own_newsletter(app, browse, settings):
    fay, ivo = subscribe(browse()), "ivo@reader.example"
    subscribe(browse(), ivo)
    browse().post(f"{fay}/forward", data=FORM | {"to": ivo})

    browse().post(way_out_of(forwarded()[0]))

    assert forwarded()[0].state == "skipped"
    assert audience(db.session, language="en", pepper=settings.secret_key, now=utcnow()).n_readers == 2
    assert reader(ivo).left_at is None


@pytest.mark.usefixtures("switched_on")
def test_whoever_subscribes_after_a_refusal_may_be_passed_something_on_again(app, browse, settings):
    path = subscribe(browse())
    browse().post(f"{path}/forward", data=FORM)
    browse().post(way_out_of(forwarded()[0]))

    subscribe(browse(), GUS)

    assert db.session.get(ForwardRefusal, address_hmac(GUS, settings.secret_key)) is None


@pytest.mark.parametrize(("senders", "friends", "n_sent", "n_refused"), [(1, 8, 5, 3), (8, 1, 1, 0)])
def test_of_many_at_one_moment_no_more_go_than_the_limits(app, settings, senders, friends, n_sent, n_refused):
    engine = db.engine
    db.session.rollback()

    def send(number):
        sender, friend = Sender(f"s{number % senders}@reader.example", "Fay"), f"f{number % friends}@friend.example"
        with Session(engine) as session:
            try:
                went = forwarding.forward(
                    session, sender, friend, Letter("Read it", "Words"), slug=SLUG, settings=settings, now=utcnow()
                )
            except TooMany:
                return "refused"
            time.sleep(0.02)  # what is not committed yet is seen by nobody
            session.commit()
            return "sent" if went else "not sent"

    with ThreadPoolExecutor(8) as at_once:
        became = list(at_once.map(send, range(8)))

    assert (became.count("sent"), became.count("refused")) == (n_sent, n_refused)
    assert len(forwarded()) == n_sent


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize("name", ["Dr. Ben J.R. Young", "Núria Gal\u00b7la", "St. John", "Lee Ph.D."])
def test_a_name_with_full_stops_is_a_name(app, browse, name):
    path = subscribe(browse())

    assert browse().post(f"{path}/forward", data=FORM | {"from_name": name}).status_code == 303


@pytest.mark.usefixtures("switched_on")
def test_who_wrote_to_whom_is_kept_as_hashes_and_for_a_month(app, browse):
    path = subscribe(browse())
    browse().post(f"{path}/forward", data=FORM)

    (row,) = db.session.query(Forward).all()
    assert GUS not in f"{vars(row)}"
    assert reader().address not in f"{vars(row)}"
    with later(days=31):
        forwarding.forget_old(db.session, now=utcnow())
    assert db.session.query(Forward).count() == 0
