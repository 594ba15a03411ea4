"""What people do on the bare app."""

from bench.browser import Browser, Form


class BarePerson:
    """Somebody signed in on the bare app, with their sheet open."""

    def __init__(self, port: int, name: str):
        self.browser = Browser(port)
        joining = Form(self.browser.get("/join"), "/join").sent({"address": f"{name}@bench.example"})
        went = self.browser.post("/join", joining)
        self.sheet = Form(self.browser.follow(went), "/sheet")
        self.n_saves = 0

    def open(self) -> None:
        """Open the sheet."""
        page = self.browser.get("/sheet")
        if page.status != 200 or b"csrf_token" not in page.body:
            raise RuntimeError(f"the sheet did not open: {page.status}")

    def save(self) -> None:
        """Save one answer."""
        self.n_saves += 1
        self._send({"csrf_token": self.sheet.value("csrf_token"), "q1": f"Cut open claims to {self.n_saves} by June."})

    def save_all(self) -> None:
        """Save the whole sheet."""
        self._send(self.sheet.sent(dict.fromkeys(self.sheet.texts, "A thought of mine about that.")))

    def _send(self, fields) -> None:
        page = self.browser.post("/sheet", fields)
        if page.status != 200 or b"saved" not in page.body:
            raise RuntimeError(f"the answer was not saved: {page.status}")
