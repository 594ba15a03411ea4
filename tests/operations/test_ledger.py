"""Whoever had themself erased stays erased when an older backup is put back."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests import factories
from tests.cast import BEN, CLEO
from workshop.accounts.models import Erasure, User
from workshop.accounts.own_data import erase
from workshop.audit.models import AuditEntry
from workshop.database import utcnow
from workshop.events.models import Participant, RosterLine
from workshop.extensions import db
from workshop.operations import ledger
from workshop.operations.backups import back_up


def n_of(address: str) -> int:
    return db.session.scalar(select(func.count(User.id)).where(User.address_key == address))


@pytest.fixture
def backed_up(event, settings, tmp_path):
    """A backup in which Ben is, and a device that joined as Ben."""
    factories.user(BEN, is_proven=False)
    db.session.commit()
    return back_up(settings.database_url, tmp_path / "elsewhere", now=utcnow() - timedelta(days=1))


def erase_ben(settings) -> str:
    ben = db.session.scalars(select(User).where(User.address_key == BEN, User.proven_at.is_not(None))).one()
    receipt = erase(db.session, ben, pepper=settings.secret_key, now=utcnow()).receipt
    db.session.commit()
    return receipt


def restore(app, file, folder):
    return app.test_cli_runner().invoke(args=["restore", str(file), "--yes", "--folder", str(folder)])


def test_an_erasure_after_the_backup_is_done_again(app, settings, backed_up, tmp_path):
    receipt = erase_ben(settings)

    done = restore(app, backed_up, tmp_path)

    assert done.exit_code == 0, done.output
    assert (n_of(BEN), n_of(CLEO)) == (0, 1)
    assert db.session.scalar(select(func.count(Participant.id))) == 0
    assert db.session.scalars(select(Erasure.receipt)).all() == [receipt]
    assert "Erasures since the backup, done again: 1." in done.output
    assert "person.erased_again" in db.session.scalars(select(AuditEntry.act)).all()


def test_the_ledger_beside_the_backups_is_enough_when_the_database_is_lost(app, settings, backed_up, tmp_path):
    erase_ben(settings)
    ledger.write(tmp_path, ledger.known(db.session))
    db.session.delete(db.session.scalars(select(Erasure)).one())  # as in a database begun anew
    db.session.commit()

    restore(app, backed_up, tmp_path)

    assert n_of(BEN) == 0


def test_who_came_back_later_is_left_alone(event, settings, tmp_path):
    erase_ben(settings)
    lines = ledger.known(db.session)
    db.session.delete(db.session.scalars(select(Erasure)).one())
    factories.user(BEN)
    db.session.commit()

    ledger.replay(db.session, lines, pepper=settings.secret_key, now=utcnow())

    assert n_of(BEN) == 1


def test_the_ledger_holds_no_address_and_no_name(event, settings, tmp_path):
    erase_ben(settings)

    ledger.write(tmp_path, ledger.known(db.session))

    text = (tmp_path / ledger.NAME).read_text()
    assert BEN not in text
    assert "Ben" not in text
    assert oct((tmp_path / ledger.NAME).stat().st_mode & 0o777) == "0o600"


def test_a_line_is_written_once_and_one_that_was_cut_off_loses_no_other(event, settings, tmp_path):
    erase_ben(settings)
    (tmp_path / ledger.NAME).write_text('{"receipt": "cut o')

    for _ in range(2):
        ledger.write(tmp_path, ledger.known(db.session))

    assert ledger.read(tmp_path) == ledger.known(db.session)


def test_the_worker_keeps_the_ledger_and_heals_a_database_put_back_by_hand(event, settings, tmp_path):
    real = settings.__class__(
        secret_key=settings.secret_key,
        database_url=settings.database_url,
        backup_folder=str(tmp_path),
        base_url="https://a.example",
    )
    line = ledger.Line("r", "", factories.user(BEN).public_id, (utcnow() + timedelta(seconds=1)).isoformat())
    (tmp_path / ledger.NAME).write_text(json.dumps(line.__dict__))

    ledger.keep_ledger(db.session, settings=real, now=utcnow())
    erased = erase(db.session, factories.user(CLEO), pepper="p", now=utcnow())
    ledger.keep_ledger(db.session, settings=real, now=utcnow())

    assert n_of(BEN) == 0
    assert [one.receipt for one in ledger.read(tmp_path)] == ["r", erased.receipt]


def test_erasing_takes_the_person_off_every_roster(event, settings):
    erase_ben(settings)

    assert db.session.scalar(select(func.count(RosterLine.id)).where(RosterLine.address_key == BEN)) == 0
