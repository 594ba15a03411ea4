"""`_` trusts what it is given as HTML and fills it in, so templates give it sentences of their own, never data."""

from jinja2 import Environment, nodes

from workshop.config import ROOT

TEMPLATES = ROOT / "templates"
_SENTENCES = {"_": 1, "gettext": 1, "ngettext": 2}


def untrusted(environment: Environment, source: str) -> list[int]:
    """The lines on which something that is no sentence of this template is translated."""
    return [
        call.lineno
        for call in environment.parse(source).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in _SENTENCES
        if not all(isinstance(words, nodes.Const) for words in call.args[: _SENTENCES[call.node.name]])
    ]


def test_templates_translate_only_what_stands_in_them(app):
    found = [
        f"{path.relative_to(TEMPLATES)}:{line}"
        for path in sorted(TEMPLATES.rglob("*"))
        if path.suffix in (".html", ".txt", ".svg")
        for line in untrusted(app.jinja_env, path.read_text())
    ]

    assert found == []


def test_a_planted_one_would_be_found(app):
    planted = ["{{ _(step.prompt) }}", '{{ _("a" ~ b) }}', '{{ ngettext("%(num)s", many, n) }}', "{% set x = gettext(y) %}"]

    assert [untrusted(app.jinja_env, one) for one in planted] == [[1]] * 4


def test_a_sentence_out_of_data_is_translated_and_escaped(app):
    with app.test_request_context():
        page = app.jinja_env.from_string("{{ words|translated }}").render(words="<b> 20 % of it")

    assert page == "&lt;b&gt; 20 % of it"
