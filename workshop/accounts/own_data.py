"""A person's own data: later features hand in what they keep of a user, for the download and for erasing."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workshop.accounts.addresses import address_key
from workshop.accounts.models import Administrator, Erasure, MailedCode, SecondFactor, SignIn, User
from workshop.accounts.users import provisional_users
from workshop.audit.log import note
from workshop.mail.outbox import forget_address
from workshop.tokens import keyed

Exporter = Callable[[Session, User], object]
Eraser = Callable[..., None]
_exporters: dict[str, Exporter] = {}
_erasers: list[Eraser] = []
_at_own_wish: list[Eraser] = []
_duties: list[Callable[[Session, User], bool]] = []


def exporter(name: str) -> Callable[[Exporter], Exporter]:
    """Register what the download holds under `name`: a function of session and user that returns plain data for JSON."""

    def register(export: Exporter) -> Exporter:
        _exporters[name] = export
        return export

    return register


def eraser(erase: Eraser) -> Eraser:
    """Register what goes with a user beyond the rows that refer to them: called as erase(session, user, now=…)."""
    _erasers.append(erase)
    return erase


def at_own_wish(erase: Eraser) -> Eraser:
    """Register what goes only with a user who asks to be erased: called as erase(session, user, pepper=…, now=…)."""
    _at_own_wish.append(erase)
    return erase


def duty(question: Callable[[Session, User], bool]) -> Callable[[Session, User], bool]:
    """Register a question "does something still hang on this user?", for instance an event that only they lead."""
    _duties.append(question)
    return question


def export(session: Session, user: User) -> dict[str, object]:
    """Everything the site keeps about the user, as plain data; nothing about anybody else."""
    devices = session.scalars(select(SignIn).where(SignIn.user_id == user.id).order_by(SignIn.id))
    own: dict[str, object] = {
        "person": {
            "address": user.address,
            "name": user.name,
            "language": user.language,
            "zone": user.zone,
            "joined_at": user.created_at.isoformat(),
            "address_proven_at": user.proven_at.isoformat() if user.proven_at else None,
            "second_step_set_at": _second_step(session, user),
        },
        "devices": [
            {"device": d.device, "signed_in_at": d.created_at.isoformat(), "seen_at": d.seen_at.isoformat()} for d in devices
        ],
    }
    return own | {name: ask(session, user) for name, ask in _exporters.items()}


def _second_step(session: Session, user: User) -> str | None:
    set_at = session.scalar(select(SecondFactor.confirmed_at).where(SecondFactor.user_id == user.id))
    return set_at.isoformat() if set_at else None


def has_duties(session: Session, user: User) -> bool:
    """True while the site would be left without somebody it needs: its last administrator, an event's only facilitator."""
    administrators = list(session.scalars(select(Administrator.user_id)))
    return administrators == [user.id] or any(asks(session, user) for asks in _duties)


def erase(session: Session, user: User, *, pepper: str, now: datetime) -> Erasure:
    """Erase the user with everything they wrote, their sign-ins and letters; figures already added up stay as they were.

    A proven user takes along whoever joined under their address. Returns the receipt.
    """
    gone = remove_at_own_wish(session, user, pepper=pepper, now=now)
    # Whoever typed an address without proving it has no say over what its owner is invited to.
    hashed = address_hmac(user.address, pepper) if user.is_proven else ""
    receipt = Erasure(address_hmac=hashed, people=" ".join(gone), erased_at=now)
    session.add(receipt)
    session.flush()
    note(session, act="person.erased", actor=user.public_id, subject=user.public_id, now=now)
    return receipt


def remove_at_own_wish(session: Session, user: User, *, pepper: str, now: datetime) -> list[str]:
    """Delete the user, and what goes only with those who ask for it; the public ids of who went."""
    for also in _at_own_wish:
        also(session, user, pepper=pepper, now=now)
    return remove(session, user, now=now)


def remove(session: Session, user: User, *, now: datetime) -> list[str]:
    """Delete the user with all that is theirs, without a receipt; the public ids of who went: see `erase`."""
    gone = [user, *(provisional_users(session, user.address) if user.is_proven else [])]
    for person in gone:
        for also in _erasers:
            also(session, person, now=now)
        session.execute(delete(User).where(User.id == person.id))
    if user.is_proven:
        forget_address(session, user.address)
        session.execute(delete(MailedCode).where(MailedCode.address_key == user.address_key))
    return [person.public_id for person in gone]


def erased_hmacs(session: Session) -> set[str]:
    """Keyed hashes (`address_hmac`) of everybody who was erased at their own wish: no list may bring them back."""
    return set(session.scalars(select(Erasure.address_hmac).where(Erasure.address_hmac != "")))


def address_hmac(address: str, pepper: str) -> str:
    """The keyed hash by which an erased address is known again."""
    return keyed("", address_key(address), pepper)
