"""Whose sheet may be added up."""

import pytest

from workshop.insights.gate.seats import Seat, is_eligible


@pytest.mark.parametrize(
    ("seat", "open_to_code", "counts"),
    [
        (Seat(is_late=False, is_rostered=True, is_proven=False), False, True),
        (Seat(is_late=False, is_rostered=False, is_proven=True), False, True),
        (Seat(is_late=False, is_rostered=False, is_proven=False), False, False),
        (Seat(is_late=False, is_rostered=False, is_proven=False), True, True),
        (Seat(is_late=True, is_rostered=True, is_proven=True), False, False),
        (Seat(is_late=True, is_rostered=True, is_proven=True), True, False),
        (Seat(is_late=False, is_rostered=True, is_proven=True, is_removed=True), True, False),
    ],
)
def test_who_is_counted_in_a_worksheet(seat, open_to_code, counts):
    assert is_eligible(seat, open_to_code=open_to_code) is counts
