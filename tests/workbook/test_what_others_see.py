"""The page that tells a participant, in plain words, what is taken from their sheets."""

from sqlalchemy import select

from tests import factories
from tests.cast import BEN
from workshop.answers.sharing import own_texts, share
from workshop.database import utcnow
from workshop.events.models import Participant
from workshop.extensions import db


def seen(sheet) -> str:
    return sheet.browser.get("/workbook/HERON-42/seen-by-others").text


def test_chips_are_counted_and_words_are_for_their_writer_alone(open_sheet):
    sheet = open_sheet("objectives")
    sheet.press(sheet.open().fill("objective", "Cut claims before June").fill("kind", "target").fill("sure", "told"))

    page = seen(sheet)

    assert "From your sheet: Hit a number" in page
    assert "From your sheet: They told me" in page
    assert "Cut claims before June" not in page
    assert "Only you: What must go well? · One thing you could take off their plate" in page


def test_one_half_of_a_pair_counts_for_nothing(open_sheet):
    sheet = open_sheet("needs")
    sheet.press(sheet.open().fill("importance.speed", "5", entry=0))
    assert "They’d go elsewhere or stop" not in seen(sheet)

    sheet.press(sheet.open().fill("delivery.speed", "2", entry=0))

    assert "From your sheet: 5 of 5 – They’d go elsewhere or stop · 2 of 5 – Now and then" in seen(sheet)


def test_of_an_action_only_that_it_names_its_moment(open_sheet):
    sheet = open_sheet("action")
    sheet.press(sheet.open().fill("when", "the Thursday meeting ends").fill("will", "ask her"))

    page = seen(sheet)

    assert "the Thursday meeting ends" not in page
    assert "From your sheet: that you answered it" in page


def test_the_client_is_named_where_the_client_reads_and_not_for_the_managers_sheet(open_sheet, event):
    event.is_led_by_one_manager = True
    db.session.commit()
    open_sheet("needs")

    objectives, needs = seen(open_sheet("objectives")).split("Your customers and what they need", 1)

    assert "Northgate" not in objectives.split("Your manager’s objectives", 1)[1]
    assert "Northgate" in needs


def share_first(event, key: str, question: str) -> None:
    seat = db.session.scalars(select(Participant).where(Participant.user_id == factories.user(BEN).id)).one()
    step = factories.step(event, key)
    [text] = own_texts(db.session, seat, step, question)
    share(db.session, seat, step, question, entry=text.entry, was=text.was, now=utcnow())
    db.session.commit()


def test_what_he_shares_is_told_with_its_readers_and_is_not_said_to_be_his_alone(open_sheet, event):
    sheet = open_sheet("objectives")
    sheet.press(sheet.open().fill("objective", "Cut claims before June").fill("kind", "target"))
    assert "Cut claims" not in seen(sheet)

    share_first(event, "objectives", "objective")

    page = seen(sheet)
    assert "Cut claims before June" in page.split("You share this", 1)[1]
    assert "the room, and Northgate" in page
    assert "unless you share an answer yourself" in page
    assert "Only you: What must go well?" not in page
    assert "Only you: One thing you could take off their plate" in page


def test_what_he_shares_with_the_facilitator_is_said_to_go_no_further(open_sheet, event):
    sheet = open_sheet("closing")
    sheet.press(sheet.open().fill("change", "Start later"))

    share_first(event, "closing", "change")

    assert "the facilitator alone" in seen(sheet).split("Start later", 1)[1]


def test_words_that_he_changed_since_are_shared_no_more(open_sheet, event):
    sheet = open_sheet("objectives")
    sheet.press(sheet.open().fill("objective", "Cut claims before June"))
    share_first(event, "objectives", "objective")

    sheet.press(sheet.open().fill("objective", "Something else"))

    assert "You share this" not in seen(sheet)
    assert "Only you: What must go well?" in seen(sheet)


def test_whom_the_list_does_not_name_is_told_how_to_be_counted(event, browse):
    nia = browse()
    nia.post("/join/HERON-42", data={"address": "nia@practice.example", "team": event.teams[0].id, "asked-team": "1"})
    sentence = "Prove that it is yours: only then can you be counted."

    for page in ("seen-by-others", "", "needs/sharing"):
        path = f"/workbook/HERON-42/{page}".rstrip("/")
        assert sentence in nia.get(path).text
        assert sentence not in browse(as_=BEN).get(path).text


def test_after_closing_nobody_is_told_to_prove_anything(event, browse):
    nia = browse()
    nia.post("/join/HERON-42", data={"address": "nia@practice.example", "team": event.teams[0].id, "asked-team": "1"})
    event.close(now=utcnow())
    db.session.commit()

    assert "Prove that it is yours" not in nia.get("/workbook/HERON-42").text
