"""How wide words are, as far as a drawing must know before anyone sets them: nearly, and never too narrow."""

from unicodedata import combining, east_asian_width

# Widths of Source Sans, semibold, in hundredths of the size; a reader's own typeface may be a little wider.
_WIDTHS = {
    22: " ",
    28: "ijl|",
    32: "!'(),-.:;I[]f{}‘’",
    38: "/\\rt",
    46: "*?csz",
    52: '#$+0123456789<=>FJLY^_aegkvxy~"“”',
    56: "AESTVXZ`bdhnopqu–",
    62: "BCDKPR",
    68: "&GHNOQU",
    78: "Mw",
    86: "%mW@—…",
}
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
UNKNOWN, FULL = 62, 105
ROOM = 1.06


def width_of(text: str, size: float) -> float:
    """The width of one line of type of this size, in the drawing's units, rather too wide than too narrow."""
    return ROOM * size * sum(_width(letter) for letter in text) / 100


def wrapped(text: str, size: float, room: float, *, lines: int = 2) -> tuple[str, ...]:
    """The text in at most so many lines of this width, broken between words; what is left over ends in "…"."""
    found: list[str] = []
    for word in text.split():
        if found and width_of(f"{found[-1]} {word}", size) <= room:
            found[-1] = f"{found[-1]} {word}"
        else:
            found.append(word)
    kept = [*found[: lines - 1], " ".join(found[lines - 1 :])] if len(found) > lines else found
    return tuple(_cut(line, size, room) for line in kept) or ("",)


def _cut(line: str, size: float, room: float) -> str:
    if width_of(line, size) <= room:
        return line
    kept = line
    while kept and width_of(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _width(letter: str) -> int:
    if combining(letter):
        return 0
    if letter in _WIDTH_OF:
        return _WIDTH_OF[letter]
    return FULL if east_asian_width(letter) in {"W", "F"} else UNKNOWN
