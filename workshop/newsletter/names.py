"""Names that strangers type into a form which writes to other strangers: no place for a message."""

import re
import unicodedata

from workshop.accounts.names import BadName, clean_name

MAX_LETTERS = 80
_LINK = re.compile(r"://|www\.|@|\w\.[^\W\d_]{2,}", re.IGNORECASE)
_NO_NAME = re.compile(r"http|[/<>]", re.IGNORECASE)
_DOTS = dict.fromkeys(
    map(ord, "\u3002\u06d4\u0701\u0702\ua4f8\u2e33"), "."
)  # full stops of other scripts, and what looks like one


def as_it_looks(text: str) -> str:
    """The text as a reader or a mail program takes it: wide letters narrow, other full stops as dots, nothing invisible."""
    plain = unicodedata.normalize("NFKC", text).translate(_DOTS)
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")


def holds_link(text: str) -> bool:
    """True when a mail program might make a link or an address of something in it: evil.example is enough."""
    return _LINK.search(as_it_looks(text)) is not None


def reader_name(typed: str) -> str:
    """The name without spaces around it, at most 80 letters. Raises `BadName` when it holds an address or a link."""
    name = clean_name(typed)
    if len(name) > MAX_LETTERS or holds_link(name) or _NO_NAME.search(as_it_looks(name)):
        raise BadName(typed)
    return name
