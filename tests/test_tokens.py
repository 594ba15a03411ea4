"""The colours keep the contrast that the design promises, computed from the file that browsers and the PDF read."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from workshop.config import ROOT
from workshop.figures.inks import COLOURS, INKS

SHEETS = [(ROOT / "static" / "css" / name).read_text() for name in ("tokens.css", "inks.css")]
HEX = re.compile(r"--([a-z0-9-]+): (#[0-9A-F]{6});")
GROUNDS = ("paper", "sheet", "tint")
LIGHT = {
    "ink": (14.60, 15.62, 13.24),
    "ink2": (8.07, 8.64, 7.32),
    "ink3": (5.15, 5.51, 4.67),
    "spot": (7.33, 7.84, 6.65),
    "spot-hover": (10.13, 10.83, 9.19),
    "danger": (6.95, 7.44, 6.31),
    "warn": (6.73, 7.20, 6.10),
    "info": (7.70, 8.24, 6.98),
    "focus": (7.70, 8.24, 6.98),
    "edge": (4.38, 4.69, 3.97),
    "rule": (1.45, 1.55, 1.31),
}
DARK = {
    "ink": (14.59, 13.23, 11.49),
    "ink2": (10.16, 9.22, 8.00),
    "ink3": (6.53, 5.93, 5.14),
    "spot": (9.53, 8.64, 7.50),
    "spot-hover": (11.96, 10.84, 9.41),
    "danger": (8.84, 8.01, 6.96),
    "warn": (10.62, 9.63, 8.36),
    "info": (9.62, 8.73, 7.58),
    "focus": (12.72, 11.54, 10.01),
    "edge": (5.57, 5.05, 4.38),
    "rule": (1.74, 1.58, 1.37),
}
PAIRS = [  # theme, text, ground, ratio of the design
    ("light", "on-spot", "spot", 7.84),
    ("light", "on-spot", "spot-hover", 10.83),
    ("light", "ink", "mark", 11.10),
    ("light", "ink2", "mark", 6.14),
    ("light", "danger", "danger-t", 6.38),
    ("light", "warn", "warn-t", 6.34),
    ("light", "a", "paper", 6.40),
    ("light", "b", "paper", 4.78),
    ("light", "c", "paper", 4.61),
    ("light", "sheet", "d1", 6.07),
    ("light", "ink", "d2", 7.34),
    ("light", "ink", "d3", 10.47),
    ("light", "ink", "d4", 7.00),
    ("light", "sheet", "d5", 6.85),
    ("dark", "on-spot", "spot", 9.01),
    ("dark", "ink", "mark", 7.16),
    ("dark", "ink2", "mark", 4.99),
    ("dark", "a", "paper", 8.89),
    ("dark", "b", "paper", 7.07),
    ("dark", "c", "paper", 7.93),
]
WORDS = ("ink", "ink2", "ink3", "spot", "spot-hover", "danger", "warn", "info")
DRAWN = ("edge", "focus", "a", "b", "c")


THEME_OF = {
    ":root": "light",
    ':root:not([data-theme="light"])': "dark by device",
    ':root[data-theme="dark"]': "dark",
}


def blocks() -> dict[str, dict[str, str]]:
    """The colours of each theme, as the files have them, sizes left out. What print does not say is as in light."""
    themes = defaultdict(dict)
    for sheet in SHEETS:
        on_screen, _, printed = sheet.partition("@media print")
        for selector, body in re.findall(r"([^{};/]+)\{([^{}]*)\}", on_screen):
            if colours := HEX.findall(body):
                themes[THEME_OF[selector.strip()]].update(colours)
        themes["print"].update(HEX.findall(printed))
    return themes | {"print": themes["light"] | themes["print"]}


THEMES = blocks()


def ratio(one: str, other: str) -> float:
    """Contrast of two colours, 1…21. Source: WCAG 2.2, relative luminance."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# How colours look without one of the three cones. Source: G. Machado and others (2009), severity 1.
SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> list[float]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """The colour as CIELAB (D65), for somebody with this sight."""
    rgb = linear(colour)
    red, green, blue = (max(sum(share * c for share, c in zip(row, rgb, strict=True)), 0) for row in SIGHTS[sight])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """CIE 1976 difference of two colours."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5


def test_the_file_has_every_theme():
    assert sorted(THEMES) == ["dark", "dark by device", "light", "print"]


def test_dark_is_the_same_by_choice_and_by_device():
    assert THEMES["dark"] == THEMES["dark by device"]


@pytest.mark.parametrize("theme", ["dark", "print"])
def test_every_theme_redefines_every_colour(theme):
    assert THEMES[theme].keys() == THEMES["light"].keys()


@pytest.mark.parametrize(("theme", "table"), [("light", LIGHT), ("dark", DARK)])
def test_the_table_of_the_design_is_true(theme, table):
    colours = THEMES[theme]
    computed = {name: tuple(round(ratio(colours[name], colours[ground]), 2) for ground in GROUNDS) for name in table}

    assert computed == table


@pytest.mark.parametrize(("theme", "text", "ground", "promised"), PAIRS)
def test_a_pair_of_the_design_has_its_contrast(theme, text, ground, promised):
    assert round(ratio(THEMES[theme][text], THEMES[theme][ground]), 2) == promised


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_and_drawings_stand_out(theme, ground):
    colours = THEMES[theme]
    weak_words = [name for name in WORDS if ratio(colours[name], colours[ground]) < 4.5]
    weak_drawings = [name for name in DRAWN if ratio(colours[name], colours[ground]) < 3.0]

    assert (weak_words, weak_drawings) == ([], [])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["spot-t", "danger-t", "warn-t", "info-t"])
def test_words_stand_out_on_tints(theme, ground):
    colours = THEMES[theme]
    weak = [name for name in ("ink", "ink2", "spot", "danger", "warn") if ratio(colours[name], colours[ground]) < 4.5]

    assert weak == []


def test_drawings_hold_the_colours_of_light_paper():
    assert {ink: THEMES["light"][ink] for ink in INKS} == COLOURS


def test_a_page_puts_the_readers_theme_in_place_of_every_colour_of_a_drawing():
    drawings = (ROOT / "static/css/components/drawings.css").read_text()
    used = set(re.findall(r"\.(?:fill|stroke)-(\w+) \{ (?:fill|stroke): var\(--(\w+)\); \}", drawings))

    assert used == {(ink, ink) for ink in INKS}


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_the_colours_of_drawings_differ_for_whoever_sees_no_red_no_green_or_no_blue(theme):
    colours = [THEMES[theme][name] for name in ("a", "b", "paper")]
    pairs = [(one, other) for number, one in enumerate(colours) for other in colours[number + 1 :]]

    assert [pair for pair in pairs for sight in SIGHTS if distance(seen(pair[0], sight), seen(pair[1], sight)) < 18] == []


def test_colours_are_written_nowhere_else():
    strays = [
        f"{path.name}: {colour}"
        for path in sorted(Path(ROOT / "static" / "css").rglob("*.css"))
        if path.name not in ("tokens.css", "inks.css", "print.css", "screen.css")
        for colour in re.findall(r":[^;{}]*(#[0-9A-Fa-f]{3,8})\b[^{}]*;", path.read_text())
    ]

    assert strays == []
