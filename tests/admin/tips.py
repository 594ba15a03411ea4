"""Tipsheets in tests of their editor: a whole one, its form as a browser holds it, and the hour of a mailing."""

import re
from html import unescape

from sqlalchemy import select

from workshop.extensions import db
from workshop.tipsheets.models import WrittenTipsheet

WHOLE = {
    "title": "Ask first",
    "standfirst": "It saves a week.",
    "author": "Omar",
    "language": "en",
    "action": "Ask one question.",
    "source": "1. ## Ask\n\n   Then listen.",
}
SLUG = "ask-first"
PATH = f"/admin/tipsheets/{SLUG}"
FROM_A_FILE = "/admin/tipsheets/be-the-name-that-comes-up"


def row(slug: str = SLUG) -> WrittenTipsheet | None:
    """What the database holds under this slug."""
    return db.session.scalar(select(WrittenTipsheet).where(WrittenTipsheet.slug == slug))


def begin(client, **words) -> WrittenTipsheet:
    """A draft of a whole tipsheet, written through the form."""
    client.post("/admin/tipsheets", data=WHOLE | words)
    return row(words.get("slug") or SLUG)


def opened(client, path: str = PATH) -> dict[str, str]:
    """The fields of the form as somebody opens it, hidden ones too."""
    page = client.get(path).text
    form = re.search(r"<form[^>]* data-preview=.*?</form>", page, re.DOTALL)[0]
    held = dict(re.findall(r'<input[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"', form))
    held |= dict(re.findall(r'<textarea[^>]*? name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL))
    return {name: unescape(value) for name, value in held.items()} | {"translation_of": ""}
