"""A very small browser: one kept connection, cookies, forms. Cheap, since it shares the processor with what it measures."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode, urlsplit

from gevent import socket

PATIENCE = 30  # seconds

# A whole parser would cost more than the page that it reads, on the processor that is being measured.
_FIELD = re.compile(r"<(?P<tag>input|textarea)\b(?P<attributes>[^>]*)>(?:(?P<words>[^<]*)</textarea>)?")
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')


@dataclass(frozen=True)
class Page:
    """What came back: status, headers by lower-case name, body."""

    status: int
    headers: dict[str, str]
    body: bytes


class Browser:
    """One person's connection to a site."""

    def __init__(self, port: int):
        self.port = port
        self.cookies: dict[str, str] = {}
        self._socket: socket.socket | None = None

    def get(self, path: str, **headers: str) -> Page:
        """Ask for a page."""
        return self._ask("GET", path, headers, b"")

    def post(self, path: str, fields: dict[str, str] | list[tuple[str, str]], **headers: str) -> Page:
        """Send a form, as a page of the site would."""
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin", **headers}
        return self._ask("POST", path, sent, urlencode(fields).encode())

    def send(self, path: str, body: bytes, headers: dict[str, str]) -> Page:
        """Send a body of any kind from a script of the site."""
        return self._ask("POST", path, {"Sec-Fetch-Site": "same-origin", **headers}, body)

    def follow(self, page: Page) -> Page:
        """Go where a redirect points."""
        where = urlsplit(page.headers["location"])
        return self.get(where.path + (f"?{where.query}" if where.query else ""))

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Page:
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        asked = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
        if self._socket is not None:
            try:
                return self._answer(asked)
            except ConnectionError:
                self.close()  # kept for too long: the site has hung up meanwhile
        self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        return self._answer(asked)

    def _answer(self, asked: bytes) -> Page:
        try:
            self._socket.sendall(asked)
            return self._read()
        except TimeoutError:
            self.close()  # an answer that comes after all is none to what is asked next
            raise

    def _read(self) -> Page:
        received = bytearray()
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        status, *lines = received[:end].decode("latin-1").split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        length = int(headers.get("content-length", 0))
        while len(received) < end + 4 + length:
            received += self._more()
        if headers.get("connection") == "close":
            self.close()
        return Page(int(status.split()[1]), headers, bytes(received[end + 4 : end + 4 + length]))

    def _more(self) -> bytes:
        chunk = self._socket.recv(65536)
        if not chunk:
            raise ConnectionError("the site hung up")
        return chunk

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class Form:
    """The form of a page that posts to `action`, as a browser would send it untouched, and what could be typed into it."""

    def __init__(self, page: Page, action: str):
        self.fields: list[tuple[str, str]] = []
        self.options: dict[str, str] = {}  # the first choice of each group of radio buttons
        self.texts: list[str] = []
        for field in _FIELD.finditer(_form(page.body.decode(), action)):
            given = {name: unescape(value) for name, value in _ATTRIBUTE.findall(field["attributes"])}
            if "name" in given:
                self._take(field["tag"], given, unescape(field["words"] or ""))
        if not self.fields:
            raise RuntimeError(f"no form posts to {action}: {page.status} {page.headers.get('location', '')}")

    def value(self, name: str) -> str:
        """What the field holds. Raises KeyError when there is none."""
        return dict(self.fields)[name]

    def sent(self, typed: dict[str, str]) -> list[tuple[str, str]]:
        """All fields, with what was typed in the place of what was there."""
        return [(name, value) for name, value in self.fields if name not in typed] + list(typed.items())

    def _take(self, tag: str, given: dict[str, str], words: str) -> None:
        name, value = given["name"], given.get("value", "")
        match tag, given.get("type", "text"):
            case "textarea", _:
                self.texts.append(name)
                # As browsers do: a line break right after the opening tag is no text.
                self.fields.append((name, words.removeprefix("\n")))
            case "input", "radio" | "checkbox" as kind:
                if kind == "radio":
                    self.options.setdefault(name, value)
                if "checked" in given:
                    self.fields.append((name, value))
            case "input", kind if kind != "submit":
                if kind == "text":
                    self.texts.append(name)
                self.fields.append((name, value))


def _form(html: str, action: str) -> str:
    """The inside of the form; "" when there is none. Our templates quote every value and escape every ">"."""
    for form in html.split("<form ")[1:]:
        if f'action="{action}"' in form.partition(">")[0]:
            return form.partition("</form>")[0]
    return ""
