"""From an outbox row to an Internet message."""

import re
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from workshop.config import Settings
from workshop.mail.headers import add_sender, recipient_header, wire_domain
from workshop.mail.models import OutgoingMail


def internet_message(letter: OutgoingMail, settings: Settings) -> EmailMessage:
    """A letter of its own words. Sent again it carries the same Message-ID, so that the reader's program knows it."""
    message = EmailMessage(policy=SMTP)
    add_sender(message, settings)
    message["To"] = recipient_header(letter.to_address)
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = f"<{letter.message_id}@{wire_domain(settings.mail_from)}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Subject"] = letter.subject
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    _add_calendar(message, letter.calendar)
    return message


def _add_calendar(message: EmailMessage, entry: str) -> None:
    """Last of the alternatives, and no attachment: so mail programs show it as an invitation."""
    if entry:
        method = re.search(r"^METHOD:([A-Z]+)", entry, re.MULTILINE)
        message.add_alternative(entry, subtype="calendar", params={"method": method[1] if method else "PUBLISH"})
