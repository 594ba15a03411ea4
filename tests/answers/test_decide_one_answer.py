"""The rule for one answer, case by case and then over every case there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.answers.merging import Mark, Verdict, decide

PHONE, LAPTOP = "phone", "laptop"
VALUES = st.sampled_from("abc")
MARKS = st.builds(Mark, st.sampled_from([PHONE, LAPTOP]), st.integers(1, 3))


def verdict(*, stored: str, by: Mark | None, sent: str, was: str, seq: int = 5) -> Verdict:
    return decide(stored=stored, by=by, sent=sent, was=was, mark=Mark(PHONE, seq))


@pytest.mark.parametrize("by", [None, Mark(PHONE, 4), Mark(PHONE, 9), Mark(LAPTOP, 1)])
def test_what_is_stored_already_needs_nothing(by):
    assert verdict(stored="a", by=by, sent="a", was="b") == Verdict.NOTHING


@pytest.mark.parametrize("by", [None, Mark(LAPTOP, 1)])
def test_an_answer_its_writer_did_not_touch_changes_nothing(by):
    assert verdict(stored="b", by=by, sent="a", was="a") == Verdict.NOTHING


@pytest.mark.parametrize("by", [None, Mark(LAPTOP, 1)])
def test_an_answer_to_what_is_still_stored_is_written(by):
    assert verdict(stored="a", by=by, sent="b", was="a") == Verdict.WRITE


def test_a_page_overwrites_what_it_saved_before():
    assert verdict(stored="b", by=Mark(PHONE, 4), sent="c", was="a") == Verdict.WRITE


def test_a_page_may_return_to_what_it_began_with():
    assert verdict(stored="b", by=Mark(PHONE, 4), sent="a", was="a") == Verdict.WRITE


@pytest.mark.parametrize("stored", ["a", "b"])
def test_a_late_save_never_undoes_a_newer_one_of_the_same_page(stored):
    assert verdict(stored=stored, by=Mark(PHONE, 9), sent="c", was="a") == Verdict.IGNORE


@pytest.mark.parametrize("by", [None, Mark(LAPTOP, 1), Mark(PHONE, 4)])
def test_a_late_answer_to_what_is_still_stored_may_have_been_taken_back_and_is_kept_aside(by):
    assert decide(stored="a", by=by, sent="b", was="a", mark=Mark(PHONE, 5), is_late=True) == Verdict.KEEP


def test_a_page_sent_twice_with_different_words_keeps_both():
    assert verdict(stored="b", by=Mark(PHONE, 5), sent="c", was="a") == Verdict.REPLACE


def test_a_page_sent_twice_leaves_alone_what_it_does_not_change():
    assert verdict(stored="b", by=Mark(PHONE, 5), sent="a", was="a") == Verdict.NOTHING


def test_two_writers_of_different_words_are_in_conflict():
    assert verdict(stored="b", by=Mark(LAPTOP, 1), sent="c", was="a") == Verdict.CONFLICT


@given(stored=VALUES, by=st.none() | MARKS, sent=VALUES, was=VALUES, mark=MARKS, is_late=st.booleans())
def test_nobody_overwrites_what_another_wrote_and_they_did_not_see(stored, by, sent, was, mark, is_late):
    found = decide(stored=stored, by=by, sent=sent, was=was, mark=mark, is_late=is_late)

    if found in (Verdict.WRITE, Verdict.REPLACE):
        assert stored == was or (by is not None and by.writer == mark.writer)


@given(stored=VALUES, by=st.none() | MARKS, sent=VALUES, was=VALUES, mark=MARKS, is_late=st.booleans())
def test_words_that_are_not_written_are_stored_untouched_outdated_or_said_to_conflict(stored, by, sent, was, mark, is_late):
    found = decide(stored=stored, by=by, sent=sent, was=was, mark=mark, is_late=is_late)

    if found == Verdict.NOTHING:
        assert sent in (stored, was)
    if found == Verdict.IGNORE:
        assert by is not None
        assert by.writer == mark.writer
        assert by.seq > mark.seq


@given(stored=VALUES, by=st.none() | MARKS, sent=VALUES, was=VALUES, mark=MARKS, is_late=st.booleans())
def test_the_same_answer_arriving_again_changes_nothing(stored, by, sent, was, mark, is_late):
    first = decide(stored=stored, by=by, sent=sent, was=was, mark=mark, is_late=is_late)
    if first in (Verdict.WRITE, Verdict.REPLACE):
        stored, by = sent, mark

    again = decide(stored=stored, by=by, sent=sent, was=was, mark=mark, is_late=is_late)

    assert again == (Verdict.NOTHING if first in (Verdict.WRITE, Verdict.REPLACE) else first)
