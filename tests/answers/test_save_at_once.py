"""Saves that reach the database in the same moment, each through its own connection."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from threading import Event as Flag

from sqlalchemy import func, select

from tests.answers.pages import Page, kept, stored, texts
from tests.cast import BEN
from workshop.answers.models import Answer, Entry, Sheet, Writer
from workshop.answers.payload import read_save
from workshop.answers.saving import save
from workshop.database import looking_first, utcnow
from workshop.events.models import Event
from workshop.extensions import db


def at_once(app, event, deeds):
    """Run every deed with an event of its own session, all starting together; returns what they returned."""
    code, start = event.code, Barrier(len(deeds))

    def run(deed):
        with app.app_context():
            found = db.session.scalars(select(Event).where(Event.code == code)).one()
            db.session.commit()
            start.wait(10)
            return deed(found)

    db.session.commit()
    with ThreadPoolExecutor(len(deeds)) as pool:
        done = list(pool.map(run, deeds))
    db.session.expire_all()
    return done


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def prepared(app, event, n, words):
    """What `n` pages send that were all rendered before any of them saved; `words` types into each."""
    pages = [Page(event, person=BEN) for _ in range(n)]
    for number, page in enumerate(pages):
        words(number, page)
    return [page.changes() for page in pages]


def sender(fields):
    return lambda event: Page(event).post(fields, now=utcnow())


def test_two_first_saves_at_once_make_one_sheet(app, event):
    def words(number, page):
        page.type(("objective", "help")[number], f"words {number}")

    outcomes = at_once(app, event, [sender(fields) for fields in prepared(app, event, 2, words)])

    assert all(one.is_complete for one in outcomes)
    assert stored(event).entries[0].values == {"objective": "words 0", "help": "words 1"}
    assert (count(Sheet), count(Entry), count(Writer)) == (1, 2, 2)


def test_sixteen_devices_at_once_lose_nothing(app, event):
    def words(number, page):
        page.type("objective", f"words {number}", entry=number % 2)

    outcomes = at_once(app, event, [sender(fields) for fields in prepared(app, event, 16, words)])

    everything = {*texts(event), *kept(event)}
    assert everything == {f"words {number}" for number in range(16)}
    assert sum(one.is_complete for one in outcomes) == 2
    assert (count(Sheet), count(Entry), count(Answer)) == (1, 2, 2)


def test_the_same_save_sixteen_times_at_once_is_one_save(app, event):
    [fields] = prepared(app, event, 1, lambda _, page: page.type("objective", "Fewer open claims"))
    fields["action"] = ["add"]

    outcomes = at_once(app, event, [sender(fields) for _ in range(16)])

    assert len({one.receipt for one in outcomes}) == 1
    assert texts(event) == ["Fewer open claims", None, None]


def test_a_whole_room_may_save_for_the_first_time_at_once(app, event):
    people = [f"person{number}@demo.example" for number in range(8)]
    pages = [Page(event, person=person) for person in people]
    for page in pages:
        page.type("objective", "Fewer open claims")
    forms = [page.changes() for page in pages]

    def first_save(person, fields):
        return lambda event: Page(event, person=person).post(fields, now=utcnow())

    outcomes = at_once(app, event, [first_save(*pair) for pair in zip(people, forms, strict=True)])

    assert all(one.is_complete for one in outcomes)
    assert count(Sheet) == 8


def test_words_taken_back_stay_away_though_their_save_waits_for_that_of_taking_them_back(app, event):
    """The older save looks while the newer one, which finds nothing to change, is stored and not committed."""
    page = Page(event)
    page.type("help", "An earlier word")
    page.submit()
    page = Page(event)
    page.type("objective", "I hate my boss")
    older = page.changes(seq=1)
    page.type("objective", "")
    newer, has_it, may_go = page.changes(seq=2), Flag(), Flag()

    def take_back(event):
        mine = Page(event)
        with looking_first():
            outcome = save(db.session(), mine.seat, mine.step, mine.asked, read_save(newer, mine.asked), now=utcnow())
        has_it.set()
        may_go.wait(10)
        db.session.commit()
        return outcome

    def come_late(event):
        mine = Page(event)
        has_it.wait(10)
        return mine.post(older)

    def let_it_go(_event):
        has_it.wait(10)
        time.sleep(0.5)  # the older one has looked, and waits
        may_go.set()

    taken_back, _late, _ = at_once(app, event, [take_back, come_late, let_it_go])

    assert taken_back.receipt is not None
    assert texts(event)[0] is None
    assert kept(event) == ["I hate my boss"]
