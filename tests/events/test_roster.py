"""The roster: who is expected, and in which team."""

import pytest
from sqlalchemy import func, select

from tests import factories
from tests.cast import ADA, BEN
from workshop.accounts.models import User
from workshop.accounts.own_data import erase
from workshop.database import utcnow
from workshop.events.models import Participant, RosterLine
from workshop.extensions import db
from workshop.mail.models import OutgoingMail

PASTED = """address, name, team
ana@northgate.example, "Silva, Ana", Claims
bo@northgate.example\tBo\tService

cy@northgate.example; Cy ; underwriting
"""


@pytest.fixture
def ada(event, browse):
    return browse(as_=ADA)


def paste(client, text: str):
    return client.post("/events/HERON-42/roster", data={"lines": text})


def roster() -> list[tuple[str, str, str]]:
    lines = db.session.scalars(select(RosterLine).where(RosterLine.address != BEN).order_by(RosterLine.id))
    return [(line.address, line.name, line.team.name) for line in lines]


def test_lines_are_taken_with_commas_semicolons_or_tabs(ada):
    answer = paste(ada, PASTED)

    assert answer.status_code == 303
    assert roster() == [
        ("ana@northgate.example", "Silva, Ana", "Claims"),
        ("bo@northgate.example", "Bo", "Service"),
        ("cy@northgate.example", "Cy", "Underwriting"),
    ]
    assert "bo@northgate.example" in ada.get("/events/HERON-42/roster").text


@pytest.mark.parametrize("head", ["Name, E-mail, Team", "name\temail\tteam", "Full name;E-Mail address;Group"])
def test_columns_in_another_order_are_found_by_their_heads(ada, head):
    mark = next(one for one in ("\t", ";", ",") if one in head)
    rows = [("Ana", "ana@northgate.example", "Claims"), ("Bo", "bo@northgate.example", "Service")]

    answer = paste(ada, "\n".join([head, *(mark.join(row) for row in rows)]))

    assert answer.status_code == 303
    assert roster() == [("ana@northgate.example", "Ana", "Claims"), ("bo@northgate.example", "Bo", "Service")]


def test_pasting_the_same_lines_again_changes_nothing(ada):
    paste(ada, PASTED)
    before = roster()

    assert paste(ada, PASTED).status_code == 303
    assert roster() == before


def test_a_known_address_is_brought_up_to_date(ada):
    paste(ada, PASTED)

    paste(ada, "BO@northgate.example, Bo Lind, Claims")

    assert roster()[1] == ("bo@northgate.example", "Bo Lind", "Claims")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "dee at northgate, Dee, Claims",
            "Line 2: “dee at northgate” is not a whole e-mail address. Write: address, name, team.",
        ),
        (
            "dee@northgate.example, Dee, Cranes",
            "Line 2: there is no team “Cranes”. The teams are: Claims, Service, Underwriting.",
        ),
        ("dee@northgate.example, Dee", "Line 2 has no team. Write: address, name, team."),
        ("Ana@Northgate.example, Ana again, Claims", "Line 2: Ana@northgate.example stands there twice."),
        (f"dee@northgate.example, {'D' * 81}, Claims", "cannot be read as a name"),
    ],
)
def test_a_wrong_line_is_named_nothing_is_taken_and_nothing_typed_is_lost(ada, line, said):
    text = f"ana@northgate.example, Ana, Claims\n{line}"

    answer = paste(ada, text)

    assert answer.status_code == 422
    assert said in answer.text
    assert f"ana@northgate.example, Ana, Claims\n{line}" in answer.text
    assert roster() == []


def test_every_problem_is_told_at_once(ada):
    answer = paste(ada, "one\ntwo\nthree")

    assert [f"Line {n}:" in answer.text for n in (1, 2, 3)] == [True] * 3


def test_an_empty_field_is_said_so(ada):
    assert paste(ada, "  \n ").status_code == 422


def test_more_than_five_thousand_lines_are_refused_and_five_thousand_are_quick(ada, statements):
    text = "\n".join(f"p{n}@northgate.example, P, Claims" for n in range(5001))

    assert paste(ada, text).status_code == 422
    statements.clear()
    assert paste(ada, text.rpartition("\n")[0]).status_code == 303

    assert len(statements) < 60
    assert db.session.scalar(select(func.count(RosterLine.id)).where(RosterLine.address != BEN)) == 5000


def test_with_one_team_the_team_may_be_left_out(browse, app):
    event = factories.event(None, code="EMU-11", teams=("Everyone",))

    browse(as_=ADA).post("/events/EMU-11/roster", data={"lines": "ana@northgate.example"})

    assert roster() == [("ana@northgate.example", "", "Everyone")]
    assert event.client_id is None


