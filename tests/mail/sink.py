"""A real SMTP server for tests, which keeps what it gets and can be told to misbehave."""

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from workshop.config import Settings


class Sink:
    """The server: `answers` holds replies to DATA yet to be given, `rcpt_answer` one to RCPT, both instead of 250."""

    def __init__(self) -> None:
        self.taken: list = []
        self.answers: list[str] = []
        self.rcpt_answers: dict[str, str] = {}
        self.sender_answer = ""
        self.senders: list[str] = []
        self.meanwhile: Callable[[str], None] | None = None  # what happens while the worker waits for the answer to RCPT
        self.n_connections = 0
        self.lock = threading.Lock()

    async def handle_EHLO(self, _server, session, _envelope, hostname, responses):  # noqa: N802 – the library's name
        self.n_connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, _server, _session, envelope, address, options):  # noqa: N802 – the library's name
        if self.sender_answer:
            return self.sender_answer
        envelope.mail_from = address
        self.senders.append(address)
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 – the library's name
        if self.meanwhile is not None:
            await asyncio.to_thread(self.meanwhile, address)
        if address in self.rcpt_answers:
            return self.rcpt_answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802 – the library's name
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if answer in ("250 taken", "drop"):
            with self.lock:
                self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        if answer == "drop":
            server.transport.abort()
        return answer

    def subjects(self) -> list[str]:
        """What was taken, in order."""
        return [message["Subject"] for message in self.taken]

    def copies(self) -> Counter:
        """How often each Message-ID was taken."""
        return Counter(message["Message-ID"] for message in self.taken)


class SinkController(Controller):
    """Runs a sink in a thread of its own, on a free port."""

    def __init__(self, sink: Sink, *, knows_nobody: bool = False) -> None:
        self._doors = {"auth_required": True, "auth_require_tls": False, "authenticator": refuse} if knows_nobody else {}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        super().__init__(sink, hostname="127.0.0.1", port=port)

    def factory(self) -> SMTP:
        return SMTP(self.handler, data_size_limit=None, enable_SMTPUTF8=True, hostname="sink.example", **self._doors)


def refuse(*_asked) -> AuthResult:
    """Nobody has an account here."""
    return AuthResult(success=False, handled=False, message="535 5.7.8 wrong password")


def sent_to(settings: Settings, controller: SinkController) -> Settings:
    """The settings, with this server as the mail server."""
    return replace(settings, smtp_host="127.0.0.1", smtp_port=controller.port, smtp_security="none")
