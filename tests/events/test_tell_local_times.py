"""Local times: what people type, and the one moment that it means."""

from datetime import UTC, date, datetime, time

import pytest

from workshop.events.zones import NoSuchTime, TimeHappensTwice, UnknownZone, moment, zone_names


def test_ten_in_toronto_is_two_in_the_afternoon_in_summer():
    assert moment(date(2026, 7, 14), time(10), "America/Toronto") == datetime(2026, 7, 14, 14, tzinfo=UTC)


def test_a_time_that_the_clocks_jump_over_is_refused():
    with pytest.raises(NoSuchTime):
        moment(date(2026, 3, 8), time(2, 30), "America/Toronto")


def test_a_time_that_comes_twice_is_refused():
    with pytest.raises(TimeHappensTwice):
        moment(date(2026, 11, 1), time(1, 30), "America/Toronto")


@pytest.mark.parametrize("name", ["Mars/Base", "", "../etc/passwd", "America"])
def test_a_zone_that_does_not_exist_is_refused(name):
    with pytest.raises(UnknownZone):
        moment(date(2026, 3, 8), time(10), name)


def test_the_list_of_zones_has_places_and_no_old_names():
    names = zone_names()

    assert names[0] == "UTC"
    assert {"America/Toronto", "Europe/Berlin"} <= set(names)
    assert not [name for name in names if name.startswith("Etc/")]
