"""What a new password must be: long, and not one of those that are tried first. No rules about its characters."""

import unicodedata
from pathlib import Path

from workshop.accounts.hashing import hash_password as hash_password

SHORTEST = 15
SHORTEST_WITH_SECOND_STEP = 8
LONGEST = 1024
_COMMON = frozenset((Path(__file__).parent / "common_words.txt").read_text(encoding="utf-8").split())
_ROWS = ("0123456789012345678901234567890", "abcdefghijklmnopqrstuvwxyz" * 2, "qwertyuiopasdfghjklzxcvbnm" * 2)
_LOOKALIKES = str.maketrans("013457@$!", "oleastasi")


class WeakPassword(ValueError):
    """The password is refused; `cause` is "short", "long" or "common"."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


def check_new_password(password: str, *, address: str, shortest: int = SHORTEST) -> None:
    """Raises `WeakPassword` unless it has `shortest` to 1,024 characters and is not easily guessed.

    Easily guessed: made of one pattern over and over, of a row of keys, or of nothing but words that are tried first,
    the person's own address among them.
    """
    if len(password) < shortest:
        raise WeakPassword("short")
    if len(password) > LONGEST:
        raise WeakPassword("long")
    plain = unicodedata.normalize("NFKC", password).casefold()
    own = set(address.casefold().replace("@", " ").replace(".", " ").split())
    if _is_pattern(plain) or _is_row(plain) or _is_of_words(plain, own) or _is_of_words(plain.translate(_LOOKALIKES), own):
        raise WeakPassword("common")


def _is_pattern(text: str) -> bool:
    return any(text == (text[:n] * len(text))[: len(text)] for n in range(1, 5))


def _is_row(text: str) -> bool:
    return any(text in row or text in row[::-1] for row in _ROWS)


def _is_of_words(text: str, own: set[str]) -> bool:
    """True when common words, the person's own and up to four digits or signs are all there is."""
    left = text
    for word in sorted(_COMMON | {word for word in own if len(word) > 2}, key=len, reverse=True):
        left = left.replace(word, "")
    return len([letter for letter in left if letter.isalpha()]) == 0 and len(left) < 8 and left != text
