"""Returned mail as mail servers write it, and what reads it."""

from email.message import EmailMessage

BOUNCE = """\
From: MAILER-DAEMON@mx.reader.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="BOUND"

--BOUND
Content-Type: text/plain

I could not deliver your message.

--BOUND
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.reader.example

Final-Recipient: rfc822; fay@reader.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <fay@reader.example>: no such
 mailbox

--BOUND
Content-Type: text/rfc822-headers

Message-ID: <{message_id}@localhost.example>
Subject: A tip

--BOUND--
"""

COMPLAINT = """\
From: abuse@mx.reader.example
To: {to}
Subject: complaint
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="BOUND"

--BOUND
Content-Type: text/plain

This is an abuse report.

--BOUND
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Reader/1.0
Version: 1

--BOUND
Content-Type: message/rfc822

Message-ID: <{message_id}@localhost.example>
Subject: A tip

Words

--BOUND--
"""


def bounce(*, to="bounces@localhost.example", status="5.1.1", action="failed", message_id="unknown") -> bytes:
    """A report that a letter could not be delivered."""
    return BOUNCE.format(to=to, status=status, action=action, message_id=message_id).encode()


def complaint(*, to="bounces@localhost.example", message_id="unknown") -> bytes:
    """A report that somebody called a letter unwanted."""
    return COMPLAINT.format(to=to, message_id=message_id).encode()


def typed_answer(to: str) -> bytes:
    """What a person writes to the address for returned mail."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "fay@reader.example", to, "Thank you"
    message.set_content("For the tip.")
    return message.as_bytes()
