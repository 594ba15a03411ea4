"""From `flask init` to the first workshop, on an empty site, by its own pages alone."""

import re

from tests.admin.acting import client_named, letters_to
from tests.cast import ADA, CLEO, OMAR
from tests.room.plans import filled_in, steps
from workshop.database import utcnow
from workshop.extensions import db
from workshop.operations.first_administrator import appoint_first_administrator

PLAN = filled_in(day="2030-03-15", admission="code", teams="Claims, 12", **steps("objectives"))


def test_the_first_administrator_brings_in_everybody_whom_a_workshop_needs(browse):
    omar = signed_in_with_password(browse())
    omar.post("/admin/clients", data={"name": "Northgate"})
    northgate = client_named("Northgate").public_id
    omar.post("/admin/people", data={"address": ADA, "name": "Ada", "plans": "1"})
    omar.post(f"/admin/clients/{northgate}/readers", data={"address": CLEO})

    ada = signed_in_by_mail(browse(), ADA)
    planned = ada.post("/events/new", data=PLAN | {"client": northgate})
    opened = ada.post(f"{planned.location}/opening")
    joined = browse().get(f"/join/{planned.location.rsplit('/', 1)[1]}")
    cleo = signed_in_by_mail(browse(), CLEO)

    assert (planned.status_code, opened.status_code) == (303, 303)
    assert (joined.status_code, "Ada" in joined.text) == (200, True)
    assert [cleo.get(path).status_code for path in ("/reports", "/events", "/admin")] == [200, 404, 404]


def signed_in_with_password(browser):
    password = appoint_first_administrator(db.session, OMAR, now=utcnow())
    assert browser.post("/sign-in", data={"address": OMAR, "password": password}).status_code == 303
    return browser


def signed_in_by_mail(browser, address: str):
    text = letters_to(address)[-1].text
    link = re.search(r"/sign-in/link/[\w-]+", text).group()
    code = re.search(r"The code: (\d{6})", text).group(1)
    assert browser.post(link, data={"code": code}).status_code == 303
    return browser
