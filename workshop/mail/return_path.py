"""Where what comes back goes: an address for each letter, signed, so that nobody makes letters bounce that did not."""

import hmac
import re

from workshop.config import Settings
from workshop.tokens import keyed

SIGNED = 16  # hexadecimal digits
_TAG = re.compile(rf"\+(\d{{1,18}})-([0-9a-f]{{{SIGNED}}})@")


def return_path(letter_id: int, settings: Settings) -> str:
    """The envelope's sender of this letter; MAIL_FROM where no address for returned mail is set."""
    if not settings.bounce_address:
        return settings.mail_from
    name, _, domain = settings.bounce_address.rpartition("@")
    return f"{name}+{letter_id}-{_signature(letter_id, settings)}@{domain}"


def letter_behind(addresses: str, settings: Settings) -> int | None:
    """The id of the letter whose return path stands among these addresses, or None if none of ours does."""
    for tag in _TAG.finditer(addresses.lower()):
        if hmac.compare_digest(tag[2], _signature(int(tag[1]), settings)):
            return int(tag[1])
    return None


def _signature(letter_id: int, settings: Settings) -> str:
    return keyed("bounce", str(letter_id), settings.secret_key)[:SIGNED]
