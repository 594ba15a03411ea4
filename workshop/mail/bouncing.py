"""What returned mail means for its reader and for the run it belongs to.

*Hard*: there is no such mailbox; nothing of a run goes there again. *Soft*: full, or out of reach; three in a row, on
three days, and the address has a rest of thirty days. Each letter that arrives halves what has been counted. *Policy*: a
refusal of us or of our words, which says nothing about the reader; it counts against the run.
"""

import re
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from workshop.mail.models import BounceScore, OutgoingMail
from workshop.mail.returned import Returned
from workshop.mail.suppressions import suppress
from workshop.mail.watching import hold_bad_runs

ENOUGH = 3.0
REST = timedelta(days=30)
FORGOTTEN = timedelta(days=45)  # a rest, and the letter after it
UNSIGNED = "something came back, and not to its return path"
_STATUS = re.compile(r"\b([45])\.(\d{1,3})\.(\d{1,3})\b")


def bounce_class(said: str) -> str:
    """`hard`, `soft`, `policy`, or `unknown` when no status (RFC 3463) is in what was said."""
    status = _STATUS.search(said)
    if status is None:
        return "unknown"
    kind, subject, detail = status.groups()
    if kind == "5" and (subject, detail) in (("1", "7"), ("1", "8")):
        return "policy"  # our own address is what is wrong
    if kind == "5" and (subject == "1" or (subject, detail) == ("2", "1")):
        return "hard"
    return "policy" if subject == "7" else "soft"


def weigh(session: Session, recipient: str, kind: str, *, now: datetime) -> None:
    """Count a bounce of this class against a recipient (a keyed hash of the address)."""
    if kind == "hard":
        suppress(session, recipient, "bounced", now=now)
        _skip(session, recipient)
    elif kind != "policy" and _score(session, recipient, now=now) >= ENOUGH:
        suppress(session, recipient, "unreachable", now=now, until=now + REST)
        _skip(session, recipient)


def take_back(session: Session, returned: Returned, *, now: datetime) -> bool:
    """Write down what came back; False when it is for a person to look at. Safe to repeat.

    Only the return path that we signed says that it is our letter: a Message-ID is known to everybody who was sent a copy.
    What has nothing but that changes nothing of the letter, and counts as *soft* however it is written.
    """
    letter = _letter(session, returned)
    if letter is None:
        return False
    if returned.letter_id is None:
        _doubt(session, letter, now=now)
        return False
    if returned.is_complaint:
        letter.complained_at = letter.complained_at or now
        if letter.recipient:
            suppress(session, letter.recipient, "complained", now=now)
            _skip(session, letter.recipient)
    else:
        letter.state = "bounced"
        letter.smtp_text = f"{returned.status} {returned.said}".strip()
        session.flush()
        if letter.recipient:
            kind = bounce_class(returned.status)
            weigh(session, letter.recipient, kind, now=now)
    session.flush()
    if letter.bulk_id is not None:
        hold_bad_runs(session, [letter.bulk_id], now=now)
    return True


def _letter(session: Session, returned: Returned) -> OutgoingMail | None:
    if returned.letter_id is not None:
        known = OutgoingMail.id == returned.letter_id
    else:
        known = OutgoingMail.message_id == returned.message_id
    went = OutgoingMail.state.in_(("sent", "uncertain", "inflight", "bounced"))
    return session.scalars(select(OutgoingMail).where(known, went).order_by(OutgoingMail.id).limit(1)).first()


def _doubt(session: Session, letter: OutgoingMail, *, now: datetime) -> None:
    """Count what may be forged, once for each letter: whoever knows one Message-ID stops nobody's mail with it."""
    if letter.recipient and letter.smtp_text != UNSIGNED:
        letter.smtp_text = UNSIGNED
        session.flush()
        weigh(session, letter.recipient, "soft", now=now)


def _score(session: Session, recipient: str, *, now: datetime) -> float:
    """What has been counted against the recipient, this bounce included; at most one a day is."""
    counted = session.get(BounceScore, recipient)
    if counted is None:
        counted = BounceScore(recipient=recipient, score=0.0, last_at=now - FORGOTTEN)
        session.add(counted)
    if now - counted.last_at >= timedelta(days=1):
        arrived = select(func.count()).where(OutgoingMail.recipient == recipient, OutgoingMail.state == "sent")
        n = session.scalar(arrived.where(OutgoingMail.sent_at > counted.last_at, OutgoingMail.sent_at <= now)) or 0
        is_old = now - counted.last_at >= FORGOTTEN
        counted.score, counted.last_at = (0.0 if is_old else counted.score / 2**n) + 1, now
        session.flush()
    return counted.score


def _skip(session: Session, recipient: str) -> None:
    waiting = OutgoingMail.recipient == recipient, OutgoingMail.state.in_(("queued", "retry"))
    skipped = update(OutgoingMail).where(*waiting).values(state="skipped", smtp_text="its address has a rest")
    session.execute(skipped, execution_options={"synchronize_session": False})
