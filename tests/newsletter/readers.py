"""Walking through a subscription in tests: asking, confirming, and what the letters carry."""

import re
from contextlib import contextmanager
from datetime import timedelta

import time_machine
from sqlalchemy import select

from tests.accounts.pages import letters
from workshop.accounts.addresses import address_key
from workshop.database import utcnow
from workshop.extensions import db
from workshop.newsletter.consents import NEWEST
from workshop.newsletter.keys import subscription_token
from workshop.newsletter.models import Subscriber

FAY = "fay@reader.example"  # reads the tipsheet, and has never been to a workshop


@contextmanager
def later(**further):
    """The clock, this much later."""
    with time_machine.travel(utcnow() + timedelta(**further), tick=True):
        yield


def ask(client, address=FAY, *, seconds=5, **further):
    """Fill in the form as a person would, some seconds after it was opened."""
    page = client.get("/subscribe")
    began = re.search(r'name="began" value="([^"]+)"', page.text)[1]
    form = {"address": address, "consent": NEWEST, "began": began, "source": "/subscribe"} | further
    with later(seconds=seconds):
        return client.post("/subscribe", data=form)


def link_to_confirm() -> str:
    """The path of the link in the newest letter."""
    return re.search(r"/subscription/confirm/\S+", letters()[-1].text)[0]


def subscribe(client, address=FAY, **further) -> str:
    """Ask and confirm; the path of the new reader's own page."""
    ask(client, address, **further)
    client.post(link_to_confirm())
    return own_page(client, address)


def own_page(client, address=FAY) -> str:
    """The path of the reader's own page."""
    public_id = reader(address).public_id
    return f"/subscription/{subscription_token(public_id, pepper=client.application.config['SECRET_KEY'])}"


def reader(address=FAY) -> Subscriber | None:
    """The subscriber with this address."""
    return db.session.scalar(select(Subscriber).where(Subscriber.address_key == address_key(address)))
