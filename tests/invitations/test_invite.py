"""Inviting the roster: one letter each, with an entry that tells colleagues nothing."""

from datetime import timedelta

import pytest

from tests.cast import ADA, BEN
from tests.invitations.letters import IVY, JAN, LEAD, entry, letters, link, next_week
from workshop.config import Settings
from workshop.database import utcnow
from workshop.events.roster import import_roster
from workshop.extensions import db
from workshop.mail.message import internet_message


@pytest.fixture
def ada(event, browse):
    next_week(event)
    return browse(as_=ADA)


def test_each_on_the_roster_gets_one_letter_however_often_it_is_pressed(ada):
    for _press in range(2):
        ada.post(LEAD)

    assert [[one.kind for one in letters(to)] for to in (IVY, JAN)] == [["invitation", "reminder", "reminder"]] * 2


def test_who_comes_onto_the_roster_later_is_invited_with_the_next_press(ada, event):
    ada.post(LEAD)
    import_roster(db.session, event, "kim@northgate.example, Kim, Claims", pepper="", now=utcnow())
    db.session.commit()

    ada.post(LEAD)

    assert (len(letters("kim@northgate.example", kind="invitation")), len(letters(IVY, kind="invitation"))) == (1, 1)


def test_the_letter_says_who_asks_when_and_what_the_client_sees_and_not_the_title(ada):
    ada.post(LEAD)
    letter = letters()[0]

    assert "Northgate invites you to a workshop led by Ada:" in letter.text
    assert "(America/Toronto, GMT-0" in letter.text
    assert "Northgate gets totals of 6 people or more, and has no access to what you write." in letter.text
    assert "customers" not in letter.subject + letter.text + letter.calendar


def test_the_entry_is_neutral_private_and_for_one_person(ada, event):
    ada.post(LEAD)
    method, told = entry(letters()[0])

    assert (method, str(told["SUMMARY"]), str(told["CLASS"]), told["SEQUENCE"]) == ("REQUEST", "Workshop", "PRIVATE", 0)
    assert (str(told["ORGANIZER"]), str(told["ATTENDEE"])) == ("mailto:workshop@localhost.example", f"mailto:{IVY}")
    assert told["ATTENDEE"].params["RSVP"] == "FALSE"
    assert told.start == event.starts_at
    assert told["DTSTART"].params["TZID"] == "America/Toronto"
    assert JAN not in letters()[0].calendar


def test_two_people_have_two_entries(ada):
    ada.post(LEAD)

    assert entry(letters(IVY)[0])[1]["UID"] != entry(letters(JAN)[0])[1]["UID"]


def test_the_entry_stands_last_in_the_message_and_is_no_attachment(ada):
    ada.post(LEAD)
    parts = list(internet_message(letters()[0], Settings(secret_key="x" * 20 + "0123456789abcdef")).iter_parts())

    assert [part.get_content_type() for part in parts] == ["text/plain", "text/calendar"]
    assert (parts[-1]["Content-Type"].params["method"], parts[-1]["Content-Disposition"]) == ("REQUEST", None)
    assert parts[-1]["Content-Type"].params["charset"] == "utf-8"


def test_the_database_keeps_no_token_that_opens_an_invitation(ada, browse):
    ada.post(LEAD)
    token = link(letters()[0]).rpartition("/")[2]

    kept = db.session.execute(db.text("SELECT * FROM invitations")).all()

    assert (len(kept), token in str(kept)) == (3, False)  # Ben is on the roster too
    assert browse().get(f"/invitation/{token}").status_code == 200


def test_once_it_has_begun_nobody_is_invited(ada, event):
    event.starts_at = utcnow() - timedelta(minutes=1)

    ada.post(LEAD)

    assert letters() == []
    assert "nobody can be invited any more" in ada.get(LEAD).text


def test_whoever_is_taken_off_the_roster_is_told_and_written_to_no_more(ada, event):
    ada.post(LEAD)
    line = next(one for one in db.session.execute(db.text("SELECT id, address FROM roster_lines")) if one.address == IVY)

    ada.post("/events/HERON-42/roster/striking", data={"line": line.id})

    assert entry(letters(kind="invitation_ended")[0])[0] == "CANCEL"
    assert letters(kind="reminder", waiting=True) == []


def test_a_member_of_the_room_cannot_invite(ada, browse):
    assert browse(as_=BEN).post(LEAD).status_code == 404
