"""Talking SMTP: one connection for many letters, and what the server's answers mean for each."""

import contextlib
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.message import EmailMessage
from email.policy import SMTP

from workshop.config import Settings

PATIENCE = 20  # seconds for each answer of the mail server


class TransportFailure(RuntimeError):
    """The mail server cannot be used at all now: unreachable, or refusing us."""


class TransportRefusal(TransportFailure):
    """It refuses us for good: our password, our sender address, or to talk to us at all. Trying harder makes it worse."""


@dataclass(frozen=True)
class Outcome:
    """What became of one letter: `sent`, `later`, `refused`, `skipped`, or `doubtful`: silence after DATA."""

    kind: str
    code: int | None
    text: str
    is_at_recipient: bool = False  # it was the answer to the recipient's address, before any contents

    @property
    def ends_connection(self) -> bool:
        """True when nothing more can be sent over this connection."""
        return self.code in (None, 421) and self.kind != "skipped"


def open_transport(settings: Settings) -> "Transport":
    """A connection to the configured mail server, signed in. Raises `TransportFailure`, whose text says why."""
    where = f"{settings.smtp_host}:{settings.smtp_port}"
    try:
        return Transport(_connect(settings))
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPConnectError, smtplib.SMTPHeloError) as answer:
        kind = TransportRefusal if answer.smtp_code >= 500 else TransportFailure
        raise kind(f"{where}: {answer.smtp_code} {_words(answer.smtp_error)}") from answer
    except (OSError, smtplib.SMTPException) as failure:
        raise TransportFailure(f"{where}: {failure}") from failure


class Transport:
    """An open connection that hands over letters one by one."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self._server = server

    def close(self) -> None:
        """Say goodbye, if anybody listens; safe to repeat."""
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self._server.quit()
        self._server.close()

    def deliver(self, sender: str, to: str, message: bytes, *, before_data: Callable[[], bool]) -> Outcome:
        """Hand the message over. `before_data` is asked when only the contents are left to send: from there to the
        server's answer nobody knows whether the letter has gone. When it says no the letter is skipped.

        An envelope that is not followed by contents is taken back with RSET, so that the connection can be used on.
        Raises `TransportRefusal` when the server refuses our sender address: that is no fault of this letter.
        """
        try:
            refused = self._envelope(sender, to)
            if refused is None and not before_data():
                refused = Outcome("skipped", None, "")
            if refused is not None:
                self._server.rset()
                return refused
        except (OSError, smtplib.SMTPException) as failure:
            return Outcome("later", None, _reason(failure))
        return self._contents(message)

    def _envelope(self, sender: str, to: str) -> Outcome | None:
        code, text = self._server.mail(sender)
        if code >= 500:
            raise TransportRefusal(f"the sender {sender} was refused: {code} {_words(text)}")
        if code >= 400:
            return _outcome(code, text)
        code, text = self._server.rcpt(to)
        return None if code < 400 else replace(_outcome(code, text), is_at_recipient=True)

    def _contents(self, message: bytes) -> Outcome:
        try:
            return _outcome(*self._server.data(message))
        except smtplib.SMTPDataError as answer:
            return _outcome(answer.smtp_code, answer.smtp_error)
        except (OSError, smtplib.SMTPException) as failure:
            return Outcome("doubtful", None, _reason(failure))


def send_now(settings: Settings, *, to: str, subject: str, text: str) -> None:
    """Send one letter past the outbox, to try the mail server. Raises `TransportFailure`."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.mail_from, to, subject
    message.set_content(text)
    with contextlib.closing(open_transport(settings)) as transport:
        outcome = transport.deliver(settings.mail_from, to, message.as_bytes(policy=SMTP), before_data=lambda: True)
    if outcome.kind != "sent":
        raise TransportFailure(f"{outcome.code or ''} {outcome.text}".strip())


def _connect(settings: Settings) -> smtplib.SMTP:
    host, port = settings.smtp_host, settings.smtp_port
    if settings.smtp_security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE)
    try:
        if settings.smtp_security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def _outcome(code: int, text: bytes | str) -> Outcome:
    kind = "sent" if code < 400 else "later" if code < 500 else "refused"
    return Outcome(kind, code, _words(text))


def _words(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text


def _reason(failure: Exception) -> str:
    return str(failure) or type(failure).__name__
