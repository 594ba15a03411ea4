"""What a new password must be, and how one is kept."""

import threading
import time

import pytest

from workshop.accounts import hashing
from workshop.accounts.passwords import WeakPassword, check_new_password

GOOD = [
    "two herons and a slow river",
    "Zwölf Boxkämpfer jagen",
    "    fifteen spaces?",
    "🦩" * 5 + "abcdefghij",
    "x9" * 3 + "!Kd-+qv.2z",
]
COMMON = [
    "passwordpassword",
    "Password1234567",
    "P@ssw0rd P@ssw0rd",
    "correct horse battery staple",
    "workbook demo only",
    "aaaaaaaaaaaaaaa",
    "abcabcabcabcabcabc",
    "123456789012345",
    "qwertyuiopasdfgh",
    "letmein letmein 1",
    "ben@northgate.example",
    "northgate ben 2026",
]


@pytest.mark.parametrize("password", GOOD)
def test_long_passwords_of_any_characters_are_taken(password):
    check_new_password(password, address="ben@northgate.example")


@pytest.mark.parametrize("password", COMMON)
def test_what_is_tried_first_is_refused(password):
    with pytest.raises(WeakPassword, match="common"):
        check_new_password(password, address="ben@northgate.example")


@pytest.mark.parametrize(("password", "cause"), [("fourteen signs", "short"), ("long " * 205, "long")])
def test_the_length_has_both_ends(password, cause):
    with pytest.raises(WeakPassword, match=cause):
        check_new_password(password, address="ben@northgate.example")


def test_hashes_are_argon2id_with_the_figures_we_chose():
    stored = hashing.hash_password("two herons and a slow river")

    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert hashing.is_password("two herons and a slow river", stored)
    assert not hashing.is_password("two herons", stored)
    assert not hashing.is_outdated(stored)


@pytest.mark.parametrize("stored", [None, "", "not a hash"])
def test_without_a_hash_no_password_is_right(stored, monkeypatch):
    monkeypatch.setattr(hashing, "_NOBODYS", hashing.hash_password("anything"))

    assert not hashing.is_password("anything", stored)


def test_unknown_people_take_as_long_as_known_ones():
    stored = hashing.hash_password("two herons and a slow river")

    def cheapest(of: str | None) -> float:
        took = []
        for _ in range(7):
            began = time.process_time()
            hashing.is_password("wrong", of)
            took.append(time.process_time() - began)
        return min(took)

    assert 0.5 < cheapest(stored) / cheapest(None) < 2


def test_at_most_two_are_hashed_at_once(monkeypatch):
    at_once, most, lock = 0, 0, threading.Lock()

    def slow(_password: str) -> str:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        time.sleep(0.02)
        with lock:
            at_once -= 1
        return ""

    monkeypatch.setattr(hashing, "_hasher", type("Slow", (), {"hash": staticmethod(slow)}))
    threads = [threading.Thread(target=hashing.hash_password, args=("x",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == 2
