"""One colour of the practice's own: whether words in it can be read, and the others that follow from it.

Contrast is that of WCAG 2.2: from 1 (none) to 21 (black on white); words need 4.5.
"""

import colorsys
import re
from dataclasses import dataclass

AA = 4.5
PAPER, TINT, WHITE = "#FAF7F0", "#F1ECDF", "#FFFFFF"
DARK_PAPER, DARK_TINT, DARK_INK = "#15191E", "#272D34", "#EEE9DF"
BUTTON_INK = "#10151A"  # words on a button in dark mode
_HEX = re.compile(r"#?([0-9a-f]{6})", re.IGNORECASE)


class NoColour(ValueError):
    """What was typed is not a colour such as #0E5C54."""


class TooPale(ValueError):
    """Words in this colour could not be read on the paper; `contrast` is what it has, to one decimal."""

    def __init__(self, contrast: float) -> None:
        super().__init__(contrast)
        self.contrast = contrast


@dataclass(frozen=True)
class Shades:
    """The practice's colour as pages use it, on light paper and on dark."""

    spot: str
    hover: str
    tint: str
    on_spot: str
    dark_spot: str
    dark_hover: str
    dark_tint: str
    dark_on_spot: str


def read_colour(typed: str) -> str:
    """The colour as #RRGGBB, if words in it can be read on paper and on its tint. Raises `NoColour` and `TooPale`."""
    found = _HEX.fullmatch(typed.strip())
    if found is None:
        raise NoColour(typed)
    colour = f"#{found[1].upper()}"
    least = min(contrast(colour, PAPER), contrast(colour, TINT))
    if least < AA:
        raise TooPale(int(least * 10) / 10)
    return colour


def shades(colour: str) -> Shades:
    """What follows from a colour that `read_colour` took; the words in each can be read where they stand."""
    dark = _lighter(colour, until=5.5)
    return Shades(
        spot=colour,
        hover=_mixed(colour, "#000000", 0.25),
        tint=_mixed(WHITE, colour, 0.1),
        on_spot=WHITE,
        dark_spot=dark,
        dark_hover=_mixed(dark, WHITE, 0.4),
        dark_tint=_mixed(DARK_PAPER, dark, 0.15),
        dark_on_spot=BUTTON_INK,
    )


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, 1…21. Source: WCAG 2.2, “contrast ratio”."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _lighter(colour: str, *, until: float) -> str:
    """The same hue, as much lighter as reading it on dark paper takes."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    while contrast(colour, DARK_TINT) < until:
        lightness = min(1.0, lightness + 0.02)
        colour = _hex(colorsys.hls_to_rgb(hue, lightness, min(saturation, 0.7)))
    return colour


def _mixed(one: str, other: str, share: float) -> str:
    """The first colour with so much (0…1) of the other in it."""
    red, green, blue = (a + (b - a) * share for a, b in zip(_parts(one), _parts(other), strict=True))
    return _hex((red, green, blue))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)
