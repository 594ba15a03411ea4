"""Enquiries belong to a person's data: told to `accounts`, which knows none."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workshop.accounts import own_data
from workshop.accounts.models import User
from workshop.enquiries.models import Enquiry
from workshop.mail.outbox import forget_letter


@own_data.exporter("enquiries")
def own_enquiries(session: Session, user: User) -> list[dict[str, Any]]:
    """What was asked with the user's address, if that is proven."""
    return [
        {
            "name": one.name,
            "organisation": one.organisation,
            "kind": one.kind,
            "wanted_for": one.wanted_for,
            "words": one.words,
            "asked_at": one.asked_at.isoformat(),
        }
        for one in _of(session, user)
    ]


@own_data.at_own_wish
def forget_enquiries(session: Session, user: User, *, pepper: str, now: datetime) -> None:
    """Whoever is erased at their own wish has asked for nothing; nor does the letter to the practice stay."""
    for one in _of(session, user):
        forget_letter(session, f"enquiry:{one.public_id}")
        session.execute(delete(Enquiry).where(Enquiry.id == one.id))


def _of(session: Session, user: User) -> list[Enquiry]:
    if not user.is_proven:
        return []
    return list(session.scalars(select(Enquiry).where(Enquiry.address_key == user.address_key).order_by(Enquiry.id)))
