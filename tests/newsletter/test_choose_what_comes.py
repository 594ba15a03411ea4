"""A reader's choices: what they get, a rest, their name, and what is kept of them."""

from tests.newsletter.readers import FAY, later, reader, subscribe
from workshop.database import utcnow


def test_a_reader_chooses_and_takes_a_rest(app, browse):
    path = subscribe(browse(), first_name="Fay")

    browse().post(
        f"{path}/preferences", data={"tips": "1", "news": "1", "pause": "30", "first_name": "Faye", "last_name": ""}
    )

    assert (reader().wants_tips, reader().wants_news, reader().first_name) == (True, True, "Faye")
    assert reader().is_paused(now=utcnow())
    with later(days=31):
        assert not reader().is_paused(now=utcnow())


def test_nothing_ticked_is_not_a_way_out_but_a_sentence(app, browse):
    path = subscribe(browse())

    page = browse().post(f"{path}/preferences", data={"first_name": "Faye"})

    assert page.status_code == 422
    assert "To get nothing more, press Unsubscribe." in page.text
    assert 'value="Faye"' in page.text
    assert reader().wants_tips


def test_a_name_that_is_a_link_is_refused(app, browse):
    path = subscribe(browse())

    page = browse().post(f"{path}/preferences", data={"tips": "1", "first_name": "www.spam.example"})

    assert page.status_code == 422
    assert reader().first_name == ""


def test_everything_that_is_kept_can_be_downloaded(app, browse):
    path = subscribe(browse(), first_name="Fay")

    answer = browse().get(f"{path}/data")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-subscription.json"'
    assert (answer.json["address"], answer.json["first_name"], answer.json["tipsheets"]) == (FAY, "Fay", True)
    assert [line["act"] for line in answer.json["consent"]] == ["asked", "confirmed"]
