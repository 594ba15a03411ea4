"""The button behind the mailed link: only a press confirms, in any browser, once or often."""

from tests.accounts.pages import letters
from tests.newsletter.readers import FAY, ask, later, link_to_confirm, own_page, reader, subscribe
from workshop.extensions import db
from workshop.newsletter.consents import ledger_of


def test_fetching_the_link_changes_nothing_however_often(app, browse):
    ask(browse())

    for method in ("GET", "HEAD", "OPTIONS") * 7:
        browse().open(link_to_confirm(), method=method, headers={"User-Agent": "Scanner"})

    assert reader() is None
    assert len(letters()) == 1


def test_a_press_in_any_browser_subscribes_and_welcomes_with_the_newest_tipsheet(app, browse):
    ask(browse(), first_name="Fay")
    other = browse()
    assert "Yes, subscribe me" in other.get(link_to_confirm()).text

    answer = other.post(link_to_confirm())

    assert answer.status_code == 200
    assert "You’re in" in answer.text
    assert (reader().first_name, reader().left_at) == ("Fay", None)
    assert "Be the name that comes up" in letters()[-1].text
    assert own_page(other) in letters()[-1].text


def test_a_second_press_says_so_and_sends_nothing(app, browse):
    ask(browse())
    link = link_to_confirm()
    browse().post(link)
    n_letters = len(letters())

    answer = browse().post(link)

    assert answer.status_code == 200
    assert "You’re in already" in answer.text
    assert len(letters()) == n_letters


def test_after_three_days_the_link_offers_a_new_one(app, browse):
    ask(browse())

    with later(hours=73):
        for answer in (browse().get(link_to_confirm()), browse().post(link_to_confirm())):
            assert answer.status_code == 410
            assert "Send a new link" in answer.text

    assert reader() is None


def test_an_unknown_link_looks_like_an_old_one(app, browse):
    assert browse().get("/subscription/confirm/nothing").status_code == 404
    assert browse().post("/subscription/confirm/nothing").status_code == 404


def test_a_newer_link_ends_the_older(app, browse):
    ask(browse())
    older = link_to_confirm()
    with later(minutes=11):
        ask(browse())

    assert browse().post(older).status_code == 404
    assert browse().post(link_to_confirm()).status_code == 200


def test_whoever_left_comes_back_by_subscribing_again(app, browse, settings):
    browse().post(f"{subscribe(browse())}/leaving")

    subscribe(browse())

    assert reader().left_at is None
    acts = [line.act for line in ledger_of(db.session, FAY, pepper=settings.secret_key)]
    assert acts == ["asked", "confirmed", "left", "asked", "confirmed"]
