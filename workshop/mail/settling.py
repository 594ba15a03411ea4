"""What became of a letter that was tried, written down.

One that may have arrived, or not, is sent once more under the same Message-ID, and after that left to a human eye as
`uncertain`. One of a run is left to a human eye at once: nobody waits for it, and everybody minds a second copy.
"""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Table, bindparam, update
from sqlalchemy.orm import Session

from workshop.mail.bouncing import bounce_class, weigh
from workshop.mail.models import OutgoingMail
from workshop.mail.transport import Outcome
from workshop.mail.watching import hold_bad_runs

LADDER = tuple(timedelta(seconds=s) for s in (30, 60, 120, 300, 600, 1800, 3600, 3600, 7200))
JITTER = 0.2

_table = cast(Table, OutgoingMail.__table__)
_SENT = (
    update(_table)
    .where(_table.c.id == bindparam("letter_id"))
    .values(
        state="sent",
        sent_at=bindparam("done_at"),
        attempts=_table.c.attempts + 1,
        smtp_code=bindparam("code"),
        smtp_text=bindparam("said"),
        lease_owner="",
        lease_until=None,
        inflight_since=None,
    )
)


def settle_all(session: Session, tried: Sequence[tuple[int, Outcome]], *, now: datetime) -> None:
    """Write down what became of several letters: of those that arrived in one statement."""
    sent = [
        {"letter_id": letter_id, "done_at": now, "code": outcome.code, "said": outcome.text[:500]}
        for letter_id, outcome in tried
        if outcome.kind == "sent"
    ]
    if sent:
        session.connection().execute(_SENT, sent)
    refused_in: set[int] = set()
    for letter_id, outcome in tried:
        letter = session.get(OutgoingMail, letter_id) if outcome.kind != "sent" else None
        if letter is not None:
            settle(session, letter, outcome, now=now)
            if letter.state in ("bounced", "failed") and letter.bulk_id is not None:
                refused_in.add(letter.bulk_id)
    if refused_in:
        session.flush()
        hold_bad_runs(session, refused_in, now=now)


def settle(session: Session, letter: OutgoingMail, outcome: Outcome, *, now: datetime) -> None:
    """Write down what became of a letter that was not taken. An address that does not exist gets no bulk letter again."""
    letter.attempts += 1
    letter.smtp_code, letter.smtp_text = outcome.code, outcome.text[:500]
    letter.lease_owner, letter.lease_until, letter.inflight_since = "", None, None
    if outcome.kind == "refused":
        kind = bounce_class(outcome.text)
        # A refusal of us, our contents or the moment says nothing about whether there is such an address.
        letter.state = "bounced" if outcome.is_at_recipient and kind in ("hard", "unknown") else "failed"
        if letter.recipient and (kind != "unknown" or outcome.is_at_recipient):
            session.flush()
            weigh(session, letter.recipient, kind, now=now)
    elif outcome.kind == "doubtful":
        doubt(letter, now=now)
    else:
        _try_later(letter, now=now)


def doubt(letter: OutgoingMail, *, now: datetime) -> None:
    """The letter may have gone, or not: once more under the same Message-ID, then it is for a person to look at."""
    letter.doubts += 1
    letter.lease_owner, letter.lease_until, letter.inflight_since = "", None, None
    is_tried_again = letter.doubts == 1 and letter.bulk_id is None
    letter.state, letter.not_before = ("retry", now) if is_tried_again else ("uncertain", letter.not_before)


def _try_later(letter: OutgoingMail, *, now: datetime) -> None:
    if letter.attempts > len(LADDER):
        letter.state = "failed"
        return
    wait = LADDER[letter.attempts - 1] * random.uniform(1 - JITTER, 1 + JITTER)
    letter.state, letter.not_before = "retry", now + wait
