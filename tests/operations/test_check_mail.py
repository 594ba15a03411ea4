"""`flask check --mail-to` tries the mail server itself."""

import socket
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox

from tests.cast import OMAR
from workshop.operations import condition


@pytest.fixture
def mail_server(tmp_path):
    """A real mail server that keeps what it gets."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Mailbox(tmp_path / "mailbox"), hostname="127.0.0.1", port=port)
    controller.start()
    yield controller
    controller.stop()


def test_a_mail_server_that_takes_the_letter_is_good(settings, mail_server):
    here = replace(settings, smtp_host="127.0.0.1", smtp_port=mail_server.port, smtp_security="none")

    finding = condition.mail(here, to=OMAR)

    (letter,) = mail_server.handler.mailbox
    assert finding.is_good, finding.sentence
    assert letter["To"] == OMAR


def test_a_mail_server_that_is_not_there_is_bad(settings):
    assert not condition.mail(replace(settings, smtp_host="127.0.0.1", smtp_port=9, smtp_security="none"), to=OMAR).is_good


def test_no_mail_server_at_all_is_bad(settings):
    assert condition.mail(settings, to=OMAR) == condition.Finding(False, "SMTP_HOST is empty: mail stays in the outbox.")
