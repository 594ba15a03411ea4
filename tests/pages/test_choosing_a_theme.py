"""Light, dark, or as the device has it."""

import re

import pytest


def theme_of(html: str) -> str:
    found = re.search(r'<html lang="en"(?: data-theme="(\w+)")?>', html)
    return found[1] or "device"


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_a_chosen_theme_is_drawn_by_the_server(browse, chosen):
    reader = browse()

    answer = reader.post("/theme", data={"theme": chosen})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/accessibility#looks")
    assert theme_of(reader.get("/").text) == chosen


def test_the_device_decides_again(browse):
    reader = browse()
    reader.post("/theme", data={"theme": "dark"})

    reader.post("/theme", data={"theme": "device"})

    assert theme_of(reader.get("/").text) == "device"


def test_an_unknown_theme_changes_nothing(browse):
    reader = browse()

    reader.post("/theme", data={"theme": '"><script>'})

    assert theme_of(reader.get("/").text) == "device"


def test_a_forged_cookie_is_ignored(browse):
    reader = browse()
    reader.set_cookie("theme", "neon")

    assert theme_of(reader.get("/").text) == "device"
