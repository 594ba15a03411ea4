"""Pages as a browser without scripts has them: the fields of a form with what would be sent, and its submit buttons."""

from html.parser import HTMLParser

WORKSHEET_FORM = "data-autosave"


class Form(HTMLParser):
    """The form with this attribute: `fields` as pairs of name and value, `labels` and ids as on the page."""

    def __init__(self, html: str, marked: str = WORKSHEET_FORM):
        super().__init__()
        self.marked = marked
        self.is_inside = False
        self.area: str | None = None
        self.fields: list[list[str]] = []
        self.buttons: list[str] = []
        self.ids: list[str] = []
        self.focus: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.focus += [given.get("id", "")] if "autofocus" in given else []
        if tag == "form":
            self.is_inside = self.marked in given
        if not self.is_inside:
            return
        if tag == "input" and "name" in given and self._is_sent(given):
            self.fields.append([given["name"], given.get("value", "")])
        elif tag == "textarea":
            self.area = given["name"]
            self.fields.append([self.area, ""])
        elif tag == "button":
            self.buttons.append(given.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_inside = False
        elif tag == "textarea":
            self.area = None
            self.fields[-1][1] = self.fields[-1][1].removeprefix("\n")

    def handle_data(self, data):
        if self.area is not None:
            self.fields[-1][1] += data

    @staticmethod
    def _is_sent(given) -> bool:
        return given.get("type") not in ("radio", "checkbox") or "checked" in given

    @property
    def entries(self) -> list[str]:
        """Ids of the repeated entries, in order."""
        return [value for name, value in self.fields if name == "entry"]

    @property
    def once(self) -> str:
        """The id of the entry that holds what is asked once."""
        ids = (name.removeprefix("was-")[:36] for name, _ in self.fields if name.startswith("was-") and len(name) > 40)
        return next(one for one in ids if one not in self.entries)

    def value(self, question: str, entry: int = 1) -> str | list[str] | None:
        """What a question of an entry, counted from 1, would send."""
        found = [value for name, value in self.fields if name == f"a-{self.entries[entry - 1]}-{question}"]
        return found[0] if len(found) == 1 else found or None

    def fill(self, question: str, *values: str, entry: int = 1) -> "Form":
        """Type or choose; an entry of 0 is what is asked once."""
        where = self.entries[entry - 1] if entry else self.once
        return self.set(f"a-{where}-{question}", *values)

    def set(self, name: str, *values: str) -> "Form":
        """Give a field these values, whatever it is."""
        self.fields = [pair for pair in self.fields if pair[0] != name] + [[name, value] for value in values]
        return self

    def sent(self, action: str = "save", **more: str) -> dict[str, list[str]]:
        """What a browser sends when the button of this action is pressed."""
        found: dict[str, list[str]] = {}
        for name, value in [*self.fields, ["action", action], *more.items()]:
            found.setdefault(name, []).append(value)
        return found
