"""Templates escape everything: nothing in them is declared safe."""

import re

from workshop.config import ROOT

_UNESCAPED = re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\(")


def test_no_template_calls_anything_safe():
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "templates").rglob("*.*"))
        for line in path.read_text().splitlines()
        if _UNESCAPED.search(line)
    ]

    assert found == []


def test_a_planted_one_would_be_found():
    assert all(_UNESCAPED.search(line) for line in ("{{ words|safe }}", "{{ words | safe }}", "{% autoescape false %}"))
