"""E-mail addresses: what is kept of a typed one, how two are compared, how one is shown to somebody who may not own it."""

import unicodedata

from email_validator import EmailNotValidError, validate_email


class BadAddress(ValueError):
    """What was typed is not an e-mail address."""


def clean_address(typed: str) -> str:
    """The address as typed, without spaces around it, in NFC, its domain in small letters. Raises `BadAddress`."""
    try:
        # Mailboxes outside ASCII need mail servers that hardly anybody has: such a letter would never arrive.
        typed = unicodedata.normalize("NFC", typed.strip())
        return validate_email(typed, check_deliverability=False, allow_smtputf8=False).normalized
    except EmailNotValidError:
        raise BadAddress(typed) from None


def address_key(address: str) -> str:
    """What two spellings of one mailbox have in common: Ben@Demo.Example and ben@demo.example are one."""
    return unicodedata.normalize("NFC", address.strip()).casefold()


def masked(address: str) -> str:
    """b…n@northgate.example: enough for its owner to know it, too little for anybody else to write to it."""
    name, _, domain = address.rpartition("@")
    return f"{name[0]}…{name[-1]}@{domain}" if len(name) > 1 else f"…@{domain}"
