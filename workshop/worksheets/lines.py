"""Where in a TOML text a value stands.

tomllib gives values without their lines, so an author would read "questions, 3, label" and have
to count. This scan only looks for the places: what the text means is tomllib's business.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]

TABLE = re.compile(r"^\s*\[([^\[\]]+)\]\s*(#.*)?$")
TABLE_IN_LIST = re.compile(r"^\s*\[\[([^\[\]]+)\]\]\s*(#.*)?$")
ASSIGNMENT = re.compile(r"^\s*([\w.\"-]+)\s*=\s*(.*)$")
ITEM = re.compile(r"^\s*[{\"']")
LINE_OF_ERROR = re.compile(r"at line (\d+)")


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line, counted from 1, of the nearest place that is known to lie on this path."""
    places = _places(text)
    for length in range(len(path), 0, -1):
        if tuple(path[:length]) in places:
            return places[tuple(path[:length])]
    return 1


def line_in_message(message: str) -> int:
    """The line that tomllib names in its message, 1 if it names none."""
    found = LINE_OF_ERROR.search(message)
    return int(found.group(1)) if found else 1


def _places(text: str) -> dict[Path, int]:
    places: dict[Path, int] = {}
    n_items: Counter[Path] = Counter()
    table: Path = ()
    open_list: Path | None = None
    quoted = False
    for number, line in enumerate(text.splitlines(), 1):
        if quoted:
            quoted = line.count('"""') % 2 == 0
        elif open_list is not None:
            if ITEM.match(line):
                places[(*open_list, n_items[open_list])] = number
                n_items[open_list] += 1
            open_list = None if line.strip().startswith("]") else open_list
        elif header := TABLE_IN_LIST.match(line):
            name = _resolve(header.group(1), n_items)
            table = (*name, n_items[name])
            n_items[name] += 1
            places.setdefault(name, number)
            places[table] = number
        elif header := TABLE.match(line):
            table = _resolve(header.group(1), n_items)
            places[table] = number
        elif assignment := ASSIGNMENT.match(line):
            path = (*table, *_parts(assignment.group(1)))
            for length in range(len(table) + 1, len(path) + 1):
                places.setdefault(path[:length], number)
            open_list = path if assignment.group(2).strip() == "[" else None
            quoted = assignment.group(2).count('"""') == 1
    return places


def _resolve(name: str, n_items: Counter[Path]) -> Path:
    """The path of a table header; a list on the way stands for its latest item."""
    path: Path = ()
    for part in _parts(name):
        if path and n_items[path]:
            path = (*path, n_items[path] - 1)
        path = (*path, part)
    return path


def _parts(dotted: str) -> Path:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
