"""`next`: only pages of this site, whatever is written there."""

import pytest

from tests import factories
from tests.cast import BEN, PASSWORD
from workshop.accounts.hashing import hash_password
from workshop.extensions import db

HASH = hash_password(PASSWORD)
FOREIGN = [
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/%0d%0aSet-Cookie:x=y",
    "/\r\nLocation: https://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http:evil.example",
    "https:/evil.example",
    "//evil.example/workbook",
    "/workbook@evil.example",
    "evil.example",
    "workbook",
    "/.//evil.example",
    "/..//evil.example",
    "/nowhere",
    "/sign-out",
    "/workbook\u2028",
    "/wörkbook",
    "",
]


@pytest.fixture
def ben(event):
    factories.user(BEN).password_hash = HASH
    db.session.commit()


def go_on(browse, wanted: str) -> str:
    return browse().post("/sign-in", data={"address": BEN, "password": PASSWORD, "next": wanted}).location


@pytest.mark.parametrize("wanted", FOREIGN)
def test_nothing_leads_away_from_the_site(ben, browse, wanted):
    assert go_on(browse, wanted) == "/workbook/HERON-42"


@pytest.mark.parametrize("wanted", FOREIGN)
def test_a_foreign_path_is_not_even_kept_in_the_form(ben, browse, wanted):
    page = browse().get("/sign-in", query_string={"next": wanted}).text

    assert 'name="next" value=""' in page
    assert "evil.example" not in page


@pytest.mark.parametrize("wanted", ["/workbook", "/workbook/HERON-42?a=b&c=%2F%2Fx", "/account", "/tips"])
def test_a_page_of_the_site_is_gone_on_to(ben, browse, wanted):
    assert go_on(browse, wanted) == wanted


def test_a_visitor_is_sent_to_sign_in_and_comes_back(ben, browse):
    client = browse()
    sent = client.get("/workbook/HERON-42?x=1")

    page = client.get(sent.location).text

    assert sent.status_code == 302
    assert 'name="next" value="/workbook/HERON-42?x=1"' in page
