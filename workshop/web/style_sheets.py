"""Style sheets as they are sent: what a sheet imports stands in its place, and what only its writers need is left out."""

import posixpath
import re
from collections.abc import Callable

_COMMENT = r"/\*(?:[^*]|\*(?!/))*\*/"
_GAP = rf"(?:\s|{_COMMENT})"
_PARTS = re.compile(
    r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\))"""
    rf"|(?:;{_GAP}*)*{_GAP}*(?P<end>\}}){_GAP}*"
    rf"|{_GAP}*(?P<mark>[{{;,>]){_GAP}*"
    rf"|(?P<colon>:){_GAP}+"
    rf"|{_GAP}+",
    re.DOTALL,
)
_IMPORT = re.compile(r'@import "([^"]+)";')


def as_sent(name: str, read: Callable[[str], str]) -> str:
    """The sheet of this name with its imports in place, without comments and needless white space.

    `read` gives the text of a sheet by its path in the tree. Imports stand first and are unconditional, `@import "a.css";`;
    a sheet with `url()` is imported from its own folder only. Raises ValueError where that does not hold.
    """
    rest = _PARTS.sub(_shortened, read(name)).strip()
    folder = posixpath.dirname(name)
    joined = ""
    while found := _IMPORT.match(rest):
        imported = posixpath.normpath(posixpath.join(folder, found[1]))
        text = as_sent(imported, read)
        if "url(" in text and posixpath.dirname(imported) != folder:
            raise ValueError(f"{imported} holds url(), which would mean something else in {name}")
        joined += text
        rest = rest[found.end() :]
    if "@import" in rest:
        raise ValueError(f'{name}: imports stand first, as @import "a.css";')
    return joined + rest


def _shortened(part: re.Match[str]) -> str:
    """A string or address as it is, a mark without what is around it, else one space; a bare comment still divides."""
    if marks := part["kept"] or part["end"] or part["mark"] or part["colon"]:
        return marks
    return " " if re.sub(_COMMENT, "", part[0]) else "/**/"
