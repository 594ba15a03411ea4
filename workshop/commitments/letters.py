"""The letter to everybody who took part. Whoever asks for it learns nothing of whom it goes to, nor of how many."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from workshop.accounts.models import User
from workshop.commitments.models import Commitment
from workshop.config import Settings
from workshop.events.models import Event, Participant
from workshop.mail import outbox
from workshop.mail.rendering import Letter, render_letter

AT_ONCE = 200  # letters in a transaction
LIFE = timedelta(days=7)  # after which a letter that could not be sent is given up


def letter_of(event: Event, words: str, *, settings: Settings) -> Letter:
    """The letter with these words in it, the same for everybody."""
    return render_letter(
        "commitments/mail/commitment.txt",
        client=event.client.name if event.client else "",
        title=event.title,
        words=words,
        site_name=settings.site_name,
        href=settings.address_of(f"/workbook/{event.code}"),
    )


def untold(session: Session) -> Sequence[Commitment]:
    """What was sent and has letters still to be made, the earliest first."""
    sent = select(Commitment).where(Commitment.sent_at.is_not(None), Commitment.made_at.is_(None))
    return session.scalars(sent.order_by(Commitment.sent_at)).all()


def make_some(session: Session, commitment: Commitment, *, settings: Settings, now: datetime) -> bool:
    """Queue the letters to the next 200 who took part, staff left out; True while there may be more.

    Commit after each: then a crash costs no letter and doubles none, and no save waits long for the database.
    """
    letter = letter_of(commitment.event, commitment.words, settings=settings)
    seats = _next_seats(session, commitment)
    for seat in seats:
        outbox.enqueue(
            session,
            dedupe_key=f"commitment:{commitment.public_id}:{seat.public_id}",
            kind="commitment",
            to=seat.user.address,
            letter=letter,
            priority=outbox.FOLLOW_UP,
            expires_in=LIFE,
            now=now,
        )
    if len(seats) < AT_ONCE:
        commitment.made_at = now
        return False
    commitment.last_id = seats[-1].id
    return True


def _next_seats(session: Session, commitment: Commitment) -> Sequence[Participant]:
    seats = select(Participant).join(Participant.user).options(contains_eager(Participant.user))
    taken = Participant.event_id == commitment.event_id, Participant.removed_at.is_(None), Participant.is_staff.is_(False)
    further = seats.where(*taken, User.disabled_at.is_(None), Participant.id > commitment.last_id)
    return session.scalars(further.order_by(Participant.id).limit(AT_ONCE)).all()
