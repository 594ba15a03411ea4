"""What could give somebody away is pointed out before it is shared."""

import pytest

from workshop.answers.pointers import Pointer, pointers

PEOPLE = ["Amira Castellan", "Ben Okafor", "Jo"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask Amira’s team first.", [("name", "Amira")]),
        ("okafor knows", [("name", "okafor")]),
        ("The benefit is clear.", []),
        ("Jo", []),  # two letters are a word more often than a name
        ("Write to ben@northgate.example.", [("address", "ben@northgate.example")]),
        ("See https://northgate.example/x", [("address", "https://northgate.example/x")]),
        ("From 900 to 500 by June.", [("date", "June"), ("number", "900"), ("number", "500")]),
        ("On 4 March, on 2026-03-04.", [("date", "4 March"), ("date", "2026-03-04")]),
        ("When the Thursday meeting ends", [("date", "Thursday")]),
        ("900 and 900", [("number", "900")]),
        ("Fewer letters that have to be written twice.", []),
    ],
)
def test_names_addresses_dates_and_numbers_are_found_once(text, found):
    assert set(pointers(text, PEOPLE)) == {Pointer(kind, words) for kind, words in found}
