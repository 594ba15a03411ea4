"""The practice's colour: taken if words in it can be read, and every colour that follows from it can be read as well."""

from itertools import product

import pytest
from flask import current_app

from tests import factories
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from workshop.audit.models import AuditEntry
from workshop.branding.colours import (
    AA,
    DARK_INK,
    DARK_PAPER,
    DARK_TINT,
    PAPER,
    TINT,
    WHITE,
    NoColour,
    TooPale,
    contrast,
    read_colour,
    shades,
)
from workshop.branding.look import set_accent, stored_look
from workshop.branding.views import ask_anew
from workshop.database import utcnow
from workshop.extensions import db

INK = "#1C2430"
STEPS = ("00", "33", "66", "99", "CC", "FF")


@pytest.fixture(autouse=True)
def plain_again(app):
    """The process forgets the look of the test."""
    yield
    current_app.extensions.pop("practice_look", None)


def test_contrast_is_that_of_the_guidelines():
    assert round(contrast("#000000", WHITE), 1) == 21.0
    assert round(contrast("#0E5C54", PAPER), 2) == 7.33
    assert contrast("#777777", WHITE) < AA < contrast("#767676", WHITE)


def test_whatever_is_taken_can_be_read_everywhere_and_whatever_is_refused_could_not():
    taken = 0
    for colour in ("#" + "".join(parts) for parts in product(STEPS, repeat=3)):
        try:
            read_colour(colour)
        except TooPale:
            assert min(contrast(colour, PAPER), contrast(colour, TINT)) < AA
            continue
        taken += 1
        made = shades(colour)
        pairs = [(made.spot, PAPER), (made.spot, TINT), (made.hover, PAPER), (made.on_spot, made.spot), (INK, made.tint)]
        pairs += [(made.dark_spot, paper) for paper in (DARK_PAPER, DARK_TINT)]
        pairs += [(made.dark_hover, DARK_TINT), (made.dark_on_spot, made.dark_spot), (DARK_INK, made.dark_tint)]
        assert [pair for pair in pairs if contrast(*pair) < AA] == [], colour
    assert 50 < taken < 150


@pytest.mark.parametrize("typed", ["", "green", "#0E5C5", "#0E5C544", "#0E5C5G", "0x0E5C54", "#0e5c54;}"])
def test_what_is_no_colour_is_not_taken(typed):
    with pytest.raises(NoColour):
        read_colour(typed)


def test_omar_chooses_a_colour_and_every_page_has_it(app, browse, event):
    omar = browse(as_=OMAR)

    page = omar.post("/admin/look/colour", data={"accent": " 7a1f5c "})

    assert page.status_code == 303
    home = browse().get("/")
    sheet = f"/look/{stored_look(db.session).stamp}.css"
    assert f'href="{sheet}"' in home.text
    css = browse().get(sheet)
    assert "--spot: #7A1F5C;" in css.text
    assert css.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert [entry.act for entry in db.session.query(AuditEntry)].count("look.colour") == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("#F5B700", "Words in this colour would have a contrast of 1.5 with the paper; they need 4.5. Choose a darker one."),
        ("blue", "Write the colour as # and six digits or letters from A to F, such as #0E5C54."),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused_with_a_sentence_and_stays_typed(browse, event, typed, words):
    page = browse(as_=OMAR).post("/admin/look/colour", data={"accent": typed})

    assert page.status_code == 422
    assert words in page.text
    assert f'value="{typed}"' in page.text
    assert stored_look(db.session).accent == ""


def test_without_a_colour_pages_fetch_nothing_more_and_its_address_is_not_there(browse, event):
    assert "/look/" not in browse().get("/").text
    assert browse().get("/look/0123456789abcdef.css").status_code == 404


def test_an_empty_field_brings_the_site_s_own_colour_back(app, browse, event):
    set_accent(db.session, "#7A1F5C", now=utcnow())
    db.session.commit()
    ask_anew(app)

    browse(as_=OMAR).post("/admin/look/colour", data={"accent": ""})

    assert "/look/" not in browse().get("/").text


@pytest.mark.parametrize("who", [ADA, BEN, CLEO, DORA, None])
def test_only_the_administrator_changes_the_look(browse, event, harbour, who):
    other = browse(as_=who)

    assert other.post("/admin/look/colour", data={"accent": "#7A1F5C"}).status_code == (401 if who is None else 404)
    assert other.post("/admin/look/logo").status_code == (401 if who is None else 404)
    assert stored_look(db.session).accent == ""
    assert factories.user(OMAR)
