"""`_` and `ngettext`: a page says some sixty things and a report thousands, and each looks its language up once.

What those of templates are given is trusted as HTML and filled in: a sentence that stands in the template, never one out
of data. For a sentence of ours that is kept as data there is the filter `translated`, which trusts nothing.
"""

from typing import Any

from flask import Flask, g
from flask_babel import Domain
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup


def install(app: Flask) -> None:
    """Put them in the place of flask-babel's own, which find language and catalogue anew for each sentence."""
    app.extensions["babel"].instance.domain_instance = _SENTENCES
    app.add_template_global(_gettext, "_")
    app.add_template_global(_gettext, "gettext")
    app.add_template_global(_ngettext, "ngettext")
    app.add_template_filter(_translated, "translated")


@pass_eval_context
def _gettext(eval_context: EvalContext, words: str, /, **variables: Any) -> str:
    return _filled(eval_context, _catalogue().ugettext(words), variables)


@pass_eval_context
def _ngettext(eval_context: EvalContext, one: str, many: str, num: int, /, **variables: Any) -> str:
    variables.setdefault("num", num)
    return _filled(eval_context, _catalogue().ungettext(one, many, num), variables)


def _translated(words: str) -> str:
    return _catalogue().ugettext(words)


def _filled(eval_context: EvalContext, words: str, variables: dict[str, Any]) -> str:
    if eval_context.autoescape:
        # The sentences are ours, and Markup escapes what is put into them.
        words = Markup(words)  # nosec B704
    return words % variables if "%" in words else words


def _catalogue() -> Any:
    return _SENTENCES.get_translations()


class _Sentences(Domain):
    """All that the site says. The catalogue of a request is found with its first sentence."""

    def get_translations(self) -> Any:
        # Kept where flask-babel keeps the language: `force_locale` and `refresh` forget both together.
        catalogue = getattr(g.get("_flask_babel"), "babel_translations", None)
        if catalogue is None:
            catalogue = g._flask_babel.babel_translations = super().get_translations()
        return catalogue


_SENTENCES = _Sentences()
