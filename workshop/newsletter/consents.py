"""The ledger of consent: the words people agreed to, and every time somebody agreed or took it back."""

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.accounts.own_data import address_hmac
from workshop.newsletter.models import Consent

# Never change a version that was shown to anybody: add the next one, which from then on is asked.
WORDINGS = {
    "2026-11": "Yes, mail me the weekly tipsheet. I can unsubscribe at any time, with one press, from every mail.",
}
NEWEST = max(WORDINGS)


def wording_hash(version: str) -> str:
    """The SHA-256 of the words of this version, or the empty string for none. Raises KeyError for an unknown version."""
    return hashlib.sha256(WORDINGS[version].encode()).hexdigest() if version else ""


def note_consent(
    session: Session, address: str, act: str, *, pepper: str, now: datetime, wording: str = "", source: str = ""
) -> None:
    """Write down that the owner of the address did `act`: asked, confirmed, imported, left, returned or erased."""
    session.add(
        Consent(
            address_hmac=address_hmac(address, pepper),
            act=act,
            wording=wording,
            wording_hash=wording_hash(wording),
            source=source,
            at=now,
        )
    )


def ledger_of(session: Session, address: str, *, pepper: str) -> list[Consent]:
    """Every line about the address, the oldest first."""
    about = select(Consent).where(Consent.address_hmac == address_hmac(address, pepper)).order_by(Consent.id)
    return list(session.scalars(about))
