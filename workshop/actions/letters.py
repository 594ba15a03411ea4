"""The letter of a wave: that it is time, and a link. It quotes nothing, and names nobody."""

from datetime import datetime

from sqlalchemy.orm import Session

from workshop.accounts.own_data import address_hmac
from workshop.actions.asking import note_letter
from workshop.actions.definition import follow_up
from workshop.actions.models import Asking
from workshop.actions.schedule import asking_token, letters_of
from workshop.config import Settings
from workshop.mail.outbox import FOLLOW_UP, enqueue
from workshop.mail.rendering import render_letter

CATEGORY = "followup"


def mail_asking(session: Session, asking: Asking, *, settings: Settings, now: datetime) -> None:
    """Put the letter that is due into the outbox; it is not sent any more once the wave is closed."""
    user, event = asking.participant.user, asking.participant.event
    went = follow_up(is_led_by_one_manager=event.is_led_by_one_manager).question("went")
    letter = render_letter(
        "actions/mail/check_in.txt",
        href=settings.address_of(f"/check-in/{asking_token(asking.public_id, pepper=settings.secret_key)}"),
        choices=[(one.key, one.label.in_(user.language)) for one in went.options],
        wave=asking.wave,
        is_second=asking.mailed_at is not None,
        sender=settings.practice_name,
        postal_address=settings.postal_address,
        contact=settings.contact_address,
    )
    kind = note_letter(asking, now=now)
    enqueue(
        session,
        dedupe_key=f"{letters_of(asking)}{kind}",
        kind="check_in",
        category=CATEGORY,
        recipient=address_hmac(user.address, settings.secret_key),
        to=user.address,
        letter=letter,
        now=now,
        priority=FOLLOW_UP,
        expires_in=asking.closes_at - now,
    )
