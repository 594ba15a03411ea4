"""The colours that drawings are made of, as they stand in static/css/tokens.css for light paper.

A drawing carries them literally, so that it is the same in a page, a PDF and a slide; on a page the class beside each
lets the style sheet put the reader's theme in its place.
"""

from typing import Literal, get_args

Ink = Literal["paper", "tint", "ink", "ink2", "rule", "edge", "mark", "a", "b", "d2", "d4"]

COLOURS: dict[Ink, str] = {
    "paper": "#FAF7F0",
    "tint": "#F1ECDF",
    "ink": "#1C2430",
    "ink2": "#454C59",
    "rule": "#D8CFBB",
    "edge": "#7C7361",
    "mark": "#F7D774",
    "a": "#1D5F8C",
    "b": "#B4501E",
    "d2": "#E5A37C",
    "d4": "#86B4CC",
}
INKS: tuple[Ink, ...] = get_args(Ink)
