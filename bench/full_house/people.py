"""What everybody in the house does: join, listen, follow, save; and the facilitator, who moves the room on."""

import json
import random
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import gevent
from gevent import socket
from gevent.lock import RLock

from bench.browser import Browser, Form, Page
from bench.full_house.measuring import Timings
from bench.workshop_person import ALWAYS, AS_SCRIPT, CODE, SHEET

AT = "at=1&on=sheet"  # as the worksheet names itself
STREAM = f"/workbook/{CODE}/stream?{AT}"
PART = f"/workbook/{CODE}/room?{AT}"


class House:
    """What the house has seen: timings by deed, trouble in words, what was acknowledged, and when each signal came."""

    def __init__(self, port: int):
        self.port = port
        self.timings: dict[str, Timings] = defaultdict(Timings)
        self.trouble: list[str] = []
        self.acknowledged: dict[str, int] = {}  # by person, the number of the last save that the site said yes to
        self.heard: dict[int, list[float]] = defaultdict(list)  # by revision of the room
        self.n_streams = 0

    def timed(self, deed: str, act, *, expect: bytes = b"", status: tuple[int, ...] = (200,)) -> Page | None:
        """Do it, note how long it took if it went well; note what went wrong, and give back nothing then."""
        began = time.perf_counter()
        try:
            page = act()
        except OSError as trouble:
            self.trouble.append(f"{deed}: {trouble!r}")
            return None
        took = time.perf_counter() - began
        if page.status not in status or expect not in page.body:
            self.trouble.append(f"{deed}: {page.status} {page.body[:80]!r}")
            return None
        self.timings[deed].took.append(took)
        return page


class Attendee:
    """Somebody with a phone: one kept connection for pages and saves, and one for the stream."""

    def __init__(self, house: House, name: str):
        self.house, self.name = house, name
        self.browser = Browser(house.port)
        self.line = RLock()
        self.sheet: Form | None = None
        self.tag = ""
        self.is_about_to_ask = False
        self.n_saves = 0

    def join(self) -> bool:
        """Take a seat, open the worksheet and begin to listen; whether all that went well."""
        door = self.house.timed("door", lambda: self.browser.get(f"/join/{CODE}"))
        if door is None:
            return False
        form = Form(door, f"/join/{CODE}").sent({"address": f"{self.name}@bench.example"})
        went = self.house.timed("join", lambda: self.browser.post(f"/join/{CODE}", form), status=(303,))
        if went is None or self.house.timed("contents", lambda: self.browser.follow(went), expect=b"</html>") is None:
            return False
        opened = self.house.timed("worksheet", lambda: self.browser.get(SHEET), expect=b'name="writer"')
        if opened is None:
            return False
        self.sheet = Form(opened, SHEET)
        gevent.spawn(Listener(self.house, self.browser.cookies, STREAM, self.follow).run)
        return True

    def follow(self, said: dict[str, Any]) -> None:
        """The room has moved. Where the signal does not bring the part of the page that says where it is along, ask for it,
        within `spread` milliseconds; a page that is about to ask hears of the next move by the same question.
        """
        if "part" in said or self.is_about_to_ask:
            return
        self.is_about_to_ask = True
        gevent.sleep(random.uniform(0, said.get("spread", 500) / 1000))
        self.is_about_to_ask = False
        asked = {"If_None_Match": self.tag} if self.tag else {}
        page = self.house.timed("follow", lambda: self.ask(lambda: self.browser.get(PART, **asked)), status=(200, 304))
        self.tag = page.headers.get("etag", self.tag) if page else self.tag

    def ask(self, what: Callable[[], Page]) -> Page:
        """One thing after the other on the one connection."""
        with self.line:
            return what()

    def save_until(self, ends: float, *, pause: float) -> None:
        """Type and save, every `pause` seconds more or less, until then."""
        gevent.sleep(random.uniform(0, pause))
        while time.perf_counter() < ends:
            self.save()
            gevent.sleep(random.uniform(0.7 * pause, 1.3 * pause))

    def save(self) -> None:
        """Save one answer, as the page does at each pause."""
        self.n_saves += 1
        words = self.sheet.texts[0]
        sent = [(name, value) for name, value in self.sheet.fields if name in ALWAYS or name == f"was-{words[2:]}"]
        sent += [("seq", str(self.n_saves)), (words, f"{self.name} has said {self.n_saves}")]
        # Whoever has chosen nothing else is still counted in "how sure".
        sent += [(name, value) for name, value in self.sheet.options.items() if name.endswith(("-sure", "-kind"))]
        page = self.house.timed(
            "save", lambda: self.ask(lambda: self.browser.post(SHEET, sent, **AS_SCRIPT)), expect=b"receipt"
        )
        if page is not None:
            self.house.acknowledged[self.name] = self.n_saves
            was = json.loads(page.body).get("was", {})
            self.sheet.fields = [(name, was.get(name, value)) for name, value in self.sheet.fields]


