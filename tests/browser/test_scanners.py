"""Mail scanners open every link of a letter in a real browser, scripts and all, before its reader does: nothing changes."""

import pytest
from sqlalchemy import select, text

from tests.newsletter.readers import ask, link_to_confirm, subscribe
from workshop.actions.taking_on import take_on, tip_token
from workshop.actions.tip_models import TipAction
from workshop.database import utcnow
from workshop.extensions import db
from workshop.newsletter.models import PendingSubscription, Subscriber

pytestmark = pytest.mark.browser
GUS = "gus@reader.example"


def kept() -> list:
    """All that these links could change, as it is in the database now."""
    db.session.rollback()
    tables = (PendingSubscription, Subscriber, TipAction)
    return [db.session.execute(text(f"SELECT * FROM {one.__tablename__} ORDER BY id")).all() for one in tables]


def test_a_scanner_confirms_nothing_unsubscribes_nobody_and_answers_nothing(app, settings, browse, visit):
    own = subscribe(browse(), GUS)
    ask(browse())
    confirm = link_to_confirm()
    take_on(
        db.session, "be-the-name-that-comes-up", GUS, "at noon", is_owner=False, pepper=settings.secret_key, now=utcnow()
    )
    db.session.commit()
    action = db.session.scalars(select(TipAction)).one()
    check_in = f"/check-in/tips/{tip_token(action.public_id, pepper=settings.secret_key)}?went=done"
    before = kept()

    scanner = visit(confirm)
    for _time in range(2):
        for link in (confirm, own, f"{own}?List-Unsubscribe=One-Click", check_in):
            assert scanner.goto(link).status == 200
            scanner.mouse.move(200, 300)
            scanner.wait_for_timeout(700)

    assert kept() == before
