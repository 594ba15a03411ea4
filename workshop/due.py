"""What the worker does by itself, beside sending letters: a short list of jobs that features hand in, each with how often.

A job may run twice, or in two workers at once, and do no harm: rows are the truth, and the clock only rings.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from workshop.config import Settings

log = logging.getLogger("workshop.due")


class Work(Protocol):
    """What a job does, in a transaction of its own that is committed after it."""

    def __call__(self, session: Session, *, settings: Settings, now: datetime) -> None: ...


@dataclass(frozen=True)
class Job:
    """Work that is due again and again."""

    name: str
    every: timedelta
    work: Work


JOBS: list[Job] = []


def every(interval: timedelta) -> Callable[[Work], Work]:
    """Hand in a job: it is done when the worker starts, and then at this interval."""

    def register(work: Work) -> Work:
        JOBS.append(Job(f"{work.__module__}.{work.__qualname__}", interval, work))  # type: ignore[attr-defined]
        return work

    return register


class Clock:
    """Remembers when each job is due again. A new one holds everything for due."""

    def __init__(self, engine: Engine, settings: Settings, *, jobs: list[Job] | None = None) -> None:
        self._engine, self._settings = engine, settings
        self._jobs = JOBS if jobs is None else jobs
        self._due_at: dict[str, datetime] = {}

    def tick(self, *, now: datetime) -> list[str]:
        """Do what is due; the names of what was done. A job that fails is told in the log, and due again in its time."""
        done = []
        for job in self._jobs:
            if now < self._due_at.get(job.name, now):
                continue
            self._due_at[job.name] = now + job.every
            try:
                with Session(self._engine, expire_on_commit=False) as session:
                    job.work(session, settings=self._settings, now=now)
                    session.commit()
                done.append(job.name)
            except Exception:
                log.exception("a due job failed: %s", job.name)
        return done
