"""Whoever does not come back for two years is told, and then forgotten."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from tests import factories
from tests.accounts.pages import letters
from tests.cast import ADA, BEN, CLEO, OMAR
from workshop.accounts.absence import KEPT, NOTICE
from workshop.accounts.models import Attempt, MailedCode, SignIn, User
from workshop.audit.models import AuditEntry
from workshop.database import utcnow
from workshop.due import JOBS, Clock
from workshop.events.models import Participant
from workshop.extensions import db

DAY = timedelta(days=1)


@pytest.fixture
def work(app, settings):
    """`work(days)` lets the worker do everything that is due so many days from now."""

    def work_in(days: float) -> list[str]:
        db.session.commit()
        with time_machine.travel(utcnow() + days * DAY, tick=False):
            done = Clock(db.engine, settings).tick(now=utcnow())
        db.session.expire_all()
        assert len(done) == len(JOBS)
        return done

    return work_in


def is_here(address: str) -> bool:
    return db.session.scalar(select(User.id).where(User.address_key == address).limit(1)) is not None


def told() -> list[str]:
    return sorted(letter.to_address for letter in letters() if letter.kind == "absence")


def test_somebody_who_stays_away_is_told_30_days_before_and_then_forgotten(event, work):
    n_days = KEPT // DAY

    work(n_days - 31)
    assert BEN not in told()

    work(n_days - 29)
    assert (told().count(BEN), is_here(BEN)) == (1, True)

    work(n_days + 2)
    assert not is_here(BEN)
    assert db.session.scalar(select(func.count(Participant.id))) == 0


def test_nobody_is_forgotten_without_30_days_of_notice(event, work):
    """The worker may have stood still for years."""
    n_days = KEPT // DAY + 100

    work(n_days)
    assert (BEN in told(), is_here(BEN)) == (True, True)
    work(n_days + 29)
    assert is_here(BEN)

    work(n_days + 31)
    assert not is_here(BEN)


def test_who_comes_back_stays_and_may_be_told_again_much_later(event, work, browse):
    n_days = KEPT // DAY
    work(n_days - 20)
    with time_machine.travel(utcnow() + (n_days - 10) * DAY):
        browse(as_=BEN).get("/account")

    work(n_days + 25)
    assert is_here(BEN)

    work(2 * n_days - 15)
    assert told().count(BEN) == 2


def test_a_visit_counts_after_its_sign_in_is_over_and_forgotten(event, work, browse):
    with time_machine.travel(utcnow() + 100 * DAY):
        browse(as_=BEN).get("/account")

    work(110)
    assert db.session.scalar(select(func.count(SignIn.id))) == 0
    work(KEPT // DAY + 5)

    assert BEN not in told()


def test_whoever_the_site_needs_is_not_forgotten(event, work):
    factories.administrator(OMAR)
    n_days = KEPT // DAY + 100

    work(n_days)
    work(n_days + NOTICE // DAY + 1)

    assert (is_here(ADA), is_here(OMAR), is_here(CLEO)) == (True, True, False)


def test_the_letter_quotes_nothing_and_the_log_says_that_somebody_was_forgotten(event, work):
    public_id = factories.user(BEN).public_id
    n_days = KEPT // DAY

    work(n_days - 20)
    text = next(letter.text for letter in letters() if letter.to_address == BEN)
    work(n_days + 20)

    assert "http://localhost/sign-in" in text
    assert "HERON" not in text
    assert (public_id, "person.forgotten", "") in db.session.execute(
        select(AuditEntry.subject, AuditEntry.act, AuditEntry.actor)
    ).all()


def test_a_disabled_person_is_not_written_to_and_forgotten_all_the_same(event, work):
    factories.user(BEN).disabled_at = utcnow()
    n_days = KEPT // DAY

    work(n_days - 20)
    work(n_days + 20)

    assert (BEN in told(), is_here(BEN)) == (False, False)


def test_codes_and_counts_are_forgotten_when_they_are_over(event, work, browse):
    browse().post("/sign-in/link", data={"address": BEN})
    browse().post("/join", data={"code": "EMU-10"})

    work(0.5)
    assert db.session.scalar(select(func.count(MailedCode.id))) == 1
    work(3)

    assert [db.session.scalar(select(func.count(table.id))) for table in (MailedCode, Attempt)] == [0, 0]
