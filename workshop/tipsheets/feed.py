"""The feeds, Atom (RFC 4287) and JSON Feed 1.1: the newest tipsheets whole, under ids that never change."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405 – writes XML, reads none

from markupsafe import Markup

from workshop.tipsheets.tipsheet import Tipsheet

ATOM = "http://www.w3.org/2005/Atom"
N_ENTRIES = 20
ID_YEAR = "2026"  # of the tag: scheme, RFC 4151: when the site's name was ours; never change it
BEGINNING = datetime(int(ID_YEAR), 1, 1, tzinfo=UTC)


def atom(tipsheets: Sequence[Tipsheet], *, site: str, title: str, author: str) -> bytes:
    """The feed of the tipsheets of `site`, newest first; the same bytes for the same ones. No token stands in it."""
    newest = list(tipsheets[:N_ENTRIES])
    feed = Element("feed", {"xmlns": ATOM})
    _text(feed, "id", _tag(site, "tips"))
    _text(feed, "title", title)
    _text(feed, "updated", _moment(max((one.updated_at or BEGINNING for one in newest), default=BEGINNING)))
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{site}/tips/feed.atom"})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{site}/tips"})
    _text(SubElement(feed, "author"), "name", author)
    for tipsheet in newest:
        _add_entry(feed, tipsheet, site)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="utf-8")


def json_feed(tipsheets: Sequence[Tipsheet], *, site: str, title: str, author: str) -> bytes:
    """The same as JSON."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": f"{site}/tips",
        "feed_url": f"{site}/tips/feed.json",
        "authors": [{"name": author}],
        "items": [_item(one, site) for one in tipsheets[:N_ENTRIES]],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(tipsheet: Tipsheet, site: str) -> dict[str, Any]:
    return {
        "id": _tag(site, tipsheet.slug),
        "url": f"{site}/tips/{tipsheet.slug}",
        "title": tipsheet.title,
        "summary": tipsheet.standfirst,
        "content_html": f"{tipsheet.html}{_action(tipsheet)}",
        "date_published": _moment(tipsheet.published_at),
        "date_modified": _moment(tipsheet.updated_at),
        "authors": [{"name": tipsheet.author}],
        "language": tipsheet.language,
    }


def _action(tipsheet: Tipsheet) -> Markup:
    return Markup("<p><strong>{}</strong></p>").format(tipsheet.action)  # nosec B704


def _add_entry(feed: Element, tipsheet: Tipsheet, site: str) -> None:
    entry = SubElement(feed, "entry", {"xml:lang": tipsheet.language})
    _text(entry, "id", _tag(site, tipsheet.slug))
    _text(entry, "title", tipsheet.title)
    _text(entry, "published", _moment(tipsheet.published_at))
    _text(entry, "updated", _moment(tipsheet.updated_at))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{site}/tips/{tipsheet.slug}"})
    _text(SubElement(entry, "author"), "name", tipsheet.author)
    _text(entry, "summary", tipsheet.standfirst)
    content = SubElement(entry, "content", {"type": "html"})
    content.text = f"{tipsheet.html}{_action(tipsheet)}"


def _text(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = words


def _tag(site: str, name: str) -> str:
    return f"tag:{urlsplit(site).hostname},{ID_YEAR}:{name}"


def _moment(moment: datetime | None) -> str:
    return (moment or BEGINNING).isoformat(timespec="seconds")
