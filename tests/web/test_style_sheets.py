"""Style sheets are sent as one and shorter, and say what was written."""

import pytest

from workshop.web.style_sheets import as_sent


def sent(text: str, **others: str) -> str:
    sheets = {"page.css": text} | {name.replace("__", "/") + ".css": words for name, words in others.items()}
    return as_sent("page.css", sheets.__getitem__)


def test_comments_and_needless_space_are_left_out():
    assert sent("/* Why. */\n@layer base, print;\n\n.a > .b,\n.c {\n  margin: 0 auto; /* no; { */\n}\n") == (
        "@layer base,print;.a>.b,.c{margin:0 auto}"
    )


@pytest.mark.parametrize(
    "text",
    [
        '.a::after{content:" (" attr(href) "); }  /* */"}',
        ".a{content:'it\\'s  {  here'}",
        ".a{background:url(images/a,b.svg)}",
        '.a{src:url("a  b.woff2") format("woff2")}',
        ".a{inline-size:calc(100% + 2 * var(--gutter))}",
        ".a{margin:calc(-1 * var(--s2)) 0;inset:calc(100% - (1px + 2px)) auto}",
        ".a :hover,.a:not(:focus,:active) + .b ~ .c{color:red}",
        ".a{&:hover{color:red}&>.b{margin:0}}",
        "@media (min-width:60rem) and (color){.a{margin:0 !important}}",
        ".a/**/.b{color:red}",
    ],
)
def test_what_has_a_meaning_stays(text):
    assert sent(text) == text


def test_imports_are_put_in_their_place_in_order():
    page = '/* Why. */ @import "one.css";\n@import "parts/two.css";\n.page { color: red; }'

    assert sent(page, one=".one { top: 0; }", parts__two='@import "../one.css"; .two { top: 0; }') == (
        ".one{top:0}.one{top:0}.two{top:0}.page{color:red}"
    )


@pytest.mark.parametrize(
    "text",
    ['.a { color: red; } @import "one.css";', '@import "one.css" print;', "@import url(one.css);", "@import 'one.css';"],
)
def test_an_import_that_would_be_lost_stops_the_start(text):
    with pytest.raises(ValueError, match="imports stand first"):
        sent(text, one=".one { top: 0; }")


def test_an_address_that_would_change_its_meaning_stops_the_start():
    with pytest.raises(ValueError, match=r"parts/two\.css"):
        sent('@import "parts/two.css";', parts__two=".two { background: url(two.svg); }")
