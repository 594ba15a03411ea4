"""Download my data, and erase what I wrote."""

import json

from sqlalchemy import func, select

from tests import factories
from tests.answers.pages import Page, texts
from tests.cast import BEN, CLEO
from tests.factories import user
from workshop.answers.erasing import erase_everything
from workshop.answers.exporting import own_everything
from workshop.answers.models import Answer, Entry, KeptCopy, Sheet, Writer
from workshop.answers.sharing import own_texts, share
from workshop.database import utcnow
from workshop.extensions import db


def write(event, words, *, person=BEN, key="objectives", question="objective"):
    page = Page(event, key, person=person)
    page.type(question, words)
    page.save()
    return page


def test_my_data_has_every_word_of_mine_and_nobody_elses(event, harbour):
    write(event, "Fewer open claims")
    write(event, "Branch advisers", key="needs", question="who")
    write(harbour, "A quieter quay")
    write(event, "Cleo's own objective", person=CLEO)

    mine = json.dumps(own_everything(db.session, user(BEN)))

    for words in ("Fewer open claims", "Branch advisers", "A quieter quay", "HERON-42", "WREN-63"):
        assert words in mine
    assert "Cleo" not in mine


def test_my_data_has_removed_entries_and_private_copies(event):
    phone, laptop = Page(event), Page(event)
    phone.type("objective", "Fewer open claims")
    laptop.type("objective", "No open claims")
    phone.save()
    laptop.save()
    Page(event).submit(f"remove-{phone.order[0]}")

    [sheet] = own_everything(db.session, user(BEN))[0]["sheets"]

    assert sheet["entries"][0]["removed_at"] is not None
    assert sheet["entries"][0]["answers"][0] == {
        "question": "objective",
        "label": "What must go well?",
        "answer": "Fewer open claims",
    }
    assert [one["answer"] for one in sheet["kept_copies"]] == ["No open claims"]


def test_my_data_says_what_i_share_and_since_when(event):
    page = write(event, "Fewer open claims")
    step = factories.step(event, "objectives")
    [text] = own_texts(db.session, page.seat, step, "objective")
    share(db.session, page.seat, step, "objective", entry=text.entry, was=text.was, now=utcnow())
    db.session.commit()

    [sheet] = own_everything(db.session, user(BEN))[0]["sheets"]

    assert [one["question"] for one in sheet["entries"][0]["answers"] if "shared_at" in one] == ["objective"]


def test_erasing_a_person_leaves_all_that_others_wrote(event):
    write(event, "Fewer open claims")
    write(event, "Cleo's own objective", person=CLEO)

    for _ in range(2):
        erase_everything(db.session, user(BEN))
        db.session.commit()

    assert texts(event) == [None, None]
    assert texts(event, person=CLEO)[0] == "Cleo's own objective"
    for model in (Sheet, Writer, Answer):
        assert db.session.scalar(select(func.count()).select_from(model)) == 1


def test_erasing_a_person_leaves_nothing_at_any_event(event, harbour):
    write(event, "Fewer open claims")
    write(harbour, "A quieter quay")

    erase_everything(db.session, user(BEN))
    db.session.commit()

    for model in (Sheet, Entry, Answer, Writer, KeptCopy):
        assert db.session.scalar(select(func.count()).select_from(model)) == 0
