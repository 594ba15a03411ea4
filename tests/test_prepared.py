"""A prepared statement does what it would do on SQLAlchemy's own way, faster."""

import pytest
from sqlalchemy import bindparam, insert, literal, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from tests.cast import BEN, CLEO
from workshop.accounts.models import User
from workshop.database import utcnow
from workshop.events.models import Planner
from workshop.extensions import db
from workshop.prepared import Prepared

USERS = User.__table__
FIND = Prepared(
    select(USERS.c.address, USERS.c.created_at, USERS.c.disabled_at, literal("always")).where(
        USERS.c.address == bindparam("address")
    )
)
DISABLE = Prepared(update(USERS).where(USERS.c.address == bindparam("who")).values(disabled_at=bindparam("at")))
PLAN = Prepared(insert(Planner.__table__).values(user_id=bindparam("user_id")))


def test_what_it_finds_has_the_types_of_its_columns(event):
    user = db.session.scalar(select(User).where(User.address == BEN))

    (found,) = FIND.rows(db.session(), {"address": BEN})

    assert list(found) == [BEN, user.created_at, None, "always"]
    assert found[1].tzinfo is not None


def test_what_was_not_stored_yet_is_found(event):
    db.session.scalar(select(User).where(User.address == BEN)).address = "benedict@northgate.example"

    assert len(FIND.rows(db.session(), {"address": "benedict@northgate.example"})) == 1


def test_it_tells_how_many_rows_it_changed_and_stores_aware_times(event):
    now = utcnow()

    n = DISABLE.change(db.session(), *({"who": who, "at": now} for who in (BEN, CLEO, "nobody@northgate.example")))

    assert n == 2
    assert FIND.rows(db.session(), {"address": BEN})[0][2] == now
    assert DISABLE.change(db.session(), {"who": "nobody@northgate.example", "at": now}) == 0


def test_a_time_without_a_zone_is_refused(event):
    with pytest.raises(ValueError, match="zone"):
        DISABLE.change(db.session(), {"who": BEN, "at": utcnow().replace(tzinfo=None)})


def test_it_goes_the_usual_way_while_statements_are_counted(event, statements):
    now = utcnow()
    statements.clear()

    n = DISABLE.change(db.session(), {"who": BEN, "at": now})
    both = DISABLE.change(db.session(), {"who": BEN, "at": now}, {"who": CLEO, "at": now})
    (found,) = FIND.rows(db.session(), {"address": BEN})

    assert (n, both, found[2]) == (1, 2, now)
    assert [one.split()[0] for one in statements] == ["UPDATE", "UPDATE", "SELECT"]


def test_what_the_database_refuses_is_the_same_error_and_tells_no_value(event):
    with pytest.raises(IntegrityError) as refusal:
        PLAN.change(db.session(), {"user_id": 123456789})

    assert "123456789" not in str(refusal.value.params)


def test_what_it_changed_goes_with_the_transaction(event):
    DISABLE.change(db.session(), {"who": BEN, "at": utcnow()})
    db.session.rollback()

    assert FIND.rows(db.session(), {"address": BEN})[0][2] is None


def test_a_table_that_is_not_there_is_an_error_of_the_database(event):
    missing = Prepared(select(text("1 FROM nowhere")))

    with pytest.raises((OperationalError, ProgrammingError)):
        missing.rows(db.session(), {})


def test_a_statement_that_was_used_can_be_made_into_one_that_returns_something(event):
    changing = update(USERS).where(USERS.c.address == bindparam("who")).values(disabled_at=bindparam("at"))
    Prepared(changing).change(db.session(), {"who": BEN, "at": utcnow()})

    returning = changing.returning(USERS.c.created_at)

    assert list(returning.cte("changed").c.keys()) == ["created_at"]
    ((created_at,),) = Prepared(returning).rows(db.session(), {"who": BEN, "at": None})
    assert created_at.tzinfo is not None
