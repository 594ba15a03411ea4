"""How mail was taken is counted by the database; looking at the outbox locks nothing."""

from dataclasses import replace

from tests.cast import OMAR
from workshop.admin.deliverability import Domain, by_domain
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail.models import OutgoingMail


def test_each_domain_is_counted_whatever_its_spelling(app, post, statements):
    for number, (to, state) in enumerate(
        [("a@one.example", "sent"), ("b@ONE.example", "bounced"), ("c@one.example", "queued"), ("d@two.example", "failed")]
    ):
        post(f"Letter {number}", to=to)
        db.session.query(OutgoingMail).filter_by(to_address=to).update({"state": state, "complained_at": utcnow()})
    db.session.commit()
    statements.clear()

    found = by_domain(db.session, now=utcnow())

    assert found == [Domain("one.example", 1, 1, 0, 2), Domain("two.example", 0, 0, 1, 1)]
    assert len(statements) == 1


def test_whoever_looks_at_the_outbox_stands_in_no_line(app, browse, event, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], mail_per_hour=10))

    def refuse(*_given):
        raise AssertionError("a page that is looked at took a lock")

    monkeypatch.setattr("workshop.database.stand_in_line", refuse)
    monkeypatch.setattr("workshop.mail.tray.stand_in_line", refuse)

    assert browse(as_=OMAR).get("/admin/outbox").status_code == 200
