import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.tipsheets.markdown import ATTRIBUTES, TAGS, blocks, n_words, to_html

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<iframe src="https://evil.example"></iframe>',
    "<style>body{display:none}</style>",
    "<!-- <script>alert(1)</script> -->",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#x73;cript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/sign-out)",
    "[x](tel:+1)",
    '[x](https://ok.example "onmouseover=alert(1)")',
    '[x](https://ok.example" onmouseover="alert(1))',
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.gif)",
    "![<script>](data:image/svg+xml,<svg/onload=alert(1)>)",
    '1. <a href="javascript:alert(1)" id="main">x</a>',
    '<a href="https://ok.example" style="position:fixed">x</a>',
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "# <script>alert(1)</script>",
]


def tags_of(html):
    return re.findall(r"<\s*/?\s*([a-zA-Z!][\w-]*)([^>]*)>", html)


def assert_harmless(html):
    for tag, attributes in tags_of(html):
        assert tag in TAGS
        for name, value in re.findall(r'([\w-]+)="([^"]*)"', attributes):
            assert name in ATTRIBUTES.get(tag, set()) | {"rel"}
            assert name != "href" or re.match(r"(https?|mailto):", value)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_harmful_comes_through(attack):
    assert_harmless(to_html(attack))


@given(source=st.text(alphabet=st.sampled_from("<>[]()!#\"'`=&;:/ \n1.javscriptdonhef"), max_size=80))
def test_no_text_whatever_makes_harmful_html(source):
    assert_harmless(to_html(source))


def test_the_test_would_see_what_is_harmful():
    for html in ['<script src="x">', '<a onclick="x">', '<a href="javascript:x">', '<p id="main">']:
        with pytest.raises(AssertionError):
            assert_harmless(html)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("[us](https://ok.example)", '<p><a href="https://ok.example" rel="noopener noreferrer">us</a></p>'),
        ("<ada@ok.example>", '<p><a href="mailto:ada@ok.example" rel="noopener noreferrer">ada@ok.example</a></p>'),
        ("[here](/join)", '<p><a rel="noopener noreferrer">here</a></p>'),
        ("*so* **be** it", "<p><em>so</em> <strong>be</strong> it</p>"),
        ("<b>no</b>", "<p>&lt;b&gt;no&lt;/b&gt;</p>"),
        ("![a heron](heron.png)", "<p>a heron</p>"),
        ("# One", "<h2>One</h2>"),
        ("#### Four", "<h3>Four</h3>"),
    ],
)
def test_what_a_writer_means_is_what_a_reader_gets(source, html):
    assert to_html(source).strip() == html


def test_each_tip_can_be_linked_to():
    html = to_html("1. one\n2. two\n   1. not a tip\n\nAnd:\n\n1. three\n\n- not a tip")

    assert re.findall(r'<li id="([^"]+)">\s*(?:<p>)?(\w+)', html) == [("tip-1", "one"), ("tip-2", "two"), ("tip-3", "three")]


def test_only_words_are_counted():
    assert n_words("# One two\n\n1. *three* [four](https://ok.example)\n\n---\n") == 4


def test_on_paper_each_tip_begins_with_its_number_and_marks_are_gone():
    found = blocks("1. ## One\n\n   Some *words* and\n   `code`\n\n2. Two [here](https://x.example)\n\n## End\n\n- a point")

    assert [(one["number"], one["kind"], one["text"]) for one in found] == [
        (1, "heading", "One"),
        (0, "text", "Some words and code"),
        (2, "text", "Two here"),
        (0, "heading", "End"),
        (0, "text", "a point"),
    ]
