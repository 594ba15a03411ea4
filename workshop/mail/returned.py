"""Reading what comes back: reports of letters that could not be delivered (RFC 3464), and complaints (RFC 5965)."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from workshop.config import Settings
from workshop.mail.return_path import letter_behind

DELIVERED_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Original-Mail-From", "Return-Path")
MESSAGE_ID = re.compile(r"<([^<>@\s]{1,64})@")


@dataclass(frozen=True)
class Returned:
    """What came back of which letter: by its id, or else by the left part of its Message-ID."""

    is_complaint: bool
    letter_id: int | None
    message_id: str
    status: str  # such as 5.1.1, or empty
    said: str


def read_returned(raw: bytes, settings: Settings) -> Returned | None:
    """The report in this message, or None: an answer somebody typed, an automatic reply, a mere delay."""
    message = message_from_bytes(raw)
    if message.get_content_type() != "multipart/report":
        return None
    kind = str(message.get_param("report-type", "")).lower()
    if kind == "delivery-status":
        return _bounce(message, settings)
    if kind == "feedback-report" and _part(message, "message/feedback-report") is not None:
        return Returned(True, _letter_id(message, settings), _message_id(message), "", "complaint")
    return None


def _bounce(message: Message, settings: Settings) -> Returned | None:
    part = _part(message, "message/delivery-status")
    for block in (one for one in part.walk() if one is not part) if part is not None else ():
        if str(block.get("Action", "")).strip().lower() == "failed":
            status = re.search(r"\d\.\d{1,3}\.\d{1,3}", str(block.get("Status", "")))
            said = " ".join(str(block.get("Diagnostic-Code", "")).split())
            return Returned(
                False, _letter_id(message, settings), _message_id(message), status[0] if status else "", said[:500]
            )
    return None


def _letter_id(message: Message, settings: Settings) -> int | None:
    told = [str(value) for part in message.walk() for name in DELIVERED_TO for value in part.get_all(name, [])]
    # A feedback report keeps its fields in its text.
    told += [str(part.get_payload()) for part in message.walk() if part.get_content_type() == "message/feedback-report"]
    return letter_behind(" ".join(told), settings)


def _message_id(message: Message) -> str:
    for part in message.walk():
        if part.get_content_type() == "text/rfc822-headers":
            found = re.search(r"^Message-ID:\s*<([^<>@\s]{1,64})@", str(part.get_payload()), re.IGNORECASE | re.MULTILINE)
        elif part is not message and part.get("Message-ID"):
            found = MESSAGE_ID.search(str(part["Message-ID"]))
        else:
            continue
        if found:
            return found[1]
    return ""


def _part(message: Message, kind: str) -> Message | None:
    return next((part for part in message.walk() if part.get_content_type() == kind), None)
