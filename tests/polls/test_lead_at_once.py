"""Two who lead press at once, or one of the room takes back what is just being shown: nobody meets an error."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.asking.rooms import PATH, asked
from tests.asking.rooms import ask as ask_question
from tests.cast import ADA, BEN
from tests.polls.rooms import LEAD, ask, poll
from workshop.extensions import db

GONE, DONE = 404, 303


@pytest.fixture
def at_once(app):
    """Sends all of these in the same moment; the statuses of the answers."""

    def send(*presses) -> list[int]:
        start = Barrier(len(presses))

        def press(one) -> int:
            with app.app_context():
                start.wait(10)
                return one().status_code

        db.session.commit()
        with ThreadPoolExecutor(len(presses)) as pool:
            return list(pool.map(press, presses))

    return send


@pytest.mark.parametrize("act", ["showing", "closing", "clearing"])
def test_a_poll_is_led_and_deleted_at_once(event, browse, at_once, act):
    ada, again = browse(as_=ADA), browse(as_=ADA)
    for number in range(8):
        ask(ada, question=f"Question {number}?")
        path = f"{LEAD}/{poll(f'Question {number}?').public_id}"

        led, deleted = at_once(lambda path=path: ada.post(f"{path}/{act}"), lambda path=path: again.post(f"{path}/removal"))

        assert (led in (DONE, GONE), deleted) == (True, DONE)


def test_a_poll_is_asked_while_the_one_before_it_is_deleted(event, browse, at_once):
    ada, again = browse(as_=ADA), browse(as_=ADA)
    for number in range(8):
        ask(ada, question=f"Question {number}?")
        path = f"{LEAD}/{poll(f'Question {number}?').public_id}/removal"
        new = {"question": f"Next {number}?", "options": "Yes\nNo"}

        answers = at_once(lambda new=new: ada.post(LEAD, data=new), lambda path=path: again.post(path))

        assert answers == [DONE, DONE]


@pytest.mark.parametrize("act", ["showing", "answering", "hiding"])
def test_a_question_is_led_while_its_author_takes_it_back(event, browse, at_once, act):
    ada, ben = browse(as_=ADA), browse(as_=BEN)
    for number in range(8):
        ask_question(ben, f"Question {number}?")
        asked_id = asked(f"Question {number}?").id
        lead, own = f"/events/HERON-42/questions/{asked_id}/{act}", f"{PATH}/{asked_id}/removal"

        led, taken_back = at_once(lambda lead=lead: ada.post(lead), lambda own=own: ben.post(own))

        assert (led in (DONE, GONE), taken_back in (200, DONE)) == (True, True)
