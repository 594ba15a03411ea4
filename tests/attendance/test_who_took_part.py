"""The facilitator's list of who took part: names and teams, nothing of what anybody did."""

import re

from tests import factories
from tests.cast import ADA, OMAR
from tests.insights.people import OBJECTIVE, write
from workshop.attendance.present import attendance
from workshop.database import utcnow
from workshop.events.models import RosterLine
from workshop.extensions import db

PAGE = "/events/HERON-42/attendance"


def listed(event) -> list[tuple[str, str, bool, bool]]:
    return [(one.address, one.team, one.is_expected, one.has_joined) for one in attendance(db.session, event)]


def test_everybody_who_was_expected_or_joined_stands_there_once(event):
    factories.seat(event, "new@demo.example", team="Service", is_rostered=False)
    factories.seat(event, "gone@demo.example").removed_at = utcnow()
    factories.seat(event, OMAR)
    team = event.teams[2]
    line = RosterLine(event_id=event.id, event_team_id=team.id, address="ivy@demo.example", address_key="ivy@demo.example")
    db.session.add(line)
    db.session.commit()

    assert listed(event) == [
        ("ben@demo.example", "Claims", True, True),
        ("gone@demo.example", "Claims", True, False),
        ("omar@demo.example", "Claims", True, False),
        ("new@demo.example", "Service", False, True),
        ("ivy@demo.example", "Underwriting", True, False),
    ]


def test_the_page_is_the_same_whatever_people_write(browse, event):
    seat = factories.seat_of(event, "ben@demo.example")
    ada = browse(as_=ADA)
    before = ada.get(PAGE).text

    write(seat, "objectives", OBJECTIVE, done_at=utcnow())
    db.session.commit()

    assert re.sub("csrf.*", "", ada.get(PAGE).text) == re.sub("csrf.*", "", before)


def test_an_address_that_nobody_proved_is_said_to_be_that(browse, event):
    factories.seat(event, factories.user("nia@demo.example", is_proven=False), is_rostered=False)

    page = browse(as_=ADA).get(PAGE).text

    assert "2 people have joined." in page
    assert "Joined, not on the roster, address not proven" in page


def test_the_list_takes_as_many_statements_for_fifty_people_as_for_one(event, statements):
    attendance(db.session, event)
    for_one = len(statements)
    for number in range(50):
        factories.seat(event, f"p{number}@demo.example")
    db.session.expire_all()
    statements.clear()

    attendance(db.session, event)

    assert len(statements) <= for_one + 1
