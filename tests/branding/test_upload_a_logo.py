"""The practice's logo: a PNG by its content, written anew, refused with a sentence where it is not one."""

import zlib
from io import BytesIO

import pytest
from flask import current_app
from hypothesis import given
from hypothesis import strategies as st

from tests.branding.pictures import SIGNATURE, chunk, header, png
from tests.cast import OMAR
from tests.pdf.pixels import colours
from workshop.branding.look import stored_look
from workshop.branding.png import MOST_BYTES, NoPicture, TooLarge, read_png
from workshop.extensions import db

PATH = "/admin/look/logo"


@pytest.fixture(autouse=True)
def plain_again(app):
    yield
    current_app.extensions.pop("practice_look", None)


def upload(browser, data: bytes, name: str = "logo.png"):
    return browser.post(PATH, data={"logo": (BytesIO(data), name)}, content_type="multipart/form-data")


def test_the_logo_stands_in_the_head_of_every_page_and_at_an_address_that_is_kept(browse, event):
    assert upload(browse(as_=OMAR), png(80, 40), "whatever.exe").status_code == 303

    address = f"/look/{stored_look(db.session).stamp}.png"
    assert f'<img src="{address}" alt="Workshop Companion" width="80" height="40">' in browse().get("/").text
    served = browse().get(address)
    assert (served.mimetype, served.headers["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert served.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert colours(served.data) == {(0x0E, 0x5C, 0x54)}


def test_it_can_be_taken_away_again(browse, event):
    omar = browse(as_=OMAR)
    upload(omar, png())

    omar.post(PATH, data={"action": "remove"})

    assert stored_look(db.session).logo == b""
    assert "<img" not in browse().get("/").text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Choose the picture, a PNG."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is no PNG that we can read."),
        (b"\xff\xd8\xff\xe0 a photograph", "This is no PNG that we can read."),
        (png()[:-20], "This is no PNG that we can read."),
        (png(colour=6, interlaced=1), "This is no PNG that we can read."),
        (png(2000, 4), "The logo may have 200 kB, and 1600 by 800 pixels. Make it smaller."),
        (png() + b"\0" * MOST_BYTES, "The logo may have 200 kB, and 1600 by 800 pixels. Make it smaller."),
    ],
)
def test_what_would_not_do_is_refused_with_a_sentence(browse, event, data, words):
    page = upload(browse(as_=OMAR), data)

    assert page.status_code == 422
    assert words in page.text
    assert stored_look(db.session).logo == b""


def test_nothing_but_the_picture_is_kept():
    hidden = chunk(b"tEXt", b"Comment\0made by Omar at home") + chunk(b"eXIf", b"where it was taken")

    kept = read_png(png(besides=hidden) + b"<script>alert(1)</script>").data

    assert colours(kept) == {(0x0E, 0x5C, 0x54)}
    assert [words for words in (b"Omar", b"taken", b"script", b"tEXt", b"eXIf") if words in kept] == []


def test_a_small_file_that_unpacks_to_a_large_one_is_refused():
    bomb = SIGNATURE + chunk(b"IHDR", header(8, 4)) + chunk(b"IDAT", zlib.compress(bytes(10_000_000))) + chunk(b"IEND", b"")

    with pytest.raises(NoPicture):
        read_png(bomb)


def test_a_palette_has_to_be_there():
    lines = zlib.compress(b"\0\0" * 4)
    bare = chunk(b"IHDR", header(1, 4, colour=3)) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")

    with pytest.raises(NoPicture):
        read_png(SIGNATURE + bare)
    assert read_png(SIGNATURE + bare[:25] + chunk(b"PLTE", b"\x0e\x5c\x54") + bare[25:]).width == 1


@pytest.mark.parametrize("colour", [0, 2, 4, 6])
@pytest.mark.parametrize("kind", [b"PLTE", b"tRNS"])
def test_what_the_pixels_do_not_need_hides_in_no_palette(colour, kind):
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
    parts = chunk(b"IHDR", header(1, 1, colour=colour)) + chunk(kind, b"hidden")
    lines = chunk(b"IDAT", zlib.compress(bytes(1 + channels)))

    with pytest.raises(NoPicture):
        read_png(SIGNATURE + parts + lines + chunk(b"IEND", b""))


@pytest.mark.parametrize("besides", [(b"PLTE", b"PLTE"), (b"PLTE", b"tRNS", b"tRNS"), (b"tRNS", b"PLTE")])
def test_a_palette_is_one_part_and_its_transparency_another(besides):
    parts = {b"PLTE": b"abc", b"tRNS": b"\xff"}
    head = chunk(b"IHDR", header(1, 1, colour=3)) + b"".join(chunk(kind, parts[kind]) for kind in besides)

    with pytest.raises(NoPicture):
        read_png(SIGNATURE + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


@given(st.binary(max_size=200), st.integers(0, 200), st.integers(0, 255))
def test_any_bytes_are_a_picture_or_refused(tail, place, value):
    whole = png()
    for data in (tail, SIGNATURE + tail, whole[:place] + bytes([value]) + whole[place + 1 :]):
        try:
            read_png(data)
        except (NoPicture, TooLarge):
            continue
        assert read_png(data).data.startswith(SIGNATURE)
