"""What a phone on a station's Wi-Fi has to load before a worksheet saves itself."""

import gzip
import re

from workshop.config import ROOT

BUDGET = 14_000


def modules(html: str) -> set[str]:
    """Every script of the page, with all that they import."""
    wanted, found = set(re.findall(r"js/([a-z-]+\.js)", html)), set()
    while wanted - found:
        name = (wanted - found).pop()
        found.add(name)
        wanted |= set(re.findall(r'from "\./([a-z-]+\.js)"', (ROOT / "static/js" / name).read_text()))
    return found


def test_all_scripts_of_a_worksheet_stay_within_their_budget(open_sheet):
    sheet = open_sheet("needs")

    names = modules(sheet.browser.get(sheet.path).text)

    assert {"autosave.js", "draft.js", "entries.js"} <= names
    assert sum(len(gzip.compress((ROOT / "static/js" / name).read_bytes())) for name in names) <= BUDGET
