"""Taking the action of a tipsheet on: once for an address and a tipsheet, asked about once, a week later."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from workshop.accounts import attempts
from workshop.accounts.addresses import address_key
from workshop.accounts.attempts import Counter
from workshop.accounts.own_data import address_hmac
from workshop.actions.tip_models import TipAction, TipCount, TipRefusal
from workshop.database import insert_into, new_public_id
from workshop.mail.outbox import cancel_waiting
from workshop.tokens import derived_token, token_hash

A_WEEK = timedelta(days=7)
GIVEN_UP = timedelta(days=14)  # a letter that could not go out for so long does not go out any more
KEPT = timedelta(days=60)
FEWEST_TOLD, STEP = 10, 5
AT_ONCE = 200
LONGEST = 200
FROM_PLACE, FOR_ADDRESS = Counter("tip action: place", 3600), Counter("tip action: address", 24 * 3600)
MOST = {FROM_PLACE: 20, FOR_ADDRESS: 3}


def may_take_on(session: Session, address: str, place: str, *, pepper: str, now: datetime) -> bool:
    """Count one more from this place and for this address; False when either had enough: nothing is kept then."""
    keys = [(FROM_PLACE, place), (FOR_ADDRESS, address_key(address))]
    counts = [attempts.count(session, one, attempts.key_hash(key, pepper), now=now) for one, key in keys]
    return all(n <= MOST[one] for n, (one, _key) in zip(counts, keys, strict=True))


def take_on(session: Session, slug: str, address: str, moment: str, *, is_owner: bool, pepper: str, now: datetime) -> None:
    """Take it on; whoever did so before is not asked twice, and counts once.

    `is_owner`: it is known that the address is theirs. Of anybody else nothing is kept where its owner wanted no letter.
    """
    refusal = session.get(TipRefusal, address_hmac(address, pepper))
    if refusal is not None:
        if not is_owner:
            return
        session.delete(refusal)
    public_id = new_public_id()
    row: dict[str, object] = {"public_id": public_id, "slug": slug, "address": address, "address_key": address_key(address)}
    row |= {"moment": moment, "token_hash": token_hash(tip_token(public_id, pepper=pepper)), "went": ""}
    row |= {"taken_at": now, "due_at": now + A_WEEK}
    once = insert_into(session, TipAction).values(row).on_conflict_do_nothing(index_elements=["slug", "address_key"])
    session.execute(once)
    if is_owner:
        own = select(TipAction).where(TipAction.slug == slug, TipAction.address_key == row["address_key"])
        _count(session, session.scalars(own).one())


def hear_reader(session: Session, action: TipAction, went: str, *, now: datetime) -> None:
    """Its reader says how it went, from the letter: they count as one, whatever they say, and once."""
    action.hear(went, now=now)
    _count(session, action)


def refuse(session: Session, action: TipAction, *, pepper: str, now: datetime) -> None:
    """Forget the address, with everything taken on under it, and write there no more about tipsheets' actions."""
    refusal = {"recipient": address_hmac(action.address, pepper), "refused_at": now}
    session.execute(insert_into(session, TipRefusal).values(refusal).on_conflict_do_nothing())
    for one in session.scalars(select(TipAction).where(TipAction.address_key == action.address_key)).all():
        cancel_waiting(session, letter_of(one))
        session.delete(one)


def n_readers(session: Session, slug: str) -> int | None:
    """How many readers took it on at least, in steps of five from ten on; None below."""
    n = session.scalar(select(TipCount.n).where(TipCount.slug == slug)) or 0
    return n - n % STEP if n >= FEWEST_TOLD else None


def tip_action_with(session: Session, token: str) -> TipAction | None:
    """The action that this token opens, or None."""
    return session.scalar(select(TipAction).where(TipAction.token_hash == token_hash(token)))


def tip_token(public_id: str, *, pepper: str) -> str:
    """The token in the letter about this action."""
    return derived_token("tip action", public_id, pepper=pepper)


def letter_of(action: TipAction) -> str:
    """The key of its letter."""
    return f"tip-action:{action.public_id}"


def due_tip_actions(session: Session, *, after: int, now: datetime) -> list[TipAction]:
    """The next actions, by id, whose reader is to be asked now."""
    due = (TipAction.mailed_at.is_(None), TipAction.due_at <= now, TipAction.due_at > now - GIVEN_UP)
    chosen = select(TipAction).where(*due, TipAction.went == "", TipAction.id > after).order_by(TipAction.id)
    return list(session.scalars(chosen.limit(AT_ONCE)))


def forget_old(session: Session, *, now: datetime) -> None:
    """Sixty days after its reader was asked, nothing of an action is left but the count."""
    over = delete(TipAction).where(TipAction.due_at < now - KEPT)
    session.execute(over, execution_options={"synchronize_session": False})
    attempts.forget_old(session, now=now, counters=tuple(MOST))


def _count(session: Session, action: TipAction) -> None:
    """One reader more, unless they are counted already: the row itself says so, however often it is pressed."""
    session.flush()
    uncounted = update(TipAction).where(TipAction.id == action.id, TipAction.is_counted.is_(False)).values(is_counted=True)
    if session.scalar(uncounted.returning(TipAction.id)) is not None:
        more = insert_into(session, TipCount).values(slug=action.slug, n=1)
        session.execute(more.on_conflict_do_update(index_elements=["slug"], set_={"n": TipCount.n + 1}))
