"""Two page loads that write on one sheet."""

from tests.answers.pages import Page, kept, stored, texts
from workshop.answers.values import digest


def two_devices(event):
    """A phone and a laptop, both showing the same saved objective."""
    first = Page(event)
    first.type("objective", "Fewer open claims")
    first.save()
    return Page(event), Page(event)


def test_each_device_changes_its_own_answer_and_both_stay(event):
    phone, laptop = two_devices(event)
    phone.type("help", "The Tuesday report")
    laptop.type("measure", "Under 500")

    phone.submit()
    outcome = laptop.submit()

    assert outcome.is_complete
    assert stored(event).entries[0].values == {
        "objective": "Fewer open claims",
        "help": "The Tuesday report",
        "measure": "Under 500",
    }


def test_two_versions_of_one_answer_are_both_shown_and_both_kept(event):
    phone, laptop = two_devices(event)
    phone.type("objective", "No open claims")
    entry = laptop.type("objective", "Half the open claims")
    phone.save()

    outcome = laptop.save()

    conflict = outcome.conflicts[0]
    assert not outcome.is_complete
    assert (conflict.entry, conflict.question.key) == (entry, "objective")
    assert (conflict.mine, conflict.theirs) == ("Half the open claims", "No open claims")
    assert conflict.was == digest("No open claims")
    assert texts(event)[0] == "No open claims"
    assert kept(event) == ["Half the open claims"]


def test_what_does_not_conflict_is_saved_beside_what_does(event):
    phone, laptop = two_devices(event)
    phone.type("objective", "No open claims")
    laptop.type("objective", "Half the open claims")
    laptop.type("measure", "Under 500")
    phone.save()

    outcome = laptop.save()

    assert len(outcome.conflicts) == 1
    assert stored(event).entries[0].value("measure") == "Under 500"


def test_a_conflict_that_arrives_again_is_kept_once(event):
    phone, laptop = two_devices(event)
    phone.type("objective", "No open claims")
    laptop.type("objective", "Half the open claims")
    phone.save()
    fields = laptop.changes()

    first, again = laptop.post(fields), laptop.post(fields)

    assert first.conflicts == again.conflicts
    assert kept(event) == ["Half the open claims"]


def test_both_devices_may_write_the_same_words(event):
    phone, laptop = two_devices(event)
    phone.type("objective", "No open claims")
    laptop.type("objective", "No open claims")
    phone.save()

    assert laptop.save().is_complete
    assert kept(event) == []


def test_clearing_an_answer_that_another_device_changed_is_a_conflict(event):
    phone, laptop = two_devices(event)
    phone.type("objective", "No open claims")
    laptop.type("objective", "")
    phone.save()

    outcome = laptop.submit()

    assert [(one.mine, one.theirs) for one in outcome.conflicts] == [(None, "No open claims")]
    assert texts(event)[0] == "No open claims"


def test_writing_where_another_device_cleared_is_a_conflict(event):
    phone, laptop = two_devices(event)
    phone.type("objective", "")
    laptop.type("objective", "No open claims")
    phone.save()

    outcome = laptop.save()

    assert [(one.mine, one.theirs) for one in outcome.conflicts] == [("No open claims", None)]
    assert kept(event) == ["No open claims"]


def test_a_late_save_of_the_same_page_does_not_bring_old_words_back(event):
    page = Page(event)
    page.type("objective", "Few")
    early = page.changes()
    page.type("objective", "Fewer open claims")
    late = page.changes()
    page.post(late)

    outcome = page.post(early)

    assert outcome.is_complete
    assert texts(event)[0] == "Fewer open claims"


def test_words_written_and_cleared_again_do_not_come_back_with_a_late_save(event):
    page = Page(event)
    page.type("objective", "Few")
    early = page.changes()
    page.post(early)
    page.type("objective", "")
    page.post(page.changes())

    page.post(early)

    assert texts(event)[0] is None


def test_words_of_a_late_save_that_no_other_has_are_kept_as_a_private_copy(event):
    page = Page(event)
    page.type("objective", "Fewer open claims")
    early = page.changes()
    page.typed.clear()
    page.type("help", "The Tuesday report")
    page.post(page.changes())

    page.post(early)

    assert stored(event).entries[0].values == {"help": "The Tuesday report"}
    assert kept(event) == ["Fewer open claims"]
