"""Rooms with people who have written, for tests of adding up, showing, closing and reporting."""

from tests.insights.people import OBJECTIVE, RATINGS, seats, write
from workshop.events.models import Event, Participant
from workshop.extensions import db

CUSTOMER = {"who": "Branch advisers waiting for a decision", "needs": "quick,clear"}


def fill(event: Event, *, n: int, team: str = "Claims") -> list[Participant]:
    """So many people of a team who have written on worksheets 1 and 2; committed."""
    people = seats(event, team, n)
    for seat in people:
        write(seat, "objectives", OBJECTIVE)
        write(seat, "needs", CUSTOMER, once=RATINGS)
    db.session.commit()
    return people
