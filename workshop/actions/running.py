"""What the worker does about actions: ask how they went, when it is time."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from workshop import due
from workshop.actions.asking import AT_ONCE, due_askings, to_write_to
from workshop.actions.following import forget_removed
from workshop.actions.letters import mail_asking
from workshop.config import Settings


@due.every(timedelta(minutes=1))
def ask_how_it_went(session: Session, *, settings: Settings, now: datetime) -> None:
    """Write to everybody whose wave is open, two hundred in a transaction, so that nobody's save waits long.

    First letters go before second ones: where both wait for the same person, the reminder waits longer.
    """
    for second in (False, True):
        after = 0
        while found := due_askings(session, second=second, after=after, now=now):
            for asking in to_write_to(session, found, pepper=settings.secret_key, now=now):
                mail_asking(session, asking, settings=settings, now=now)
            after = found[-1].id
            session.commit()
            if len(found) < AT_ONCE:
                break


@due.every(timedelta(hours=6))
def forget_removed_actions(session: Session, *, settings: Settings, now: datetime) -> None:
    """What people deleted is gone within two days."""
    forget_removed(session, now=now)
