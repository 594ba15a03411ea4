"""What people type for a whole room to read: questions and polls, each on one line."""

import unicodedata


def one_line(typed: str) -> str:
    """The words in NFC, breaks and runs of spaces made one space; "" where there is nothing that can be seen."""
    plain = "".join(" " if unicodedata.category(one) == "Cc" else one for one in unicodedata.normalize("NFC", typed))
    words = " ".join(plain.split())
    return words if any(unicodedata.category(one)[0] not in "ZC" for one in words) else ""
