"""/patterns is the documentation of the components, so it shows each of them."""

import re
from pathlib import Path

from workshop.config import ROOT

TEMPLATES = ROOT / "templates"
NEEDS_AN_EVENT = {"promises", "facilitator_names", "live_part"}  # made of one event; shown where there is one
NEVER_ALONE = {"status_line", "post_button", "live"}  # shown inside save_bar and undo; unseen until updates stop


def documented(folder: Path) -> dict[str, str]:
    """Every component that a file promises in the comment at its top, and the file."""
    return {
        name: path.name
        for path in sorted(folder.glob("[!_]*.html"))
        for name in re.findall(r"^  (\w+)\(", path.read_text().split("#}")[0], re.MULTILINE)
    }


def shown(folder: Path) -> set[str]:
    """Every component that the parts of the page of patterns call."""
    return {
        name
        for path in [*folder.glob("patterns/*.html"), folder / "patterns.html"]
        for name in re.findall(r"\{(?:\{|% call) ?(\w+)\(", path.read_text())
    }


def test_every_documented_component_is_defined_where_it_says():
    missing = [
        f"{file}: {name}"
        for name, file in documented(TEMPLATES / "components").items()
        if f"macro {name}(" not in (TEMPLATES / "components" / file).read_text()
    ]

    assert missing == []


def test_every_component_is_shown():
    promised = documented(TEMPLATES / "components").keys() - NEEDS_AN_EVENT - NEVER_ALONE

    assert len(promised) > 30
    assert promised - shown(TEMPLATES / "pages") == set()
