"""From Markdown to HTML that is safe to put on a page, whoever wrote it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

TAGS = {"a", "blockquote", "br", "code", "em", "h2", "h3", "hr", "li", "ol", "p", "strong", "ul"}
ATTRIBUTES = {"a": {"href", "title"}, "li": {"id"}}
SCHEMES = {"http", "https", "mailto"}


def to_html(source: str) -> Markup:
    """The HTML of this Markdown. HTML in it is shown as text, an image as its words, and a link that does
    not begin with http, https or mailto loses its address. The items of numbered lists that stand by
    themselves are the tips: they can be linked to as #tip-1, #tip-2 …"""
    tokens = _parser.parse(source)
    _name_tips(tokens)
    _lower_headings(tokens)
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, url_relative="deny")
    # Markup says "already safe" to the templates: the allow-list above is what makes it true.
    return Markup(clean)  # nosec B704


def n_words(source: str) -> int:
    """How many words of this Markdown are read: its marks do not count."""
    return sum(len(token.content.split()) for token in _parser.parse(source) if token.type == "inline")


def _name_tips(tokens: Sequence[Token]) -> None:
    number, depth = 0, 0
    for token in tokens:
        depth += token.nesting if token.type.startswith("ordered_list") else 0
        if token.type == "list_item_open" and token.level == 1 and depth == 1:
            number += 1
            token.attrSet("id", f"tip-{number}")


def _lower_headings(tokens: Sequence[Token]) -> None:
    """The page has its own h1: the writer's headings are h2 and h3, however many # they began with."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h2" if token.tag in ("h1", "h2") else "h3"


def _words_of_image(_renderer: object, tokens: Sequence[Token], at: int, *_context: object) -> str:
    return str(escape(tokens[at].content))


_parser = MarkdownIt("commonmark", {"html": False})
_parser.add_render_rule("image", _words_of_image)


def blocks(source: str) -> list[dict[str, Any]]:
    """This Markdown for paper, block by block, without its marks.

    `kind` is "heading" or "text"; `number` that of the tip which begins there, else 0.
    """
    found: list[dict[str, Any]] = []
    number, is_new, kind = 0, False, "text"
    for token in _parser.parse(source):
        if token.type == "list_item_open" and token.level == 1:
            number, is_new = number + 1, token.info != ""
        elif token.type in ("heading_open", "paragraph_open"):
            kind = "heading" if token.type == "heading_open" else "text"
        elif token.type == "inline":
            found.append({"kind": kind, "text": _plain(token), "number": number if is_new else 0})
            is_new = False
    return found


def _plain(token: Token) -> str:
    """The words of one paragraph or heading; an image gives its words, a line break is a space."""
    return "".join(" " if one.type.endswith("break") else one.content for one in token.children or ())


def links(source: str) -> list[tuple[str, str]]:
    """Every link of this Markdown: its words, and the address that was written, whether a page shows it or not."""
    found: list[tuple[str, str]] = []
    for token in _parser.parse(source):
        words: list[str] = []
        href = ""
        for child in token.children or ():
            if child.type == "link_open":
                href, words = str(child.attrGet("href") or ""), []
            elif child.type == "link_close":
                found.append(("".join(words), href))
            else:
                words.append(child.content)
    return found


@dataclass(frozen=True)
class Run:
    """One stretch of words as it stands on the page: `kind` is "heading", "text" or "item": what begins an item of a list.

    `tips` numbers the list of tips that it belongs to, 0 outside of any; `n_letters` and `n_breaks` tell how long it is.
    """

    kind: str
    tips: int
    n_letters: int
    n_breaks: int


def runs(source: str) -> list[Run]:
    """The Markdown, stretch by stretch, for whoever has to know how much room it takes."""
    found: list[Run] = []
    tips, lists, kind = 0, 0, "text"
    for token in _parser.parse(source):
        lists += token.type == "ordered_list_open" and token.level == 0
        tips = lists if token.type == "ordered_list_open" and token.level == 0 else tips
        tips = 0 if token.type == "ordered_list_close" and token.level == 0 else tips
        if token.type in ("list_item_open", "heading_open"):
            kind = "item" if token.type == "list_item_open" else "heading"
        elif token.type in ("inline", "fence", "code_block"):
            words = _plain(token) if token.type == "inline" else token.content
            n_breaks = sum(one.type == "hardbreak" for one in token.children or ()) + words.count("\n")
            found.append(Run(kind, tips, len(words), n_breaks))
            kind = "text"
    return found
