"""What people delete leaves the database once nobody can restore it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.insights.people import GUESS, OBJECTIVE, seats, write
from workshop.answers.forgetting import forget_deleted
from workshop.answers.models import Entry
from workshop.database import utcnow
from workshop.extensions import db

NOW = utcnow()


@pytest.mark.parametrize(
    ("hours", "is_done", "is_closed", "n_left"),
    [(25, True, False, 1), (23, True, False, 2), (25, False, False, 2), (25, False, True, 1), (2000, False, False, 2)],
)
def test_a_deleted_entry_goes_a_day_after_it_can_be_restored_no_more(event, hours, is_done, is_closed, n_left):
    (seat,) = seats(event, "Claims", 1)
    sheet = write(seat, "objectives", OBJECTIVE, GUESS, done_at=NOW if is_done else None)
    entry = db.session.scalars(select(Entry).where(Entry.sheet_id == sheet.id, Entry.rank == 1)).one()
    entry.removed_at = NOW - timedelta(hours=hours)
    event.closed_at = NOW if is_closed else None
    db.session.flush()

    forget_deleted(db.session, now=NOW)

    assert db.session.scalar(select(func.count(Entry.id))) == n_left