class Listener:
    """One open stream."""

    def __init__(self, house: House, cookies: dict[str, str], path: str, on_news=lambda _said: None):
        self.house, self.cookies, self.path, self.on_news = house, cookies, path, on_news
        self.line: socket.socket | None = None
        self.has_heard = False  # the first frame is no news

    def run(self) -> None:
        """Listen until the site says good-bye."""
        try:
            self._listen()
        except OSError as trouble:
            self.house.trouble.append(f"stream: {trouble!r}")

    def _listen(self) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        asked = f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.house.port}\r\nCookie: {cookies}\r\n\r\n"
        began = time.perf_counter()
        self.line = socket.create_connection(("127.0.0.1", self.house.port), timeout=60)
        self.line.sendall(asked.encode())
        is_first = True
        for line in self.line.makefile("rb"):
            if is_first and not line.startswith(b"HTTP/1.1 200"):
                self.house.trouble.append(f"stream: {line!r}")
                return
            if is_first:
                self.house.n_streams += 1
                self.house.timings["stream"].took.append(time.perf_counter() - began)
            is_first = False
            if line.startswith(b"data: "):
                said = json.loads(line[6:])
                self._hear(said)

    def _hear(self, said: dict[str, Any]) -> None:
        revision = said.get("room")
        is_news, self.has_heard = self.has_heard and revision is not None, True
        if is_news:
            self.house.heard[revision].append(time.perf_counter())
            gevent.spawn(self.on_news, said)


class Facilitator:
    """Ada: her control room is open, and she opens, adds up and shows."""

    def __init__(self, house: House, cookie: str):
        self.house = house
        self.browser = Browser(house.port)
        name, _, value = cookie.partition("=")
        self.browser.cookies[name] = value
        self.acts: list[tuple[str, float]] = []  # deed and moment; the first makes the room's first revision
        for stream in ("stream", "screen/stream"):  # of the control room, and of the big screen
            gevent.spawn(Listener(house, self.browser.cookies, f"/events/{CODE}/{stream}").run)

    def press(self, deed: str, path: str, *, is_heard: bool = True, **fields: str) -> Page | None:
        """Press a button of the control room; `is_heard` when everybody hears of it."""
        room = self.house.timed("control room", lambda: self.browser.get(f"/events/{CODE}"), expect=b"</html>")
        if room is None:
            return None
        token = room.body.decode().partition('name="csrf_token" value="')[2].partition('"')[0]
        sent, pressed = {"csrf_token": token, **fields}, time.perf_counter()
        went = self.house.timed(deed, lambda: self.browser.post(f"/events/{CODE}/{path}", sent), status=(303,))
        if is_heard and went is not None:
            self.acts.append((deed, pressed))
        return went

    def show(self) -> None:
        """Add up the first worksheet, and show it to everybody."""
        self.press("add up", "releases", is_heard=False, step="1")
        results = self.browser.get(f"/events/{CODE}/results").body.decode()
        release = results.partition("/releases/")[2].partition("/")[0]
        self.press("show", f"releases/{release}/showing")
