"""Casting the letters of a run: everything that is the same for all is encoded once, and what differs is set in between.

Each stretch of words between two places is quoted-printable by itself. A soft line break joins it to what fills the place,
so that no letter has to be encoded anew as a whole.
"""

import secrets
from binascii import b2a_qp
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Protocol

from workshop.config import Settings
from workshop.mail.bulk import PLACE, filled
from workshop.mail.headers import add_sender, one_line, recipient_header, wire_domain
from workshop.mail.models import BulkLetter

UNSUBSCRIBE = "unsubscribe"  # the place whose address goes into List-Unsubscribe too
SOFT_BREAK = b"=\r\n"
LONGEST_LINE = 76  # characters, with the mark of a soft break (RFC 2045, 6.7)

Piece = Callable[[Mapping[str, str]], bytes]


class Addressed(Protocol):
    """What a letter of a run holds of its own."""

    to_address: str
    message_id: str
    category: str
    fields: Mapping[str, str] | None
    created_at: object


class Mould:
    """The form of one run's letters; a new one for each worker, for its boundary is random."""

    def __init__(self, bulk: BulkLetter, settings: Settings) -> None:
        self._domain = wire_domain(settings.mail_from)
        self._subject = bulk.subject
        boundary = secrets.token_hex(16)
        self._common = _common_headers(bulk, settings, boundary)
        self._pieces: list[bytes | Piece] = []
        for subtype, words, is_html in (("plain", bulk.text, False), ("html", bulk.html, True)):
            head = f'--{boundary}\r\nContent-Type: text/{subtype}; charset="utf-8"\r\n'
            self._pieces.append(f"{head}Content-Transfer-Encoding: quoted-printable\r\n\r\n".encode())
            self._pieces += _pieces(words, is_html=is_html)
            self._pieces.append(b"\r\n")
        self._pieces.append(f"--{boundary}--\r\n".encode())

    def cast(self, letter: Addressed) -> bytes:
        """The whole message for one reader, as it goes over the wire. Raises ValueError for what would forge a header."""
        fields = letter.fields or {}
        body = [piece if isinstance(piece, bytes) else piece(fields) for piece in self._pieces]
        return b"".join([self._own_headers(letter, fields), self._common, b"\r\n", *body])

    def _own_headers(self, letter: Addressed, fields: Mapping[str, str]) -> bytes:
        lines = [
            f"To: {recipient_header(letter.to_address)}",
            f"Date: {format_datetime(letter.created_at)}",  # type: ignore[arg-type]
            f"Message-ID: <{letter.message_id}@{self._domain}>",
            f"List-Id: <{letter.category}.{self._domain}>",
        ]
        if href := fields.get(UNSUBSCRIBE):
            lines += [f"List-Unsubscribe: <{href}>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"]
        if PLACE.search(self._subject):
            lines.append(_subject_line(filled(self._subject, fields)))
        return "".join(f"{one_line(line)}\r\n" for line in lines).encode("ascii")


def _common_headers(bulk: BulkLetter, settings: Settings, boundary: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    add_sender(message, settings)
    message["Precedence"] = "bulk"
    if not PLACE.search(bulk.subject):
        message["Subject"] = bulk.subject
    kind = f'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="{boundary}"\r\n'
    return message.as_bytes().rstrip(b"\r\n") + b"\r\n" + kind.encode()


def _subject_line(subject: str) -> str:
    message = EmailMessage(policy=SMTP.clone(max_line_length=0))
    message["Subject"] = one_line(subject)
    return message.as_string().rstrip("\r\n")


def _pieces(words: str, *, is_html: bool) -> list[bytes | Piece]:
    stretches = PLACE.split(words)
    pieces: list[bytes | Piece] = [quoted(stretches[0])]
    for name, stretch in zip(stretches[1::2], stretches[2::2], strict=True):
        pieces += [_place(name, is_html=is_html), SOFT_BREAK + quoted(stretch)]
    return pieces


def _place(name: str, *, is_html: bool) -> Piece:
    def piece(fields: Mapping[str, str]) -> bytes:
        return SOFT_BREAK + quoted(filled(f"%%{name}%%", fields, is_html=is_html))

    return piece


def quoted(words: str) -> bytes:
    """The words in quoted-printable, the last line of at most 75 characters, so that a soft break may follow it."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").encode()
    made = b2a_qp(lines, istext=True)
    if len(made) - made.rfind(b"\n") - 1 > LONGEST_LINE - 1:  # b2a_qp lets the very last letter take the whole line
        made = made[:-1] + b"=\n" + made[-1:]
    return made.replace(b"\n", b"\r\n")
