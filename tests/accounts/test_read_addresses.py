"""Addresses, names, devices: what is made of what people and browsers say."""

import pytest

from workshop.accounts.addresses import BadAddress, address_key, clean_address, masked
from workshop.accounts.devices import device_name
from workshop.accounts.names import BadName, clean_name


@pytest.mark.parametrize(
    ("typed", "kept", "key"),
    [
        ("ben@demo.example", "ben@demo.example", "ben@demo.example"),
        ("  Ben@Demo.EXAMPLE ", "Ben@demo.example", "ben@demo.example"),
        ("ben+workshop@demo.example", "ben+workshop@demo.example", "ben+workshop@demo.example"),
        ("ben@bücher.example", "ben@bücher.example", "ben@bücher.example"),
    ],
)
def test_an_address_is_kept_as_typed_and_compared_without_case(typed, kept, key):
    assert (clean_address(typed), address_key(clean_address(typed))) == (kept, key)


@pytest.mark.parametrize(
    "typed", ["", "ben", "ben@", "@demo.example", "ben@demo", "a b@demo.example", "ben@demo.example\nx", "bén@x.example"]
)
def test_what_no_letter_reaches_is_no_address(typed):
    with pytest.raises(BadAddress):
        clean_address(typed)


@pytest.mark.parametrize(
    ("address", "shown"),
    [("ben@northgate.example", "b…n@northgate.example"), ("b@northgate.example", "…@northgate.example")],
)
def test_a_masked_address_shows_its_owner_enough(address, shown):
    assert masked(address) == shown


@pytest.mark.parametrize(
    ("typed", "name"), [(" Ben ", "Ben"), ("", ""), ("Be\u0301n", "Bén"), ("שרה", "שרה"), ("N" * 80, "N" * 80)]
)
def test_names_are_kept_composed_and_without_spaces_around(typed, name):
    assert clean_name(typed) == name


@pytest.mark.parametrize("typed", ["N" * 81, "\u200b\u200d", "Ben\x00", "Ben\nOkoro", "\u202e"])
def test_names_nobody_can_read_are_refused(typed):
    with pytest.raises(BadName):
        clean_name(typed)


@pytest.mark.parametrize(
    ("said", "called"),
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_device_is_called_by_two_words(said, called):
    assert device_name(said) == called


@pytest.mark.parametrize("typed", ["Ben \u202egnihton", "\u2067Ben", "Ben\u2069", "Ben\u202a"])
def test_a_name_that_turns_round_the_words_after_it_is_refused(typed):
    with pytest.raises(BadName):
        clean_name(typed)


def test_a_name_written_from_right_to_left_is_kept():
    assert clean_name("\u05d1\u05df\u200f") == "\u05d1\u05df\u200f"
