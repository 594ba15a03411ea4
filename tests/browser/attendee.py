"""Somebody with an old phone: pages over HTTP, forms as a browser without scripts sends them, one person a connection."""

import re
import urllib.request
from http.cookiejar import CookieJar
from random import Random
from urllib.parse import urlencode

from tests.workbook.pages import Form
from workshop.database import utcnow
from workshop.rehearsal.writing import fill

NEEDS = ("speed", "right", "clarity", "ease", "value")
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Attendee:
    """One person in the room."""

    def __init__(self, address: str, site: str, code: str):
        self.address, self.site, self.code = address, site, code
        self.source = Random(address)
        self.done: set[str] = set()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def read(self, path: str) -> str:
        """The page as it is now."""
        with self.browser.open(f"{self.site}{path}", timeout=30) as answer:
            return answer.read().decode()

    def send(self, path: str, fields: dict[str, list[str]]) -> str:
        """Post a form; the page that follows."""
        asked = urllib.request.Request(f"{self.site}{path}", urlencode(fields, doseq=True).encode())
        asked.add_header("Sec-Fetch-Site", "same-origin")
        with self.browser.open(asked, timeout=30) as answer:
            return answer.read().decode()

    def join(self) -> None:
        """Type the address at the door; the team is the roster's."""
        door = f"/join/{self.code}"
        token = TOKEN.search(self.read(door))[1]
        assert f"/workbook/{self.code}/questions" in self.send(door, {"csrf_token": [token], "address": [self.address]})

    def write(self, key: str) -> None:
        """Fill in one worksheet as the people of the demo do, and mark it done if it is."""
        path = f"/workbook/{self.code}/{key}"
        form = Form(self.read(path))
        filled = fill(key, self.source, needs=NEEDS, today=utcnow().date())
        for number, entry in enumerate(filled.entries[: len(form.entries)], start=1):
            for question, value in entry.items():
                form.fill(question, *([value] if isinstance(value, str) else value), entry=number)
        for question, value in filled.once.items():
            form.fill(question, value, entry=0)
        page = self.send(path, form.set("finished", "yes" if filled.is_finished else "no").sent())
        assert ("is done." if filled.is_finished else "Saved at ") in page
        self.done |= {key} if filled.is_finished else set()

    def ask(self, words: str) -> None:
        """Ask the room, without a name."""
        path = f"/workbook/{self.code}/questions"
        token = TOKEN.search(self.read(path))[1]
        assert words in self.send(path, {"csrf_token": [token], "words": [words], "named": ["no"]})
