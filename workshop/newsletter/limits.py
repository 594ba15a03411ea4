"""How often anybody may ask for a subscription: the form writes to whatever address it is given."""

from datetime import datetime

from sqlalchemy.orm import Session

from workshop.accounts import attempts
from workshop.accounts.addresses import address_key
from workshop.accounts.attempts import Counter

FROM_PLACE = Counter("subscribe: place", 3600)
FOR_ADDRESS = Counter("subscribe: address", 24 * 3600)
FOR_DOMAIN = Counter("subscribe: domain", 3600)
IN_ALL = Counter("subscribe: all", 3600)
MOST = {FROM_PLACE: 5, FOR_ADDRESS: 3, FOR_DOMAIN: 30, IN_ALL: 200}


class TooMany(RuntimeError):
    """Too many askings: from this place, or from everywhere together."""


def count_asking(session: Session, address: str, place: str, *, pepper: str, now: datetime) -> bool:
    """Count one more asking. False when this address or its domain had enough: the page says the same, no letter goes.

    Raises `TooMany` when the place or the whole site had too many in this hour. A domain that many people share by its
    nature, such as that of a big mail provider, is bounded like any other: the rest is asked to try again later.
    """
    if _counted(session, FROM_PLACE, place, pepper, now) > MOST[FROM_PLACE]:
        raise TooMany
    if _counted(session, IN_ALL, "", pepper, now) > MOST[IN_ALL]:
        raise TooMany
    key = address_key(address)
    n_address = _counted(session, FOR_ADDRESS, key, pepper, now)
    n_domain = _counted(session, FOR_DOMAIN, key.rpartition("@")[2], pepper, now)
    return n_address <= MOST[FOR_ADDRESS] and n_domain <= MOST[FOR_DOMAIN]


def _counted(session: Session, counter: Counter, key: str, pepper: str, now: datetime) -> int:
    return attempts.count(session, counter, attempts.key_hash(key, pepper), now=now)
