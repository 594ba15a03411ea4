"""The typefaces are made at set-up from installed packages, and the style sheet asks for exactly what was made."""

import re
import subprocess
import sys
import time

import pytest

from workshop.config import ROOT

FONTS = ROOT / "static" / "fonts"
CSS = (ROOT / "static" / "css" / "fonts.css").read_text()
RECIPE = (ROOT / "bin" / "fonts").read_text()
RANGES = dict(re.findall(r'"(latin|latin-ext)": ((?:"[^"]*"\s*)+)', RECIPE))


@pytest.fixture(scope="module", autouse=True)
def made():
    run_fonts()


def run_fonts() -> float:
    """Seconds that bin/fonts takes."""
    began = time.monotonic()
    subprocess.run([sys.executable, ROOT / "bin" / "fonts"], check=True)
    return time.monotonic() - began


def characters(ranges: str) -> set[int]:
    found: set[int] = set()
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def test_a_second_run_is_quick_and_changes_nothing():
    before = {path.name: path.stat().st_mtime_ns for path in FONTS.iterdir()}

    seconds = run_fonts()

    assert {path.name: path.stat().st_mtime_ns for path in FONTS.iterdir()} == before
    assert seconds < 2


def test_every_file_that_the_styles_name_is_there_with_its_licence():
    named = set(re.findall(r"fonts/([\w-]+\.woff2)", CSS))

    assert named == {path.name for path in FONTS.glob("*.woff2")}
    assert len(list(FONTS.glob("LICENSE-*.txt"))) == 2


@pytest.mark.parametrize("part", ["latin", "latin-ext"])
def test_the_styles_and_the_recipe_agree_on_characters(part):
    asked = re.findall(rf"-{part}\.woff2\"\) format\(\"woff2\"\);\s*unicode-range: ([^;]*);", CSS)

    assert [characters(one) for one in asked] == [characters(RANGES[part])] * 5


def test_the_files_of_one_page_stay_small():
    latin = [path.stat().st_size for path in FONTS.glob("*-latin.woff2")]

    assert sum(latin) <= 85_000
