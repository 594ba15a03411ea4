"""Last saves are remembered for a minute, so many and no more."""

from datetime import UTC, datetime, timedelta

import pytest

from workshop.answers.remembering import REMEMBERED_FOR, LastSave, LastSaves
from workshop.answers.sheets import StoredSheet

NOW = datetime(2026, 11, 28, 18, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
SHEET = StoredSheet(id=1, revision=1, saves=1, saved_at=NOW, done_at=None, entries=())


@pytest.fixture
def saves() -> LastSaves:
    return LastSaves(2)


def a_save(*, until: datetime = NOW + timedelta(hours=1)) -> LastSave:
    return LastSave("hash", {}, SHEET, "sheet", None, "UTC", until)


def test_whoever_takes_one_finds_what_was_kept_and_the_next_finds_nothing(saves):
    kept = a_save()
    saves.keep("phone", kept, now=NOW)

    assert [saves.take("phone", now=NOW), saves.take("phone", now=NOW), saves.take("laptop", now=NOW)] == [kept, None, None]


@pytest.mark.parametrize(("later", "is_there"), [(REMEMBERED_FOR - A_SECOND, True), (REMEMBERED_FOR, False)])
def test_after_a_minute_it_is_forgotten(saves, later, is_there):
    saves.keep("phone", a_save(), now=NOW)

    assert (saves.take("phone", now=NOW + later) is not None) is is_there


def test_it_holds_no_longer_than_it_may(saves):
    saves.keep("phone", a_save(until=NOW + A_SECOND), now=NOW)

    assert saves.take("phone", now=NOW + A_SECOND) is None


def test_the_oldest_goes_when_there_are_too_many(saves):
    for number, name in enumerate(("phone", "laptop", "phone", "tablet")):
        saves.keep(name, a_save(), now=NOW + number * A_SECOND)

    assert [saves.take(name, now=NOW) is not None for name in ("phone", "laptop", "tablet")] == [True, False, True]


def test_whatever_is_older_than_a_minute_goes_when_another_comes(saves):
    saves.keep("phone", a_save(), now=NOW)
    saves.keep("laptop", a_save(), now=NOW + REMEMBERED_FOR)

    assert len(saves) == 1
