"""A newsletter as people live it, in a real browser, with the worker and a mail server: from asking for it to leaving."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cast import OMAR
from tests.factories import administrator
from tests.mail.sink import Sink, SinkController
from tests.serving import LiveSite
from workshop.config import ROOT

pytestmark = pytest.mark.browser
FAY, GUS = "fay@reader.example", "gus@friend.example"
PATIENCE = 90  # seconds: the worker looks for mailings every twenty, on a busy machine
TIP = "be-the-name-that-comes-up"


@pytest.fixture(scope="module")
def sink():
    sink = Sink()
    controller = SinkController(sink)
    controller.start()
    sink.port = controller.port
    yield sink
    controller.stop()


@pytest.fixture(scope="module")
def serving(settings, sink, tmp_path_factory):
    """A site of a practice that can be written to, with forwarding switched on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POSTAL_ADDRESS", "1 Front Street, Toronto")
        patch.setenv("FORWARDING", "1")
        site = LiveSite(settings, Path(tmp_path_factory.mktemp("newsletter")))
        site.start()
        yield site
        site.stop()


@pytest.fixture
def postman(app, settings, serving, sink):
    """`flask worker` on the same database, sending to the sink."""
    environ = os.environ | {
        "DEMO": "1",
        "SECRET_KEY": settings.secret_key,
        "DATABASE_URL": settings.database_url,
        "BASE_URL": serving.address,
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(sink.port),
        "SMTP_SECURITY": "none",
    }
    process = subprocess.Popen([sys.executable, "-m", "flask", "--app", "app", "worker"], cwd=ROOT, env=environ)
    yield process
    process.terminate()
    process.wait(timeout=30)


def letter(sink, to: str, subject: str):
    """The letter to this address whose subject begins like this, once it is there."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for message in sink.taken:
            if to in message["To"] and message["Subject"].startswith(subject):
                return message
        time.sleep(0.2)
    raise AssertionError(f"no letter to {to} about {subject}: {sink.subjects()}")


def link(message, pattern: str) -> str:
    """The path of the link in the letter's text that looks like this."""
    return re.search(pattern, message.get_body(("plain",)).get_content())[0]


def test_a_stranger_becomes_a_reader_reads_passes_on_and_leaves(app, visit, postman, sink):
    administrator()
    fay = visit(f"/tips/{TIP}", viewport={"width": 320, "height": 700})
    fay.wait_for_timeout(2500)
    fay.get_by_label("E-mail", exact=True).fill(FAY)
    fay.get_by_label("First name (optional)").fill("Fay")
    fay.get_by_label("Yes, mail me the weekly tipsheet").check()
    fay.get_by_role("button", name="Subscribe").click()
    fay.wait_for_url("**/subscribe/asked")
    fay.goto(link(letter(sink, FAY, "Confirm"), r"/subscription/confirm/\S+"))
    fay.get_by_role("main").get_by_role("button").first.click()
    welcome = letter(sink, FAY, "Welcome")

    omar = visit("/admin/tipsheets/new", as_=OMAR, viewport={"width": 1280, "height": 900})
    omar.locator("#title").fill("Ask first")
    omar.get_by_label("What it is about, in a sentence or two").fill("It saves a week.")
    omar.get_by_label("The article, in Markdown").fill("1. ## Ask\n\n   Hello %%first_name|there%%, then *listen*.")
    omar.locator("#action").fill("Ask one question.")
    omar.locator("[data-preview-here] em", has_text="listen").wait_for()
    omar.get_by_role("button", name="Save", exact=True).click()
    omar.get_by_role("link", name="Not planned: check and send").click()
    omar.get_by_role("button", name="Mail me a copy").click()
    assert "Hello Omar, then listen" in " ".join(letter(sink, OMAR, "Ask first").get_body(("plain",)).get_content().split())
    assert omar.locator(".checklist .bad").count() == 0
    omar.get_by_label("How many readers it goes to").fill("1")
    omar.get_by_role("button", name="Plan it").click()

    tip = letter(sink, FAY, "Ask first")
    assert "Hello Fay, then listen" in " ".join(tip.get_body(("plain",)).get_content().split())
    fay.goto(link(tip, r"/tips/ask-first(?=\s)"))
    assert "Hello there, then listen." in fay.get_by_role("main").inner_text()
    fay.get_by_label("When will you do it?").press_sequentially("when the Thursday meeting ends")
    fay.get_by_label("E-mail, to be asked once").fill(FAY)
    fay.get_by_role("button", name="I take it on").click()
    assert "Taken on. We ask once, in a week, how it went." in fay.get_by_role("main").inner_text()

    own = link(welcome, r"/subscription/\S+")
    fay.goto(own)
    fay.get_by_role("link", name="Have us mail the newest tipsheet to one friend").click()
    fay.get_by_label("Your friend’s e-mail address").fill(GUS)
    fay.get_by_label("Family, or a personal friend").check()
    fay.get_by_label("A word from you").fill("Made me think of you.")
    fay.get_by_role("button", name="Send").click()
    passed_on = letter(sink, GUS, "Somebody you know passes on a tipsheet: Ask first")
    assert own.rsplit("/", 1)[1] not in passed_on.as_string()

    n_letters = len(sink.taken)
    omar.goto("/admin/tipsheets/ask-first")
    omar.locator("#action").fill("Ask two questions.")
    omar.get_by_role("button", name="Save the correction").click()
    fay.goto("/tips/ask-first")
    assert "Ask two questions." in fay.get_by_role("main").inner_text()
    assert "Corrected on" in fay.get_by_role("main").inner_text()

    fay.goto(own)
    fay.get_by_role("button", name="Unsubscribe").click()
    assert "You’re out" in fay.get_by_role("heading", level=1).inner_text()
    assert len(sink.taken) == n_letters
