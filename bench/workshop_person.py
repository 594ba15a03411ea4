"""What participants do on the site, as its own pages and scripts send it."""

from typing import Any

from bench.browser import Browser, Form, Page

CODE = "ROBIN-77"  # bench/room.py opens it
SHEET = f"/workbook/{CODE}/objectives"
ALWAYS = ("csrf_token", "writer", "sheet", "rendered", "entry", "was-order")
AS_SCRIPT = {"Accept": "application/json"}


class WorkshopPerson:
    """Somebody who has joined the room, with the first worksheet open."""

    def __init__(self, port: int, name: str, browser: Any = None):
        self.browser = browser or Browser(port)
        joining = Form(self.browser.get(f"/join/{CODE}"), f"/join/{CODE}")
        went = self.browser.post(f"/join/{CODE}", joining.sent({"address": f"{name}@bench.example"}))
        self._expect(self.browser.follow(went), b"</html>")
        self.sheet = Form(self.browser.get(SHEET), SHEET)
        self.n_saves = 0

    def open(self) -> None:
        """Open the worksheet."""
        self._expect(self.browser.get(SHEET), b'name="writer"')

    def save(self) -> None:
        """Save one answer, as the page does at each pause."""
        self._send({self.sheet.texts[0]: f"Cut open claims to {self.n_saves} by June."})

    def save_all(self) -> None:
        """Save the whole worksheet, and say that it is done."""
        texts = dict.fromkeys(self.sheet.texts, "A thought of mine about that.")
        self._send(
            texts
            | {name: value for name, value in self.sheet.options.items() if name.startswith("a-")}
            | {"finished": "yes"}
        )

    def _send(self, typed: dict[str, str]) -> None:
        self.n_saves += 1
        kept = [(name, value) for name, value in self.sheet.fields if name in ALWAYS]
        was = [
            (name, value)
            for name, value in self.sheet.fields
            if name.startswith("was-a-") or name[4:] in {n[2:] for n in typed}
        ]
        fields = [*kept, ("seq", str(self.n_saves)), *typed.items(), *was]
        self._expect(self.browser.post(SHEET, fields, **AS_SCRIPT), b"receipt")

    @staticmethod
    def _expect(page: Page, words: bytes) -> None:
        if page.status != 200 or words not in page.body:
            raise RuntimeError(f"the site answered {page.status}: {page.body[:400]!r}")
