"""Stopping all mail from the outbox, seeing why it stands still, and letting it go on."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import insert

from tests.admin.acting import noted
from tests.cast import ADA, OMAR
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.models import OutgoingMail
from workshop.mail.pausing import current_pause, pause
from workshop.mail.suppressions import suppress


@pytest.fixture
def omar(browse, event):
    return browse(as_=OMAR)


def is_paused() -> bool:
    found = current_pause(db.session) is not None
    db.session.rollback()
    return found


def test_all_mail_is_stopped_and_let_go_on_with_one_press_each(omar):
    stopped = omar.post("/admin/outbox/pausing")
    assert (stopped.status_code, is_paused()) == (303, True)
    assert "An administrator stopped it." in omar.get("/admin/outbox").text

    omar.post("/admin/outbox/going-on")

    assert not is_paused()
    assert [act for act, _actor, _subject in noted()] == ["mail.paused", "mail.went_on"]


def test_the_overview_raises_the_alarm_with_the_mail_servers_words(omar):
    now = utcnow()
    pause(db.session, "refused", said="535 wrong password", now=now, until=now + timedelta(minutes=15))

    page = omar.get("/admin").text

    assert "No mail goes" in page
    assert "535 wrong password" in page
    assert "It is tried again by itself at" in page


def test_the_first_reason_stays(omar):
    pause(db.session, "restored", now=utcnow())
    pause(db.session, "paused", now=utcnow())

    assert current_pause(db.session).because == "restored"


@pytest.mark.parametrize("act", ["pausing", "going-on"])
def test_nobody_else_stops_mail(browse, event, act):
    assert browse(as_=ADA).post(f"/admin/outbox/{act}").status_code == 404
    assert not is_paused()


def test_a_full_window_is_shown_with_the_hour_at_which_mailings_go_on(omar, site, settings, monkeypatch):
    now = utcnow()
    monkeypatch.setitem(site.config, "SETTINGS", type(settings)(**{**vars(settings), "mail_per_hour": 1}))
    gone = {"dedupe_key": "x", "kind": "tipsheet", "to_address": "x@y.example", "subject": "", "text": "", "message_id": "x"}
    times = {"created_at": now, "not_before": now, "expires_at": now, "sent_at": now - timedelta(minutes=10)}
    db.session.execute(insert(OutgoingMail).values(**gone, **times, state="sent"))

    assert "Mailings wait" in omar.get("/admin/outbox").text


def test_letters_are_counted_by_domain_and_addresses_with_a_rest_are_named_with_the_reason(omar):
    now = utcnow()
    for number, (state, domain) in enumerate([("sent", "a.example"), ("sent", "A.example"), ("bounced", "b.example")]):
        letter = {"dedupe_key": str(number), "kind": "tipsheet", "subject": "", "text": "", "message_id": str(number)}
        times = {"created_at": now, "not_before": now, "expires_at": now, "state": state, "recipient": f"hash-{number}"}
        times["domain"] = domain.lower()
        db.session.execute(insert(OutgoingMail).values(**letter, **times, to_address=f"fay.long@{domain}"))
    suppress(db.session, "hash-2", "bounced", now=now)
    suppress(db.session, "hash-9", "erased", now=now)

    page = omar.get("/admin/outbox/deliverability").text

    rows = [re.findall(r">([^<>\n]+)<", row) for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)]
    assert ["a.example", "2", "0", "0", "0"] in rows
    assert ["b.example", "0", "1", "0", "0"] in rows
    assert ("f…g@b.example" in page, "No such mailbox" in page, page.count("erased")) == (True, True, 0)
