"""What the worker does about actions of tipsheets: ask once, and forget."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from workshop import due
from workshop.accounts.own_data import address_hmac
from workshop.actions.definition import follow_up
from workshop.actions.letters import CATEGORY
from workshop.actions.spacing import written_to_lately
from workshop.actions.taking_on import AT_ONCE, GIVEN_UP, due_tip_actions, forget_old, letter_of, tip_token
from workshop.actions.tip_models import TipAction
from workshop.config import Settings
from workshop.mail.outbox import FOLLOW_UP, enqueue
from workshop.mail.rendering import render_letter
from workshop.mail.suppressions import suppressed


@due.every(timedelta(minutes=1))
def ask_readers(session: Session, *, settings: Settings, now: datetime) -> None:
    """Write to readers who took an action on a week ago, two hundred in a transaction, and to nobody twice in five days."""
    after = 0
    while found := due_tip_actions(session, after=after, now=now):
        _ask(session, found, settings=settings, now=now)
        after = found[-1].id
        session.commit()
        if len(found) < AT_ONCE:
            break


@due.every(timedelta(hours=6))
def forget_tip_actions(session: Session, *, settings: Settings, now: datetime) -> None:
    """Keep them for two months, as /privacy says."""
    forget_old(session, now=now)


def _ask(session: Session, found: list[TipAction], *, settings: Settings, now: datetime) -> None:
    hashes = {one.id: address_hmac(one.address, settings.secret_key) for one in found}
    refused = suppressed(session, set(hashes.values()))
    lately = written_to_lately(session, {one.address_key for one in found}, now=now)
    for one in found:
        if hashes[one.id] in refused:
            session.delete(one)
        elif one.address_key not in lately:
            lately.add(one.address_key)
            _mail(session, one, hashes[one.id], settings=settings, now=now)


def _mail(session: Session, one: TipAction, recipient: str, *, settings: Settings, now: datetime) -> None:
    went = follow_up(is_led_by_one_manager=False).question("went")
    letter = render_letter(
        "actions/mail/tip.txt",
        href=settings.address_of(f"/check-in/tips/{tip_token(one.public_id, pepper=settings.secret_key)}"),
        choices=[(option.key, option.label.in_("en")) for option in went.options],
        settings=settings,
    )
    one.mailed_at = now
    enqueue(
        session,
        dedupe_key=letter_of(one),
        kind="tip_action",
        category=CATEGORY,
        recipient=recipient,
        to=one.address,
        letter=letter,
        now=now,
        priority=FOLLOW_UP,
        expires_in=GIVEN_UP,
    )
