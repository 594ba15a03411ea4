"""Two facilitators press Add up in the same moment: people are counted once, and there is one release."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from tests.insights.people import OBJECTIVE, seats, write
from workshop.database import utcnow
from workshop.events.models import Step
from workshop.extensions import db
from workshop.insights.adding_up import add_up
from workshop.insights.models import BlockRow, CountedIn, ReleaseRow

PRESSES = 4


def test_pressing_at_once_counts_everyone_once(event):
    for seat in seats(event, "Claims", 12):
        write(seat, "objectives", OBJECTIVE)
    step, engine, together = factories.step(event, "objectives").id, db.engine, Barrier(PRESSES)
    db.session.commit()
    db.session.remove()

    def press(_number: int) -> str:
        together.wait()
        with Session(engine) as session:
            release = add_up(session, session.get_one(Step, step), now=utcnow())
            session.commit()
        return release.id

    with ThreadPoolExecutor(PRESSES) as facilitators:
        made = set(facilitators.map(press, range(PRESSES)))

    assert len(made) == 1
    sizes = [db.session.scalar(select(func.count()).select_from(table)) for table in (ReleaseRow, BlockRow, CountedIn)]
    assert sizes == [1, 4, 12]
