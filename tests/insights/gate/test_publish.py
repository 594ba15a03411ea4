"""A release lists every row there may be, silent ones too, and says since when each stands."""

from datetime import date

from tests.insights.gate.rooms import CHOICE, RATING, TODAY
from tests.insights.gate.test_extend import crowd
from workshop.insights.gate.blocks import extend
from workshop.insights.gate.figures import SILENCE
from workshop.insights.gate.releases import Release, as_json, content_hash, publish

LATER = date(2026, 11, 30)


def test_every_question_has_a_row_for_the_event_and_for_each_team_that_may_have_one():
    rows = publish({RATING: (), CHOICE: ()}, [1, 2], today=TODAY)

    assert [(row.question, row.team) for row in rows] == [
        (RATING.key, None),
        (RATING.key, 1),
        (RATING.key, 2),
        (CHOICE.key, None),
    ]
    assert {row.figure for row in rows} == {SILENCE}


def test_a_figure_that_changed_stands_since_today_and_the_others_since_they_were_made():
    first = publish({RATING: extend(RATING, (), crowd(6, 0)).blocks}, [1, 2], today=TODAY)
    more = extend(RATING, extend(RATING, (), crowd(6, 0)).blocks, crowd(0, 6, after=6)).blocks

    second = publish({RATING: more}, [1, 2], before=first, today=LATER)

    assert [row.since for row in second] == [LATER, TODAY, LATER]


def test_two_releases_have_one_hash_only_if_they_print_the_same():
    silent = publish({RATING: ()}, [1], today=TODAY)
    speaking = publish({RATING: extend(RATING, (), crowd(6)).blocks}, [1], today=TODAY)

    assert content_hash(silent) == content_hash(publish({RATING: extend(RATING, (), crowd(5)).blocks}, [1], today=TODAY))
    assert content_hash(silent) != content_hash(speaking)
    assert as_json(silent).isascii()


def test_a_row_that_is_not_in_a_release_is_silent():
    rows = publish({RATING: extend(RATING, (), crowd(6)).blocks}, [1], today=TODAY)
    release = Release("id", "closing", 1, TODAY, content_hash(rows), rows)

    assert release.figure(RATING.key, 1) == rows[1].figure != SILENCE
    assert release.figure(RATING.key, 7) == SILENCE
    assert release.figure("another.question") == SILENCE
    assert release.teams() == (1,)
