"""QR codes as drawings: what a phone reads from a screen, a poster or a page."""

from dataclasses import dataclass

import segno
from markupsafe import Markup

QUIET = 4  # modules of white around it, without which phones do not find it

_SVG = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" class="qr" role="img" aria-label="{label}" viewBox="0 0 {size} {size}"'
    ' shape-rendering="crispEdges"{place}><rect width="{size}" height="{size}" fill="#ffffff"/>'
    '<path d="{path}" fill="#000000"/></svg>'
)


@dataclass(frozen=True)
class Qr:
    """A QR code of level M as one SVG path: black on white, in a square of `size` modules, its quiet zone included."""

    size: int
    path: str

    def as_svg(self, label: str, **place: int) -> Markup:
        """The drawing, for a page or a file: black on white whatever is around it. `place` is x, y, width, height."""
        where = Markup("").join(Markup(' {}="{}"').format(name, number) for name, number in place.items())
        return _SVG.format(label=label, size=self.size, path=self.path, place=where)

    def as_square(self, label: str, *, module: int) -> Markup:
        """The drawing with each module so many pixels wide."""
        return self.as_svg(label, width=self.size * module, height=self.size * module)


def qr_of(address: str) -> Qr:
    """The code that phones read as this address. It is kept nowhere, for it may hold a secret."""
    matrix = segno.make(address, error="m", micro=False, boost_error=False).matrix
    rows = [_row(number + QUIET, bytes(row)) for number, row in enumerate(matrix)]
    return Qr(len(matrix) + 2 * QUIET, "".join(rows))


def _row(y: int, modules: bytes) -> str:
    """The black runs of one row."""
    runs, x = [], 0
    while x < len(modules):
        length = 1
        while x + length < len(modules) and modules[x + length] == modules[x]:
            length += 1
        if modules[x]:
            runs.append(f"M{x + QUIET} {y}h{length}v1h-{length}z")
        x += length
    return "".join(runs)
