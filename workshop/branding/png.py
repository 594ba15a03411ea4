"""A picture that was uploaded: taken apart, checked, and written anew with nothing in it but the picture.

Only PNG is taken, told by its content and never by its name. What is written holds size, palette, transparency and
pixels; texts, places, profiles and whatever was hung on behind are gone.
"""

import zlib
from dataclasses import dataclass

MOST_BYTES = 200_000
MOST_WIDE, MOST_HIGH = 1600, 800
SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # numbers in a pixel, by the kind of colour
DEPTHS = {0: (1, 2, 4, 8), 2: (8,), 3: (1, 2, 4, 8), 4: (8,), 6: (8,)}
KEPT = (b"PLTE", b"tRNS")


class NoPicture(ValueError):
    """It is no PNG that can be read: broken, of another kind, or in one of its rarer forms."""


class TooLarge(ValueError):
    """It has more bytes or more pixels than a logo needs."""


@dataclass(frozen=True)
class Picture:
    """A PNG of our own writing, and its size in pixels."""

    data: bytes
    width: int
    height: int


def read_png(given: bytes) -> Picture:
    """The picture, written anew. Raises `TooLarge` and `NoPicture`."""
    if len(given) > MOST_BYTES:
        raise TooLarge(len(given))
    chunks = _chunks(given)
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13:
        raise NoPicture("it does not begin as a PNG does")
    header = chunks[0][1]
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    depth, colour, packing, filters, interlaced = header[8:]
    if not (0 < width <= MOST_WIDE and 0 < height <= MOST_HIGH):
        raise TooLarge((width, height))
    if depth not in DEPTHS.get(colour, ()) or packing or filters or interlaced:
        raise NoPicture("a rare form of PNG")
    line = 1 + (width * CHANNELS[colour] * depth + 7) // 8
    pixels = _pixels(b"".join(data for kind, data in chunks if kind == b"IDAT"), line, height)
    besides = [(kind, data) for kind, data in chunks if kind in KEPT]
    if [kind for kind, _data in besides] not in ([], [b"PLTE"], [b"PLTE", b"tRNS"]):
        raise NoPicture("a palette of several parts, or none")
    _check_palette(colour, depth, dict(besides))
    written = [(b"IHDR", header), *besides, (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b"")]
    return Picture(SIGNATURE + b"".join(_chunk(*one) for one in written), width, height)


def _chunks(given: bytes) -> list[tuple[bytes, bytes]]:
    """The parts up to the end of the picture, each as its own checksum says."""
    if not given.startswith(SIGNATURE):
        raise NoPicture("no PNG")
    found: list[tuple[bytes, bytes]] = []
    at = len(SIGNATURE)
    while at + 12 <= len(given):
        size = int.from_bytes(given[at : at + 4])
        kind, data = given[at + 4 : at + 8], given[at + 8 : at + 8 + size]
        if given[at + 8 + size : at + 12 + size] != zlib.crc32(kind + data).to_bytes(4):
            raise NoPicture("a part is broken")
        if kind == b"IEND":
            return found
        found.append((kind, data))
        at += 12 + size
    raise NoPicture("it has no end")


def _pixels(packed: bytes, line: int, height: int) -> bytes:
    """The lines of the picture, exactly as many as it says; a small file that unpacks to a large one is refused."""
    unpacker = zlib.decompressobj()
    try:
        pixels = unpacker.decompress(packed, line * height + 1)
    except zlib.error as broken:
        raise NoPicture("its pixels are broken") from broken
    if len(pixels) != line * height or any(kind > 4 for kind in pixels[::line]):
        raise NoPicture("it has other pixels than it says")
    return pixels


def _check_palette(colour: int, depth: int, besides: dict[bytes, bytes]) -> None:
    palette = besides.get(b"PLTE", b"")
    if colour != 3 and besides:
        raise NoPicture("a palette that its pixels do not need")
    if colour == 3 and not (0 < len(palette) <= 3 * 2**depth and len(palette) % 3 == 0):
        raise NoPicture("its palette is missing or broken")
    if len(besides.get(b"tRNS", b"")) > len(palette) // 3:
        raise NoPicture("its transparency is broken")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
