"""A person with many tabs open, or who hears titles read out, can tell every page of the site from every other."""

import html
import re
from collections import Counter

from tests.browser.test_every_page import addresses
from workshop.database import utcnow
from workshop.demo.building import build_demo
from workshop.extensions import db


def titles(app, browse) -> dict[str, str]:
    """The title of every page that is there, by its path."""
    readers, found = {}, {}
    for person, path in addresses(app):
        reader = readers.setdefault(person, browse(as_=person))
        answer = reader.get(path)
        if answer.status_code == 200 and answer.mimetype == "text/html" and "<html" in answer.text:  # parts have none
            found[path] = html.unescape(re.search(r"<title>(.*?)</title>", answer.text, re.DOTALL).group(1)).strip()
    return found


def test_no_two_pages_share_a_title_and_worksheets_say_how_far_one_is(app, browse):
    build_demo(db.session, now=utcnow())
    db.session.commit()

    found = titles(app, browse)

    shared = {title for title, n in Counter(found.values()).items() if n > 1}
    assert [(path, title) for path, title in found.items() if title in shared] == []
    assert found["/workbook/HERON-42/needs"].startswith("Worksheet 2 of 5: Your customers and what they need – ")
