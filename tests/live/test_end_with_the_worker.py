"""The real server, stopped and restarted while pages listen."""

import http.client
import signal

import pytest

from tests.cast import BEN
from tests.conftest import sign_in_token, signed_in_cookie
from tests.serving import LiveSite


@pytest.fixture
def own_site(app, settings, tmp_path):
    """A server of the test's own, to be stopped."""
    started = LiveSite(settings, tmp_path)
    started.start()
    yield started
    started.stop()


@pytest.fixture
def listening(own_site, event, site):
    """Ben's open stream, its first frame read."""
    cookie = signed_in_cookie(site, sign_in_token(BEN), own_site.address)
    line = http.client.HTTPConnection(own_site.address.removeprefix("http://"), timeout=30)
    line.request("GET", "/workbook/HERON-42/stream", headers={"Cookie": f"{cookie['name']}={cookie['value']}"})
    answer = line.getresponse()
    assert b"retry" in answer.readline()
    yield answer
    answer.close()
    line.close()


def test_a_stopping_server_says_good_bye_to_its_streams_and_waits_for_none(own_site, listening):
    own_site.process.send_signal(signal.SIGTERM)

    listening.read()  # to its end: nobody cut the line

    assert own_site.process.wait(timeout=30) == 0
    assert "graceful timeout" not in own_site.log.read_text()
