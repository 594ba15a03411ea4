"""Answering: by a press, never by looking; a refusal takes the entry out of the calendar and ends the reminders."""

import pytest
from sqlalchemy import select

from tests.cast import ADA
from tests.invitations.letters import IVY, LEAD, entry, letters, link, next_week
from workshop.accounts.own_data import erase
from workshop.accounts.users import make_user
from workshop.database import utcnow
from workshop.extensions import db
from workshop.invitations.models import Invitation


@pytest.fixture
def path(event, browse) -> str:
    next_week(event)
    browse(as_=ADA).post(LEAD)
    return link(letters()[0])


def ivys() -> Invitation:
    return db.session.scalars(select(Invitation).where(Invitation.address == IVY)).one()


def test_looking_answers_nothing(browse, path):
    for _look in range(3):
        page = browse().get(path)
        browse().head(path)

    assert (page.status_code, page.headers["Referrer-Policy"], ivys().answer) == (200, "no-referrer", "")


def test_ivy_comes_and_ada_reads_it(browse, path):
    browse().post(path, data={"answer": "accept"})

    assert ivys().answer == "accepted"
    assert "comes" in browse(as_=ADA).get(LEAD).text
    assert len(letters(kind="reminder", waiting=True)) == 2


@pytest.mark.parametrize("answer", ["decline", "not-me"])
def test_a_refusal_takes_the_entry_back_and_ends_the_reminders(browse, path, answer):
    for _press in range(2):
        browse().post(path, data={"answer": answer})

    [ended] = letters(kind="invitation_ended")
    method, told = entry(ended)
    assert (method, str(told["STATUS"]), told["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert told["UID"] == entry(letters(kind="invitation")[0])[1]["UID"]
    assert letters(kind="reminder", waiting=True) == []


def test_a_change_of_mind_brings_a_new_entry_and_the_reminders(browse, path):
    for answer in ("decline", "accept"):
        browse().post(path, data={"answer": answer})

    again = letters(kind="invitation")[-1]
    assert (entry(again)[1]["SEQUENCE"], len(letters(kind="reminder", waiting=True))) == (2, 2)


@pytest.mark.parametrize("answer", ["", "perhaps"])
def test_without_an_answer_the_page_says_so(browse, path, answer):
    page = browse().post(path, data={"answer": answer})

    assert (page.status_code, ivys().answer) == (422, "")


def test_what_was_taken_back_takes_no_answer(browse, path):
    browse(as_=ADA).post(f"{LEAD}/{ivys().public_id}/withdrawal")

    page = browse().post(path, data={"answer": "accept"})

    assert (page.status_code, ivys().answer, "was taken back" in page.text) == (409, "", True)


def test_the_file_for_the_calendar_says_no_more_than_the_letter(browse, path, event):
    page = browse().get(f"{path}/event.ics")

    assert page.mimetype == "text/calendar"
    assert "SUMMARY:Workshop" in page.text
    assert "METHOD:PUBLISH" in page.text
    assert event.title not in page.text


def test_an_unknown_token_is_a_404(browse, path):
    assert browse().get(f"/invitation/{'x' * 43}").status_code == 404


def test_erasing_ivy_erases_the_invitation_and_its_letters(browse, path):
    ivy = make_user(db.session, address=IVY, name="Ivy", now=utcnow())
    erase(db.session, ivy, pepper="a pepper", now=utcnow())
    db.session.commit()

    assert (db.session.scalar(select(Invitation).where(Invitation.address == IVY)), letters()) == (None, [])
