"""Due jobs: each at its interval, and one that fails holds up no other."""

from datetime import timedelta

from workshop.database import utcnow
from workshop.due import JOBS, Clock, Job
from workshop.extensions import db


def test_a_job_is_done_at_once_and_then_at_its_interval(app, settings):
    rang, now = [], utcnow()
    clock = Clock(
        db.engine, settings, jobs=[Job("ring", timedelta(minutes=5), lambda session, *, settings, now: rang.append(now))]
    )

    for minutes in (0, 4, 5, 6):
        clock.tick(now=now + timedelta(minutes=minutes))

    assert rang == [now, now + timedelta(minutes=5)]


def test_a_job_that_fails_is_told_and_holds_up_no_other(app, settings, caplog):
    def fail(session, *, settings, now):
        raise LookupError("planted")

    jobs = [Job("fails", timedelta(hours=1), fail), Job("works", timedelta(hours=1), lambda session, **given: None)]

    done = Clock(db.engine, settings, jobs=jobs).tick(now=utcnow())

    assert done == ["works"]
    assert [record.getMessage() for record in caplog.records] == ["a due job failed: fails"]


def test_every_job_of_the_site_has_a_name_of_its_own():
    names = [job.name for job in JOBS]

    assert len(set(names)) == len(names) > 0
