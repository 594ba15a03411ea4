"""Records made from plain rows are the session's own, as if its loader had brought them."""

import pytest
from sqlalchemy import inspect, select

from tests.cast import BEN
from workshop.accounts.models import User
from workshop.database import utcnow
from workshop.extensions import db
from workshop.prepared import Prepared
from workshop.records import Plain, records


def the_record(plain: Plain, **wanted):
    where = [plain.table.c[name] == value for name, value in wanted.items()]
    (row,) = Prepared(select(*plain.columns).where(*where)).rows(db.session(), {})
    (record,) = records(db.session(), row, plain)
    return record


def test_a_change_to_a_record_from_a_plain_row_is_stored(event):
    db.session.expunge_all()
    user = the_record(Plain(User), address=BEN)

    user.name = "Ben"
    db.session.commit()
    db.session.expunge_all()

    assert db.session.scalar(select(User.name).where(User.address == BEN)) == "Ben"


def test_a_record_that_the_session_knows_is_not_made_again(event):
    user = db.session.scalar(select(User).where(User.address == BEN))

    assert the_record(Plain(User), address=BEN) is user


def test_what_was_not_stored_yet_is_found(event):
    user = db.session.scalar(select(User).where(User.address == BEN))
    user.name = "Benedict"

    assert the_record(Plain(User), name="Benedict") is user


def test_a_column_that_was_left_out_is_read_when_it_is_asked_for(event):
    db.session.expunge_all()
    user = the_record(Plain(User, "id", "name"), address=BEN)

    assert "zone" in inspect(user).unloaded
    assert user.zone == "America/Toronto"


def test_a_row_that_is_stored_has_the_defaults_of_what_was_not_given(event):
    given = {"address": "nia@private.example", "address_key": "nia@private.example", "created_at": utcnow()}
    first, second = (Plain(User).stored(db.session(), **given) for _each in range(2))
    db.session.commit()
    db.session.expire_all()

    assert (first.name, first.language, first.proven_at, first.created_at) == ("", "en", None, given["created_at"])
    assert first.public_id != second.public_id
    assert db.session.get(User, first.id) is first


def test_a_value_for_a_column_that_there_is_not_is_refused(event):
    with pytest.raises(TypeError, match="nickname"):
        Plain(User).stored(db.session(), nickname="Nia")
