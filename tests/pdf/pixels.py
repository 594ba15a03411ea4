"""Looking at pages as they are printed: pictures of them, and their colours."""

import json
import zlib
from typing import Any

import typst

from workshop.pdf.compiling import TEMPLATES, _fonts


def pages(template: str, data: dict[str, Any], *, title: str, per_inch: float = 40, paper: str = "a4") -> list[bytes]:
    """A picture, as PNG, of each page that the template makes of the data."""
    given = {"data": json.dumps(data), "title": title, "lang": "en", "paper": paper}
    compiler = typst.Compiler(TEMPLATES / template, root=TEMPLATES, font_paths=_fonts(), sys_inputs=given)
    made = compiler.compile(format="png", ppi=per_inch)
    return made if isinstance(made, list) else [made]


def colours(png: bytes) -> set[tuple[int, int, int]]:
    """Every colour in the picture, which has eight bits for each of red, green, blue and what shines through."""
    width = int.from_bytes(png[16:20])
    assert (png[24], png[25], png[28]) == (8, 6, 0)
    at, packed = 8, b""
    while at < len(png):
        size = int.from_bytes(png[at : at + 4])
        packed += png[at + 8 : at + 8 + size] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += size + 12
    found, before, raw = set(), bytes(4 * width), zlib.decompress(packed)
    for start in range(0, len(raw), 4 * width + 1):
        before = _line(raw[start], raw[start + 1 : start + 1 + 4 * width], before)
        found |= {tuple(before[place : place + 3]) for place in range(0, len(before), 4)}
    return found


def _line(kind: int, line: bytes, above: bytes) -> bytes:
    """One line of the picture, as PNG's five filters left it."""
    made = bytearray(line)
    for place in range(len(made)):
        left, up = made[place - 4] if place > 3 else 0, above[place]
        corner = above[place - 4] if place > 3 else 0
        made[place] = (made[place] + _foretold(kind, left, up, corner)) & 255
    return bytes(made)


def _foretold(kind: int, left: int, up: int, corner: int) -> int:
    if kind < 4:
        return (0, left, up, (left + up) // 2)[kind]
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))
