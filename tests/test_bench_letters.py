"""The run of letters of the bench, small: a worker is killed in the midst of it, and no letter is missing."""

import re
import subprocess

import pytest

from workshop.config import ROOT


@pytest.mark.usefixtures("settings")  # its own database is beside the tests', whichever that is
def test_a_small_run_survives_a_killed_worker():
    done = subprocess.run([ROOT / "bin/bench", "letters", "--letters", "1500", "--kill"], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
    arrived, missing, doubtful = map(int, re.search(r"(\d+) of 1500 .*, (\d+) missing, (\d+) held", done.stdout).groups())
    assert (arrived + missing, missing <= doubtful <= 8) == (1500, True), done.stdout
    assert "twice 0" in done.stdout, done.stdout