def test_once_people_have_written_nobody_changes_team_but_new_people_may_come(ada, event):
    paste(ada, PASTED)
    event.lock(now=utcnow())
    db.session.commit()

    moved = paste(ada, "bo@northgate.example, Bo, Claims")
    new = paste(ada, "dee@northgate.example, Dee, Claims")

    assert (moved.status_code, new.status_code) == (422, 303)
    assert "cannot change team any more" in moved.text


def test_being_listed_makes_no_user_and_sends_no_mail(ada):
    n_users = db.session.scalar(select(func.count(User.id)))

    paste(ada, PASTED)

    assert db.session.scalar(select(func.count(User.id))) == n_users
    assert db.session.scalar(select(func.count(OutgoingMail.id))) == 0


def test_somebody_who_joined_before_they_were_listed_is_named_by_the_roster_then_and_for_good(ada, event):
    seat = factories.seat(event, factories.user("ana@northgate.example", is_proven=False), is_rostered=False)

    paste(ada, PASTED)
    assert db.session.get(Participant, seat.id).is_expected
    line = db.session.scalar(select(RosterLine.id).where(RosterLine.address == "ana@northgate.example"))
    ada.post("/events/HERON-42/roster/striking", data={"line": line})

    assert db.session.get(Participant, seat.id).is_expected
    assert len(roster()) == 2


def test_after_closing_the_roster_stays_so_that_nobody_chooses_whose_answers_are_added_up(ada, event):
    """Else whoever leads it could strike all but five friends and one person, and read that one's check-in in the sum."""
    paste(ada, PASTED)
    seat = factories.seat(event, factories.user("dan@northgate.example", is_proven=False), team="Claims")
    before, line = roster(), db.session.scalar(select(RosterLine.id).where(RosterLine.address == seat.user.address))
    event.close(now=utcnow())
    db.session.commit()

    struck = ada.post("/events/HERON-42/roster/striking", data={"line": line})
    pasted = paste(ada, "eve@northgate.example, Eve, Claims")
    page = ada.get("/events/HERON-42/roster")

    assert (struck.status_code, pasted.status_code, roster() == before) == (422, 422, True)
    assert db.session.get(Participant, seat.id).is_expected
    assert all("its roster stays as it is" in one.text for one in (struck, pasted, page))
    assert ("eve@northgate.example" in pasted.text, "roster/striking" in page.text) == (True, False)


def test_a_line_of_another_event_is_not_struck(ada, event, harbour):
    seat = factories.seat(harbour, "pia@harbour.example")
    line = db.session.scalar(select(RosterLine.id).where(RosterLine.event_id == harbour.id))

    ada.post("/events/HERON-42/roster/striking", data={"line": line})

    assert db.session.get(RosterLine, line) is not None
    assert seat.is_expected


def test_who_had_themself_erased_is_not_brought_back(ada, event, app):
    ana = factories.user("ana@northgate.example")
    erase(db.session, ana, pepper=app.config["SECRET_KEY"], now=utcnow())
    db.session.commit()

    answer = paste(ada, PASTED)

    assert answer.status_code == 422
    assert "had themself erased" in answer.text


@pytest.mark.parametrize("lines", ["\ufeff", "ana@northgate.example, Ana, Claims\n\ufeff", "\ufeff\ufeff \n"])
def test_a_line_of_nothing_but_a_byte_order_mark_is_no_line(ada, event, lines):
    assert paste(ada, lines).status_code in {303, 422}
    assert len(roster()) == lines.count("@")


def test_a_line_too_long_for_any_person_is_a_sentence(ada, event):
    answer = paste(ada, "a" * 140_000)

    assert answer.status_code == 422
    assert "is not a whole e-mail address" in answer.text


def test_a_line_number_beyond_all_numbers_strikes_nothing(ada, event):
    paste(ada, PASTED)

    answer = ada.post("/events/HERON-42/roster/striking", data={"line": "9" * 30})

    assert answer.status_code == 303
    assert len(roster()) == 3


def test_once_people_have_written_nobody_is_taken_off(ada, event):
    """Else whoever is struck and pasted anew would sit in another team."""
    paste(ada, PASTED)
    event.lock(now=utcnow())
    db.session.commit()
    before, line = roster(), db.session.scalar(select(RosterLine.id).where(RosterLine.address == "bo@northgate.example"))

    struck = ada.post("/events/HERON-42/roster/striking", data={"line": line})

    assert (struck.status_code, roster()) == (422, before)
    assert "nobody is taken off the roster any more" in struck.text
    assert "roster/striking" not in ada.get("/events/HERON-42/roster").text
