"""People's names: kept exactly, refused only when nobody could read them."""

import unicodedata

LONGEST = 80
_UNREADABLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs", "Cs", "Co", "Cn"})


_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # turn round what follows the name


class BadName(ValueError):
    """The name is too long or cannot be read."""


def clean_name(typed: str) -> str:
    """The name in NFC without spaces around it; empty stays empty.

    Raises `BadName` for more than 80 characters, for control characters, those that turn the words after
    the name round, and for names made of nothing visible.
    """
    name = unicodedata.normalize("NFC", typed).strip()
    kinds = [unicodedata.category(letter) for letter in name]
    if (
        len(name) > LONGEST
        or "Cc" in kinds
        or not _TURNING.isdisjoint(name)
        or (name and all(kind in _UNREADABLE for kind in kinds))
    ):
        raise BadName(typed)
    return name
