"""The letters of the subscription itself: the link to confirm, "you have it already", and the welcome."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from workshop.accounts.own_data import address_hmac
from workshop.config import Settings
from workshop.mail import outbox
from workshop.mail.rendering import Letter, render_letter
from workshop.newsletter.asking import LIFE, Answer
from workshop.newsletter.models import Subscriber
from workshop.tipsheets.tipsheet import Tipsheet
from workshop.tokens import token_hash

ALREADY_EVERY = timedelta(days=1)


def asking_letters(token: str, settings: Settings) -> dict[Answer, Letter]:
    """Both letters that an asking may be answered with. Neither holds a word of what was typed into the form."""
    href = settings.address_of(f"/subscription/confirm/{token}")
    given = {"href": href, "site_name": settings.site_name, "sender": settings.practice_name, "settings": settings}
    return {
        Answer.CONFIRM: render_letter("newsletter/mail/confirm.txt", **given),
        Answer.ALREADY: render_letter("newsletter/mail/already.txt", **given),
    }


def queue_asking_letter(
    session: Session, answer: Answer, letters: dict[Answer, Letter], *, to: str, token: str, pepper: str, now: datetime
) -> None:
    """Put the letter that is due into the outbox: a link at once, "you have it already" at most once a day."""
    if answer is Answer.NOTHING:
        return
    day = int(now.timestamp() // ALREADY_EVERY.total_seconds())
    key = f"confirm:{token_hash(token)}" if answer is Answer.CONFIRM else f"already:{address_hmac(to, pepper)}:{day}"
    outbox.enqueue(
        session,
        dedupe_key=key,
        kind="subscription",
        to=to,
        letter=letters[answer],
        now=now,
        priority=outbox.CODES if answer is Answer.CONFIRM else outbox.SERVICE,
        expires_in=LIFE,
    )


def queue_welcome(
    session: Session, subscriber: Subscriber, token: str, newest: Tipsheet | None, *, settings: Settings, now: datetime
) -> None:
    """Thank them, with the newest tipsheet to begin with."""
    letter = render_letter(
        "newsletter/mail/welcome.txt",
        site_name=settings.site_name,
        tipsheet=newest,
        tipsheet_href=settings.address_of(f"/tips/{newest.slug}") if newest else "",
        subscription_href=settings.address_of(f"/subscription/{token}"),
        settings=settings,
    )
    outbox.enqueue(
        session,
        dedupe_key=f"welcome:{subscriber.public_id}:{subscriber.subscribed_at.isoformat()}",
        kind="subscription",
        to=subscriber.address,
        letter=letter,
        now=now,
    )
