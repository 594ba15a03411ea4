"""Keep both, mine, or theirs: whichever is chosen, no words are lost."""

import pytest

from tests.answers.pages import Page, kept, stored, texts


@pytest.fixture
def conflict(event):
    """A laptop whose save stood against the phone's; it shows both versions."""
    first = Page(event)
    first.type("objective", "Fewer open claims")
    first.type("kind", "target")
    first.save()
    phone, laptop = Page(event), Page(event)
    phone.type("objective", "No open claims")
    laptop.type("objective", "Half the open claims")
    phone.save()
    outcome = laptop.save()
    for one in outcome.conflicts:
        laptop.was[f"was-{one.entry}-{one.question.key}"] = one.was
    return laptop


def test_keeping_both_makes_mine_a_new_entry_beside_theirs(event, conflict):
    outcome = conflict.save("keep-both")

    entries = stored(event).entries
    assert outcome.is_complete
    assert [one.value("objective") for one in entries] == ["No open claims", "Half the open claims", None]
    assert entries[1].value("kind") == "target"
    assert kept(event) == []


def test_keeping_both_twice_adds_one_entry(event, conflict):
    fields = conflict.changes("keep-both")

    conflict.post(fields)
    conflict.post(fields)

    assert texts(event) == ["No open claims", "Half the open claims", None]


def test_keeping_mine_writes_it_and_keeps_a_copy_of_theirs(event, conflict):
    outcome = conflict.save("keep-mine")

    assert outcome.is_complete
    assert texts(event)[0] == "Half the open claims"
    assert kept(event) == ["No open claims"]


def test_keeping_theirs_keeps_a_copy_of_mine(event, conflict):
    outcome = conflict.save("keep-theirs")

    assert outcome.is_complete
    assert texts(event)[0] == "No open claims"
    assert kept(event) == ["Half the open claims"]


def test_keeping_mine_against_words_not_seen_is_another_conflict(event, conflict):
    phone = Page(event)
    phone.type("objective", "A third of the open claims")
    phone.save()

    outcome = conflict.save("keep-mine")

    assert [one.theirs for one in outcome.conflicts] == ["A third of the open claims"]
    assert texts(event)[0] == "A third of the open claims"


def test_keeping_both_without_room_keeps_mine_as_a_private_copy(event, conflict):
    for _ in range(3):
        Page(event).save("add")

    outcome = conflict.save("keep-both")

    assert len(stored(event).entries) == 5
    assert [one.value for one in outcome.kept] == ["Half the open claims"]
    assert kept(event) == ["Half the open claims"]


def test_keeping_both_takes_the_last_room_before_a_new_entry_does(event, conflict):
    for _ in range(2):
        Page(event).save("add")
    conflict.order.append("00000000-0000-4000-8000-000000000001")
    conflict.type("objective", "A fifth", entry=conflict.order[-1])

    conflict.save("keep-both")

    assert len(stored(event).entries) == 5
    assert kept(event) == ["A fifth"]


def test_keeping_both_of_what_is_asked_once_keeps_mine_as_a_private_copy(event):
    phone, laptop = Page(event, "needs"), Page(event, "needs")
    phone.rate("importance.speed", "5")
    laptop.rate("importance.speed", "1")
    phone.save()
    [against] = laptop.save().conflicts
    laptop.was[f"was-{against.entry}-importance.speed"] = against.was

    laptop.save("keep-both")

    assert stored(event, "needs").once.value("importance.speed") == 5
    assert kept(event, "needs") == [1]


def test_other_words_typed_after_going_back_to_keep_both_are_kept(event, conflict):
    conflict.post(conflict.form("keep-both", seq=7))
    conflict.type("objective", "Words typed after Back")
    fields = conflict.form("keep-both", seq=7)

    conflict.post(fields)
    conflict.post(fields)

    assert kept(event) == ["Words typed after Back"]


@pytest.mark.parametrize("settled", ["keep-theirs", "keep-mine"])
def test_keeping_both_that_comes_after_another_button_was_answered_adds_nothing(event, conflict, settled):
    """The first press was on its way for long; the page settled it meanwhile in another way."""
    first = conflict.changes("keep-both")
    conflict.type("objective", "Mine, and better")
    conflict.post(conflict.changes(settled))
    before = texts(event)

    conflict.post(first)

    assert texts(event) == before
    assert "Half the open claims" in kept(event)


def test_without_scripts_two_buttons_of_one_page_settle_once(event, conflict):
    first = conflict.form("keep-both", seq=7)
    conflict.post(conflict.form("keep-theirs", seq=7))
    before = texts(event)

    conflict.post(first)

    assert texts(event) == before
    assert "Half the open claims" in kept(event)
