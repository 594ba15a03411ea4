"""The first administrator is made once, and told the password once."""

import re

import pytest
from sqlalchemy import func, select

from tests.cast import BEN, OMAR
from workshop.accounts.hashing import is_password
from workshop.accounts.models import Administrator, User
from workshop.accounts.users import proven_user
from workshop.events.models import Planner
from workshop.extensions import db


@pytest.fixture
def init(app):
    def run(address: str):
        return app.test_cli_runner().invoke(args=["init", address])

    return run


def test_the_first_administrator_signs_in_with_the_password_that_is_printed(init):
    done = init(OMAR)

    omar = proven_user(db.session, OMAR)
    (password,) = re.findall(r"^    (\S{24})$", done.output, re.MULTILINE)
    assert done.exit_code == 0
    assert is_password(password, omar.password_hash)
    assert db.session.get(Administrator, omar.id)
    assert db.session.get(Planner, omar.id)


def test_somebody_who_is_known_already_can_be_the_first_administrator(event, init):
    db.session.delete(db.session.scalars(select(Administrator)).one())
    db.session.commit()

    assert init(BEN).exit_code == 0
    assert db.session.scalar(select(func.count()).select_from(User).where(User.address_key == BEN)) == 1
    assert db.session.scalars(select(Administrator.user_id)).one() == proven_user(db.session, BEN).id


def test_there_is_no_second_first_administrator(init):
    init(OMAR)

    refused = init("eve@demo.example")

    assert refused.exit_code == 1
    assert refused.output == "Error: The site has an administrator already.\n"
    assert proven_user(db.session, "eve@demo.example") is None


def test_what_is_not_an_address_is_refused(init):
    refused = init("omar")

    assert refused.exit_code == 1
    assert refused.output == "Error: omar is not an e-mail address.\n"
