"""A browser reads the same rules in a style sheet as it is sent as in the one that people write."""

import re

import pytest

from workshop.config import ROOT
from workshop.web.style_sheets import as_sent

pytestmark = [pytest.mark.browser, pytest.mark.look]
SHEETS = ROOT / "static" / "css"
RULES = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText.replace(/\\s*([,>{};:])\\s*/g, "$1"));
}"""


def test_a_sheet_as_it_is_sent_says_what_was_written(visit):
    page = visit("/healthz")
    names = sorted(path.relative_to(SHEETS).as_posix() for path in SHEETS.rglob("*.css"))
    differing = []
    for name in names:
        written = re.sub(r"@import [^;]+;", "", (SHEETS / name).read_text())
        if page.evaluate(RULES, written) != page.evaluate(RULES, as_sent(name, lambda _name, text=written: text)):
            differing.append(name)

    assert len(names) > 20
    assert differing == []
