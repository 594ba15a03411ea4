"""Parts of a page that are the same for everybody but for a few words: drawn once with gaps, then filled in.

A mould is drawn from what everybody may read, with a gap wherever a person's own words and ids go. What fills the gaps is
never kept, so that no page can show one person's words to another.
"""

import re
import secrets
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from flask import Flask, current_app, render_template, session
from flask_babel import get_locale
from jinja2 import Environment, pass_environment
from markupsafe import Markup, escape

MOST = 10_000  # moulds of one site; far more than its worksheets have questions
FRAME = ("theme", "practice_look")  # what templates/base.html asks for besides the language, on every page
MOST_PAGES = 500  # of those that are whole pages, of some 15 kB each

# Nobody can type a gap: its name is not known outside this process.
_GAP = f"gap-{secrets.token_hex(12)}-"
_GAPS = re.compile(f"{_GAP}([a-z_]+)-")
_kept: WeakKeyDictionary[Environment, dict[Any, "Mould"]] = WeakKeyDictionary()
_pages: WeakKeyDictionary[Environment, dict[Any, "Mould"]] = WeakKeyDictionary()


def gap(name: str) -> str:
    """What stands in a mould where words are filled in later: letters that no template changes. `name` is of a-z and _."""
    return f"{_GAP}{name}-"


class Mould:
    """HTML with gaps."""

    def __init__(self, drawn: str):
        self._parts = _GAPS.split(drawn)  # what is drawn and names of gaps, in turn
        self._places = [(place, self._parts[place]) for place in range(1, len(self._parts), 2)]
        self._names = {name for _place, name in self._places}

    def filled(self, **words: str) -> Markup:
        """The HTML with these words in its gaps, escaped. Raises KeyError when a gap's words are not given."""
        parts, said = self._parts.copy(), {name: escape(words[name]) for name in self._names}
        for place, name in self._places:
            parts[place] = said[name]
        return Markup("".join(parts))  # nosec B704


@dataclass(frozen=True)
class Given:
    """What a page is made of.

    `shared` is the same for everybody in the room. `own` are the words of the one who reads: a template puts them where
    they belong and asks nothing about them. `rare` is what hardly any page has, such as an error, and falsy where it is not.
    """

    shared: Mapping[str, Hashable]
    own: Mapping[str, str]
    rare: Mapping[str, Any]

    def __or__(self, more: "Given") -> "Given":
        return Given({**self.shared, **more.shared}, {**self.own, **more.own}, {**self.rare, **more.rare})

    @property
    def all(self) -> dict[str, Any]:
        """Everything, for a template that is drawn afresh."""
        return {**self.shared, **self.own, **self.rare}


def page(name: str, given: Given) -> str:
    """The page of this name: drawn once for each thing that is shared, and filled with one's own words.

    Where anything rare is to be shown, or something is told of what was just done, it is drawn afresh.
    """
    if "_flashes" in session or any(given.rare.values()):
        return render_template(name, **given.all)
    environment: Environment = current_app.jinja_env
    key = (name, get_locale(), *(environment.globals[one]() for one in FRAME), *given.shared.items())
    gaps = {one: gap(one) for one in given.own}
    drawn = environment.get_template(name).render
    pages = _pages.setdefault(environment, {})
    found = kept(environment, key, lambda: drawn({**given.all, **gaps}), among=pages, most=MOST_PAGES)
    return found.filled(**given.own)


def kept(
    environment: Environment,
    key: Any,
    draw: Callable[[], str],
    *,
    among: dict[Any, Mould] | None = None,
    most: int = 0,
) -> Mould:
    """The mould kept under this key, drawn when it is wanted for the first time. While templates are edited none is kept."""
    moulds = _kept.setdefault(environment, {}) if among is None else among
    found = moulds.get(key)
    if found is None or environment.auto_reload:
        if len(moulds) >= (most or MOST):
            moulds.clear()
        found = moulds[key] = Mould(draw())
    return found


@pass_environment
def for_everyone(environment: Environment, name: str, **given: Hashable) -> Markup:
    """The template of this name, which sees only what is given here and says the same to everybody who is given that.

    Drawn once for each language. Such a template asks nothing about who reads: no token, no person, no request.
    """
    key = (name, get_locale(), *given.items())
    return kept(environment, key, lambda: environment.get_template(name).render(given)).filled()


def install(app: Flask) -> None:
    """Give templates `for_everyone("feature/_part.html", event=…)`."""
    app.add_template_global(for_everyone, "for_everyone")
