"""Two administrators plan the mailing of one tipsheet in the same moment: there is one."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy.orm import Session

from tests.newsletter.runs import SLUG, with_address
from workshop.database import utcnow
from workshop.extensions import db
from workshop.newsletter import mailings
from workshop.newsletter.mailings import AlreadyMailed
from workshop.tipsheets import archive


def test_two_administrators_who_plan_it_at_once_plan_one_mailing(app, settings):
    engine, together = db.engine, Barrier(2)
    db.session.remove()

    def press(_number: int) -> str:
        together.wait()
        with app.app_context(), Session(engine) as session:
            tipsheet = archive.tipsheet(session, SLUG)
            try:
                mailings.schedule(session, tipsheet, due_at=utcnow(), settings=with_address(settings), now=utcnow())
            except AlreadyMailed:
                return "planned already"
            session.commit()
            return "planned"

    with ThreadPoolExecutor(2) as administrators:
        said = sorted(administrators.map(press, range(2)))

    assert said == ["planned", "planned already"]
