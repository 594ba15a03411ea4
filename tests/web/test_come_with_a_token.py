"""What changes something comes with a token of its own session; one that was right is known again, for that one alone."""

import re

import pytest
from flask_wtf import csrf as checking

from tests.cast import BEN, CLEO
from workshop.extensions import csrf


@pytest.fixture(autouse=True)
def checked(app, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    csrf._right.clear()


def token_on(browser, path: str = "/account") -> str:
    return re.search(r'name="csrf_token" value="([^"]+)"', browser.get(path).text)[1]


def sent(browser, token: str) -> int:
    return browser.post("/join", data={"code": "nothing", "csrf_token": token}).status_code


@pytest.fixture
def n_checked(monkeypatch) -> list[str]:
    """The tokens that were checked by their signature."""
    seen: list[str] = []
    validate = checking.validate_csrf
    monkeypatch.setattr(checking, "validate_csrf", lambda token, *more: seen.append(token) or validate(token, *more))
    return seen


def test_the_same_token_is_checked_once(browse, n_checked):
    ben = browse(as_=BEN)
    token = token_on(ben)

    assert [sent(ben, token) for _again in range(3)] == [404] * 3
    assert n_checked == [token]


def test_somebody_elses_token_is_refused_though_it_was_right_for_them(browse):
    ben, cleo = browse(as_=BEN), browse(as_=CLEO)
    token = token_on(ben)
    token_on(cleo)
    assert sent(ben, token) == 404

    assert sent(cleo, token) == 403
    assert sent(browse(), token) == 403


@pytest.mark.parametrize("token", ["", "nonsense"])
def test_no_token_and_a_wrong_one_are_refused_each_time(browse, token):
    ben = browse(as_=BEN)
    token_on(ben)

    assert [sent(ben, token) for _again in range(2)] == [403] * 2


def test_a_token_that_this_process_made_need_not_be_checked(browse, event, n_checked):
    visitor = browse()
    token = token_on(visitor, "/join/HERON-42")

    assert sent(visitor, token) == 404
    assert n_checked == []


def test_no_more_are_remembered_than_there_is_room_for(browse, monkeypatch):
    monkeypatch.setattr(csrf, "MOST_REMEMBERED", 2)
    ben = browse(as_=BEN)
    tokens = []
    for n in range(3):
        csrf._remember(("key", "secret", str(n)))
        tokens.append(len(csrf._right))

    assert tokens == [1, 2, 1]
    assert sent(ben, token_on(ben)) == 404
