"""The audit log is sealed in a chain: a line that is changed, added or removed afterwards is found."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from tests import factories
from tests.cast import OMAR
from workshop.audit.log import note
from workshop.audit.models import AuditEntry, AuditSeal
from workshop.audit.sealing import KEPT, SETTLED, forget_old, seal, verify
from workshop.database import utcnow
from workshop.extensions import db

NOW = utcnow()
LATER = NOW + SETTLED


def noted(*acts: str, at=NOW) -> None:
    for act in acts:
        note(db.session, act=act, actor="a", subject="s", now=at)
    db.session.commit()


def sealed(*acts: str, at=NOW) -> AuditSeal | None:
    noted(*acts, at=at)
    made = seal(db.session, now=at + SETTLED)
    db.session.commit()
    return made


def without_rules(change: str) -> None:
    """What somebody with the database in their hands would do: the rules against change are off."""
    if db.engine.dialect.name == "sqlite":
        for rule in db.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            db.session.execute(text(f"DROP TRIGGER {rule}"))
    else:
        db.session.execute(text("SET session_replication_role = replica"))
    db.session.execute(text(change))
    if db.engine.dialect.name != "sqlite":
        db.session.execute(text("SET session_replication_role = DEFAULT"))
    db.session.commit()


def test_what_was_sealed_holds(app):
    first, second = sealed("one", "two"), sealed("three")

    verdict = verify(db.session, now=LATER)

    assert (first.last_id, second.first_id, second.last_id) == (2, 3, 3)
    assert (verdict.holds, verdict.n_lines, verdict.n_unsealed) == (True, 3, 0)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET actor = 'somebody else' WHERE id = 2",
        "UPDATE audit SET at = '2020-01-01 00:00:00.000000' WHERE id = 2",
        "DELETE FROM audit WHERE id = 2",
        "DELETE FROM audit",
        "DELETE FROM audit_seals WHERE id = 1",
        "UPDATE audit_seals SET digest = 'x' WHERE id = 1",
    ],
)
def test_a_planted_change_is_found(app, change):
    sealed("one", "two")
    sealed("three")

    without_rules(change)

    assert not verify(db.session, now=LATER).holds


@pytest.mark.parametrize("table", ["audit", "audit_seals"])
@pytest.mark.parametrize("act", ["DELETE FROM {}", "UPDATE {} SET id = id"])
def test_the_database_refuses_to_change_the_log_and_its_seals(app, table, act):
    sealed("one")

    with pytest.raises(IntegrityError, match="never changed"):
        db.session.execute(text(act.format(table)))


def test_lines_that_may_still_be_overtaken_wait(app):
    noted("one")

    assert seal(db.session, now=NOW + SETTLED / 2) is None
    assert verify(db.session, now=NOW).n_unsealed == 1


def test_two_workers_make_one_seal(app):
    sealed("one")

    assert seal(db.session, now=LATER) is None
    assert db.session.scalar(select(func.count(AuditSeal.id))) == 1


def test_lines_are_kept_for_two_years_and_the_chain_goes_on(app):
    long_ago = NOW - KEPT - timedelta(days=2)
    sealed("old", at=long_ago)
    sealed("new")

    assert forget_old(db.session, now=NOW) == 1
    db.session.commit()

    assert db.session.scalars(select(AuditEntry.act)).all() == ["new"]
    assert verify(db.session, now=LATER).holds


def test_the_command_says_whether_the_log_holds(app, event):
    sealed("one")
    good = app.test_cli_runner().invoke(args=["check"]).output

    without_rules("UPDATE audit SET act = 'another'")

    assert "good  The audit log holds: 1 line under 1 seal." in good
    assert (
        "BAD   The audit log was changed after it was written: from line 1 on."
        in app.test_cli_runner().invoke(args=["check"]).output
    )


def test_the_administrator_sees_whether_the_log_holds(event, browse):
    factories.administrator(OMAR)
    sealed("one")
    omar = browse(as_=OMAR)
    assert "holds together" in omar.get("/admin/audit").text

    without_rules("UPDATE audit SET act = 'another'")

    assert "was changed after it was written" in omar.get("/admin/audit").text
