"""PNG files for tests, whole and broken."""

import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def header(width: int, height: int, *, depth: int = 8, colour: int = 6, interlaced: int = 0) -> bytes:
    return width.to_bytes(4) + height.to_bytes(4) + bytes((depth, colour, 0, 0, interlaced))


def png(width: int = 8, height: int = 4, *, besides: bytes = b"", **kind: int) -> bytes:
    """A green picture; `besides` are further parts before its pixels."""
    lines = (b"\0" + b"\x0e\x5c\x54\xff" * width) * height
    parts = chunk(b"IHDR", header(width, height, **kind)) + besides + chunk(b"IDAT", zlib.compress(lines))
    return SIGNATURE + parts + chunk(b"IEND", b"")
