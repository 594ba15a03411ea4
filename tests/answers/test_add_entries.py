"""Adding entries: by a button, by a script, on two devices, up to five."""

from uuid import uuid4

from tests.answers.pages import Page, stored, texts


def test_adding_saves_what_was_typed_and_brings_a_blank_entry(event):
    page = Page(event)
    page.type("objective", "Fewer open claims")

    outcome = page.submit("add")

    assert texts(event) == ["Fewer open claims", None, None]
    assert stored(event).entries[-1].id == outcome.added


def test_an_entry_that_a_script_made_is_there_once_however_often_it_is_sent(event):
    page = Page(event)
    page.order.append(str(uuid4()))
    page.type("objective", "Fewer open claims", entry=2)

    page.save()
    page.type("objective", "No open claims", entry=2)
    page.save()

    assert texts(event) == [None, None, "No open claims"]


def test_two_devices_each_add_an_entry_and_both_stay(event):
    phone, laptop = Page(event), Page(event)
    for page, words in ((phone, "Fewer open claims"), (laptop, "Happier brokers")):
        page.order.append(str(uuid4()))
        page.type("objective", words, entry=2)

    phone.save()
    laptop.save()

    assert sorted(filter(None, texts(event))) == ["Fewer open claims", "Happier brokers"]


def test_there_is_no_sixth_entry(event):
    for _ in range(3):
        Page(event).submit("add")

    outcome = Page(event).submit("add")

    assert outcome.is_full
    assert outcome.added is None
    assert len(stored(event).entries) == 5


def test_the_words_of_a_sixth_entry_stay_on_the_page(event):
    for _ in range(3):
        Page(event).submit("add")
    page = Page(event)
    page.order.append(str(uuid4()))
    page.type("objective", "One objective too many", entry=5)
    page.type("help", "The Tuesday report", entry=0)

    outcome = page.save()

    assert [one.typed for one in outcome.refused] == ["One objective too many"]
    assert outcome.refused[0].problem.params == {"limit": 5}
    assert not outcome.is_complete
    assert len(stored(event).entries) == 5
    assert stored(event).entries[0].value("help") == "The Tuesday report"


def test_a_sixth_entry_is_taken_when_another_goes_with_the_same_save(event):
    for _ in range(3):
        Page(event).submit("add")
    page = Page(event)
    page.order.append(str(uuid4()))
    page.type("objective", "In place of the first", entry=5)

    outcome = page.save(f"remove-{page.order[0]}")

    assert outcome.is_complete
    assert texts(event)[-1] == "In place of the first"
    assert len(stored(event).entries) == 5


def test_the_closing_question_has_one_entry_for_ever(event):
    assert Page(event, "closing").submit("add").is_full


def test_entries_that_were_deleted_elsewhere_come_back_by_editing_as_far_as_there_is_room(event):
    """A page that was open before has five of its own; four new ones stand there by now."""
    full = Page(event)
    full.order += [str(uuid4()) for _ in range(5 - len(full.order))]
    for place in range(5):
        full.type("objective", f"Old {place}", entry=place)
    full.save()
    stale = Page(event)
    for entry in stale.order:
        Page(event).submit(f"remove-{entry}")
    new = Page(event)
    new.order += [str(uuid4()) for _ in range(4 - len(new.order))]
    for place in range(4):
        new.type("objective", f"New {place}", entry=place)
    new.save()

    for place in range(5):
        stale.type("objective", f"Edited {place}", entry=place)
    outcome = stale.save()

    stays = [words for words in texts(event) if words.startswith("Edited")]
    assert (len(texts(event)), len(stays)) == (5, 1)
    assert {one.problem.message for one in outcome.refused} == {"too_many_entries"}
    assert sorted([*stays, *(one.typed for one in outcome.refused)]) == [f"Edited {place}" for place in range(5)]
