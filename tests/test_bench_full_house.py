"""The full house of the bench, small: what it prints would be of nothing if its people did not do what real ones do."""

import re
import subprocess

import pytest

from workshop.config import ROOT


@pytest.mark.usefixtures("settings")  # its own database is beside the tests', whichever that is
def test_a_small_house_joins_follows_and_saves_and_every_acknowledged_save_is_kept():
    options = ["--people", "12", "--join-within", "2", "--seconds", "6", "--pause", "1"]

    done = subprocess.run([ROOT / "bin/bench", "room", *options], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "12 of 12 people's last save" in done.stdout
    # Everybody, the control room and the big screen.
    assert re.search(r"show reached +14 times.*of 14 streams", done.stdout), done.stdout
