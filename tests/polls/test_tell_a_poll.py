"""What a running count tells: nothing below six, then six votes or more at a time, and never quite how unanimous it was."""

import itertools
from random import Random

import pytest

from tests.cast import ADA, BEN
from tests.polls.rooms import LEAD, PATH, ask, people_vote, press
from workshop.polls.counting import Bar, Counters, Said, bars, closed, stepped, total


@pytest.fixture
def ada(event, browse):
    browser = browse(as_=ADA)
    ask(browser)
    return browser


def tellings(source: Random, n_options: int, n_votes: int, closes_at: int) -> list[tuple[int, ...]]:
    """Everything that is told one after the other while people vote and the poll is closed after so many votes."""
    nothing = (0,) * n_options
    counters, told = Counters(nothing, nothing, nothing), [nothing]
    for number in range(n_votes):
        if number == closes_at:
            break
        chosen = source.randrange(n_options)
        voted = tuple(n + (at == chosen) for at, n in enumerate(counters.votes))
        counters = stepped(Counters(voted, counters.kept, counters.told))
        told.append(counters.told)
    told.append(closed(counters).told)
    return told


def test_between_any_two_tellings_stand_six_votes_or_none():
    source = Random("Workshop Companion")
    for _room in range(2000):
        n_votes = source.randint(0, 40)
        told = tellings(source, source.randint(2, 6), n_votes, source.randint(0, n_votes))
        sums = sorted({sum(one) for one in told})
        assert all(later - earlier >= 6 for earlier, later in itertools.pairwise(sums)), sums


def test_a_count_that_told_each_vote_would_be_found():
    sums = sorted({0, 6, 7})

    assert not all(later - earlier >= 6 for earlier, later in itertools.pairwise(sums))


@pytest.mark.parametrize("n", range(6))
def test_closing_with_fewer_than_six_tells_nothing(n):
    assert bars(("Yes", "No"), closed(Counters((n, 0), (0, 0), (0, 0))).told) == []


def test_closing_tells_every_vote():
    assert closed(Counters((9, 5), (6, 6), (3, 3))).told == (9, 5)


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
