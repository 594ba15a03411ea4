"""What a poll tells: while people vote how many, in steps; at the end how, and never quite how unanimous they were."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import ADA, BEN
from tests.polls.rooms import LEAD, PATH, ask, people_vote, poll, press
from workshop.extensions import db
from workshop.polls.counting import Bar, Said, bars, total, voted
from workshop.polls.models import Poll, PollOption
from workshop.polls.polling import result_of


@pytest.fixture
def ada(event, browse):
    browser = browse(as_=ADA)
    ask(browser)
    return browser


def test_counts_near_nobody_and_near_everybody_are_said_in_words():
    assert bars(("Yes", "No", "Later"), (11, 1, 0)) == [
        Bar("Yes", Said.NEARLY_ALL, 0),
        Bar("No", Said.FEW, 0),
        Bar("Later", Said.FEW, 0),
    ]
    assert bars(("Yes", "No"), (7, 5)) == [Bar("Yes", Said.EXACTLY, 7), Bar("No", Said.EXACTLY, 5)]


def test_one_small_count_beside_exact_ones_turns_all_into_words():
    told = bars(("A", "B", "C"), (5, 5, 1))

    assert [(bar.said, bar.count) for bar in told] == [(Said.SOME, 0), (Said.SOME, 0), (Said.FEW, 0)]
    assert total(told) is None


def test_no_count_that_is_not_told_follows_from_what_is_printed():
    """Over every room of two to four options: whatever is printed, a count in words could be another one."""
    for n_options in (2, 3, 4):
        rooms: dict[tuple, list[tuple[int, ...]]] = {}
        labels = "ABCD"[:n_options]
        for votes in itertools.product(range(11), repeat=n_options):
            printed = bars(labels, votes)
            rooms.setdefault((tuple(printed), total(printed) if printed else None), []).append(votes)
        for (printed, _n), alike in rooms.items():
            for at, bar in enumerate(printed):
                possible = {votes[at] for votes in alike}
                assert (len(possible) == 1) == (bar.said is Said.EXACTLY), (printed, alike)


def test_a_room_of_one_mind_looks_like_one_in_which_two_were_not():
    assert bars(("Yes", "No"), (12, 0)) == bars(("Yes", "No"), (10, 2))


@given(votes=st.lists(st.integers(0, 12), min_size=2, max_size=6), more=st.integers(0, 12))
def test_a_running_poll_tells_the_same_whatever_people_chose(votes, more):
    """Whoever subtracts one telling from another learns how many people voted between them, in steps, and nothing else."""
    for one in (votes, [votes[0] + more, *votes[1:]]):
        told = result_of(running(one))
        assert (told.bars, told.n_told) == ([], None)
        assert told.n_voted == voted(sum(one))


def running(votes: list[int]) -> Poll:
    """A poll in which people still vote."""
    return Poll(question="Shall we go on?", options=[PollOption(words=str(n), n_votes=n) for n in votes])


@pytest.mark.parametrize(("n", "told"), [(0, 0), (5, 0), (6, 5), (9, 5), (10, 10), (14, 10)])
def test_how_many_have_voted_is_told_in_steps_of_five(n, told):
    assert voted(n) == told


@pytest.mark.parametrize("n", range(6))
def test_fewer_than_six_votes_are_never_told(n):
    assert bars(("Yes", "No"), (n, 0)) == []


def test_six_votes_of_one_mind_that_follow_six_others_are_not_told_while_the_poll_runs(event, browse, ada):
    people_vote(event, browse, [1, 1, 1, 2, 2, 2, *[1] * 12])
    press(ada, "showing")
    assert "At least 15 have voted." in ada.get(LEAD).text
    assert "What they chose is told once the poll is closed." in browse(as_=BEN).get(PATH).text

    press(ada, "closing")

    assert "15 votes" not in ada.get(LEAD).text
    assert [option.n_votes for option in poll().options] == [15, 3, 0]


def test_closing_the_event_closes_the_poll(event, browse, ada):
    people_vote(event, browse, [1, 1, 1, 2, 2, 2])

    ada.post("/events/HERON-42/closure")

    db.session.expire_all()
    assert not poll().is_open


@pytest.mark.parametrize("n", [0, 5])
def test_zero_and_five_votes_look_the_same(event, browse, ada, n):
    people_vote(event, browse, [1] * n)

    assert "Waiting for people." in ada.get(LEAD).text
    assert "nearly everybody" not in ada.get(LEAD).text


def test_the_room_sees_the_result_once_it_is_shown_and_not_before(event, browse, ada):
    people_vote(event, browse, [1, 1, 1, 2, 2, 2, 2])
    press(ada, "closing")
    ben = browse(as_=BEN)
    assert "6 or more votes, counted live" not in ben.get(PATH).text

    press(ada, "showing")
    assert "6 or more votes, counted live" in ben.get(PATH).text

    press(ada, "clearing")
    assert "6 or more votes, counted live" not in ben.get(PATH).text


def test_a_small_room_reads_the_sentence_of_silence(event, browse, ada):
    people_vote(event, browse, [1, 2, 1])
    press(ada, "closing")

    assert "Not shown, to protect the people behind it." in ada.get(LEAD).text
