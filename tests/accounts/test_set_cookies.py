"""The cookie of a signed-in browser."""

import pytest

from tests import factories
from tests.cast import BEN, PASSWORD
from workshop.accounts.hashing import hash_password
from workshop.extensions import db


@pytest.fixture
def ben(event):
    factories.user(BEN).password_hash = hash_password(PASSWORD)
    db.session.commit()


def test_on_a_real_site_it_is_bound_to_the_host_and_to_tls(ben, another_site):
    secure = another_site(demo=False, base_url="https://workshop.example")
    asked = {"address": BEN, "password": PASSWORD}

    answer = secure.test_client().post(
        "/sign-in", data=asked, base_url="https://workshop.example", headers={"Sec-Fetch-Site": "same-origin"}
    )

    name, *flags = answer.headers["Set-Cookie"].split("; ")
    assert name.startswith("__Host-workshop=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(flags)
    assert not any(flag.startswith("Domain") for flag in flags)


def test_in_the_demo_it_is_plain_but_closed_to_scripts(ben, browse):
    answer = browse().post("/sign-in", data={"address": BEN, "password": PASSWORD})

    name, *flags = answer.headers["Set-Cookie"].split("; ")
    assert name.startswith("workshop=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(flags)


def test_the_demos_mail_does_not_exist_on_a_real_site(app, another_site):
    real = another_site(demo=False, base_url="https://workshop.example")

    answer = real.test_client().get("/demo/mail", base_url="https://workshop.example")

    assert answer.status_code == 404


def test_the_database_holds_no_token_and_no_password(ben, browse):
    client = browse()
    client.post("/sign-in", data={"address": BEN, "password": PASSWORD})
    client.post("/sign-in/link", data={"address": BEN})
    with client.session_transaction() as cookie:
        secrets = [cookie["_user_id"], cookie["browser"], PASSWORD]

    rows = [
        str(tuple(row))
        for table in db.metadata.sorted_tables
        if table.name != "outgoing_mail"
        for row in db.session.execute(table.select())
    ]

    assert rows
    assert [secret for secret in secrets if any(secret in row for row in rows)] == []
