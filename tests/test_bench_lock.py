"""The bench of the lock, small: under the lock of a save stand three statements, and no other greenlet runs."""

import subprocess

from workshop.config import ROOT


def test_an_everyday_save_holds_the_lock_for_three_statements_and_lets_nobody_else_run_meanwhile():
    done = subprocess.run([ROOT / "bin/bench", "lock", "--saves", "3"], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "48 saves, 3.0 statements and 0 switches of greenlets under the lock" in done.stdout
