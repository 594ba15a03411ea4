"""Headers that every letter has; nothing that was typed can make another one of them."""

import re
import unicodedata
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage

from workshop.config import Settings

PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9.-]+")


def add_sender(message: EmailMessage, settings: Settings) -> None:
    """Who writes, and where an answer goes."""
    message["From"] = Address(_plain(settings.site_name), addr_spec=settings.mail_from)
    message["Reply-To"] = settings.contact_address


def recipient_header(address: str) -> str:
    """The address as it stands in To. Raises ValueError for what is none, or has no spelling in ASCII."""
    spelt = one_line(wire_address(address))
    if PLAIN_ADDRESS.fullmatch(spelt):
        return spelt
    try:
        return str(Address(addr_spec=spelt))
    except MessageError as failure:
        raise ValueError(f"not an address: {failure}") from failure


def wire_address(address: str) -> str:
    """The address as mail servers spell it, in ASCII. Raises UnicodeError when there is no such spelling."""
    name, _, domain = address.rpartition("@")
    name.encode("ascii")  # a mailbox outside ASCII needs mail servers that hardly anybody has
    return f"{name}@{domain if domain.isascii() else domain.encode('idna').decode()}"


def wire_domain(address: str) -> str:
    """The domain of an address, in small letters: two spellings of one mail server are one."""
    return address.rpartition("@")[2].lower()


def one_line(line: str) -> str:
    """The line, if it is one. Raises ValueError for line breaks and control characters: they could forge headers."""
    if line.isascii() and line.isprintable():
        return line
    if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in line):
        raise ValueError("a header of a letter is one line")
    return line


def _plain(name: str) -> str:
    """A display name that no mail program takes for an address."""
    return re.sub(r"[@:,;\"<>\\\r\n]", " ", name).strip()[:75]
