"""Mailing a tipsheet: planned for an hour, made into letters in steps that can be taken up again, followed to its end."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from workshop.config import Settings
from workshop.database import stand_in_line
from workshop.mail.bulk import Recipient, enqueue_run, hold, let_go, progress
from workshop.mail.models import BulkLetter
from workshop.newsletter.audience import next_readers, reachable
from workshop.newsletter.keys import hand_out
from workshop.newsletter.models import Mailing, Subscriber
from workshop.tipsheets.places import filling
from workshop.tipsheets.tipsheet import Tipsheet
from workshop.tipsheets.writing import take_over, written

CATEGORY = "tipsheet"
TOO_LATE = timedelta(hours=6)


class NoPostalAddress(RuntimeError):
    """Bulk mail says where its sender lives: POSTAL_ADDRESS is not set."""


class AlreadyMailed(ValueError):
    """This tipsheet has been mailed, or is about to be."""


def schedule(session: Session, tipsheet: Tipsheet, *, due_at: datetime, settings: Settings, now: datetime) -> Mailing:
    """Plan to mail the tipsheet; its page opens with it, if not before. Raises `NoPostalAddress` and `AlreadyMailed`.

    A page that was planned for later opens with the letters: they lead to it.
    """
    if not settings.postal_address.strip():
        raise NoPostalAddress
    stand_in_line(session, f"mailing of {tipsheet.slug}")
    earlier = session.scalar(_locked().where(Mailing.slug == tipsheet.slug))
    if earlier is not None and (earlier.cancelled_at is None or earlier.bulk_id is not None):
        raise AlreadyMailed(tipsheet.slug)
    mailing = earlier or Mailing(slug=tipsheet.slug)
    mailing.due_at, mailing.cancelled_at, mailing.held_because = due_at, None, ""
    if not tipsheet.is_published(due_at) and not (row := take_over(session, tipsheet, now=now)).is_published(due_at):
        row.publish(due_at, now=now)
    session.add(mailing)
    session.flush()
    return mailing


def mailing_of(session: Session, slug: str) -> Mailing | None:
    """The mailing of this tipsheet, planned, under way, over or cancelled; None if there never was one."""
    return session.scalar(select(Mailing).where(Mailing.slug == slug).options(joinedload(Mailing.bulk)))


def all_by_slug(session: Session) -> dict[str, Mailing]:
    """Every mailing by its tipsheet's slug."""
    return {one.slug: one for one in session.scalars(select(Mailing).options(joinedload(Mailing.bulk)))}


def cancel(session: Session, mailing: Mailing, *, now: datetime) -> bool:
    """Take it back before its words are fixed; False when it is too late.

    A page that was to open at its hour is a draft again; one that opens at an hour of its own still does.
    """
    _look_again(session, mailing)
    if mailing.bulk_id is None and mailing.cancelled_at is None:
        mailing.cancelled_at = now
        row = written(session, mailing.slug, to_change=True)
        if row is not None and row.published_at == mailing.due_at:
            row.withdraw(now=now)
    return mailing.cancelled_at is not None


def go_on(session: Session, mailing: Mailing, *, now: datetime) -> None:
    """Send a held mailing after all; one whose words are not fixed yet is due anew."""
    _look_again(session, mailing)
    if mailing.bulk is None and mailing.held_because:
        mailing.held_because, mailing.due_at = "", now
    elif mailing.bulk is not None and mailing.sent_at is None:
        let_go(session, mailing.bulk, now=now)


def pause(mailing: Mailing, *, now: datetime) -> None:
    """Hold it: no further letter begins."""
    if mailing.bulk is not None and mailing.sent_at is None:
        hold(mailing.bulk, "paused", now=now)


def due_mailings(session: Session, *, now: datetime) -> list[Mailing]:
    """Those whose hour has come and whose letters are not all made, the earliest first; none that is kept from beginning."""
    due = select(Mailing).where(Mailing.due_at <= now, Mailing.made_at.is_(None), Mailing.cancelled_at.is_(None))
    return list(session.scalars(due.where(Mailing.held_because == "").order_by(Mailing.due_at)))


def begin(session: Session, mailing: Mailing, letter: BulkLetter, *, now: datetime) -> None:
    """Fix its words, unless it was cancelled or put off meanwhile; safe to repeat.

    More than six hours late it is held: somebody has to look at it first.
    """
    if not _may_begin(session, mailing, now=now):
        return
    mailing.bulk = letter
    session.add(letter)
    if now - mailing.due_at > TOO_LATE:
        hold(mailing.bulk, "late", now=now)
    session.flush()


def keep_back(session: Session, mailing: Mailing, because: str, *, now: datetime) -> None:
    """Do not begin it before somebody has mended what is wrong (`too_long`) and lets it go on, or cancels it."""
    if _may_begin(session, mailing, now=now):
        mailing.held_because = because


def make_some(session: Session, mailing: Mailing, *, language: str, settings: Settings, now: datetime) -> bool:
    """Make the next 500 letters of one that has begun; True while there may be more.

    Commit after each: then a crash costs no letter and doubles none.
    """
    _look_again(session, mailing)
    if mailing.bulk is None or mailing.cancelled_at is not None or mailing.made_at is not None:
        return False
    readers = next_readers(session, after=mailing.last_id, language=language, rhythm=mailing.rhythm, now=now)
    if not readers:
        mailing.made_at = now
        return False
    recipients = _recipients(session, readers, mailing.bulk, settings)
    enqueue_run(session, mailing.bulk, recipients, category=CATEGORY, now=now)
    mailing.last_id = readers[-1].id
    return True


def finish_what_is_over(session: Session, *, now: datetime) -> None:
    """Note the end of each mailing of which no letter is under way."""
    for mailing in session.scalars(select(Mailing).where(Mailing.made_at.is_not(None), Mailing.sent_at.is_(None))):
        if mailing.bulk is not None and progress(session, mailing.bulk).is_over:
            mailing.sent_at = now


def _locked() -> Select[Mailing]:
    """Mailings as they stand now, which nobody else changes until the transaction ends."""
    return select(Mailing).with_for_update().execution_options(populate_existing=True)


def _look_again(session: Session, mailing: Mailing) -> None:
    session.flush()
    session.scalars(_locked().where(Mailing.id == mailing.id)).one()


def _may_begin(session: Session, mailing: Mailing, *, now: datetime) -> bool:
    _look_again(session, mailing)
    is_kept_back = mailing.cancelled_at is not None or bool(mailing.held_because)
    return mailing.bulk_id is None and not is_kept_back and mailing.due_at <= now


def _recipients(session: Session, readers: Sequence[Subscriber], letter: BulkLetter, settings: Settings) -> list[Recipient]:
    pepper, words = settings.secret_key, letter.text + letter.html
    has_places = bool(filling(words, first_name=""))
    tokens = hand_out(session, readers, pepper=pepper)
    return [
        Recipient(
            reader.address,
            key,
            _fields(tokens[reader.id], settings) | (filling(words, first_name=reader.first_name) if has_places else {}),
        )
        for key, reader in reachable(session, readers, pepper=pepper).items()
    ]


def _fields(token: str, settings: Settings) -> dict[str, str]:
    return {"unsubscribe": settings.address_of(f"/subscription/{token}")}
