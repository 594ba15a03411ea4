"""Leaving: by a mail program's own button, by ours, and for good."""

import pytest
from sqlalchemy import text

from tests.newsletter.readers import FAY, ask, later, own_page, reader, subscribe
from workshop.accounts.own_data import address_hmac
from workshop.extensions import db
from workshop.mail.suppressions import suppressed
from workshop.newsletter import keys

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_mail_program_unsubscribes_with_one_post_and_nothing_else(app, browse, kind):
    path = subscribe(browse())
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = app.test_client().post(path, data=ONE_CLICK, content_type=kind, headers={"Sec-Fetch-Site": "cross-site"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False

    assert (answer.status_code, answer.text) == (200, "")
    assert reader().left_at is not None


def test_it_may_post_as_often_as_it_likes(app, browse):
    path = subscribe(browse())

    assert [browse().post(path, data=ONE_CLICK).status_code for _ in range(3)] == [200] * 3
    assert reader().left_at is not None


def test_any_other_post_there_changes_nothing(app, browse):
    assert browse().post(subscribe(browse()), data={"x": "y"}).status_code == 422
    assert reader().left_at is None


def test_fetching_the_address_changes_nothing(app, browse):
    path = subscribe(browse())

    for method in ("GET", "HEAD") * 10:
        browse().open(path, method=method)

    assert reader().left_at is None


def test_one_press_on_the_page_unsubscribes_and_half_an_hour_later_it_is_final(app, browse):
    path = subscribe(browse())

    browse().post(f"{path}/leaving")
    page = browse().get(path)

    assert "Nothing more will be sent to f…y@reader.example." in page.text
    assert "Undo" in page.text
    with later(minutes=31):
        assert "Undo" not in browse().get(path).text
        browse().post(f"{path}/returning")
    assert reader().left_at is not None


def test_undo_brings_everything_back(app, browse):
    path = subscribe(browse())
    browse().post(f"{path}/leaving")

    browse().post(f"{path}/returning")

    assert (reader().left_at, reader().wants_tips) == (None, True)


def test_a_token_made_under_an_earlier_key_still_lets_people_go(app, browse):
    path = subscribe(browse())
    keys.hand_out(db.session, [reader()], pepper="the key that came after it 0123456789")
    db.session.commit()

    assert browse().post(path, data=ONE_CLICK).status_code == 200


def test_an_unknown_token_is_no_page(app, browse):
    assert browse().get("/subscription/unknown").status_code == 404
    assert browse().post("/subscription/unknown", data=ONE_CLICK).status_code == 404


def test_whoever_wants_to_be_forgotten_is_and_no_list_brings_them_back(app, browse, settings):
    client = browse()
    path = subscribe(client)

    page = client.post(f"{path}/erasure")

    assert "You are forgotten" in page.text
    assert reader() is None
    assert client.get(path).status_code == 404
    assert reasons_against_fay(settings) == ["erased"]
    for table in ("subscribers", "pending_subscriptions", "outgoing_mail", "consents"):
        rows = db.session.execute(text(f"SELECT * FROM {table}")).all()
        assert FAY not in str(rows), table


def test_the_forgotten_may_subscribe_again_by_themselves(app, browse, settings):
    client = browse()
    client.post(f"{subscribe(client)}/erasure")

    with later(days=1, minutes=1):
        subscribe(client)

    assert reader().left_at is None
    assert reasons_against_fay(settings) == []


def test_the_own_page_tells_no_other_site_where_it_is(app, browse):
    page = browse().get(subscribe(browse()))

    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert ask(browse()).status_code == 303
    assert own_page(browse()) not in page.text.replace(f'action="{own_page(browse())}', "").replace(
        f'href="{own_page(browse())}', ""
    )


def reasons_against_fay(settings) -> list[str]:
    return list(suppressed(db.session, [address_hmac(FAY, settings.secret_key)]).values())
