"""Making a PDF from `templates/<feature>/<name>.typ`, in which `data` holds what the page is about.

A template begins with `#import "/pdf/page.typ": *` and `#show: sheet`; that file says what else it offers. Data reaches
it as JSON in memory: nothing that people typed is ever read as markup, or written to a disk.
"""

import json
import threading
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import typst

from workshop.aside import aside
from workshop.config import ROOT
from workshop.turns import others_go_on

Paper = Literal["a4", "us-letter"]

TEMPLATES = ROOT / "templates"
TYPEFACES = ("font_source_serif_pro", "font_source_sans_pro")
_NO_FONT_HAS_IT = "could not be displayed"
# One at a time in each process: the other processor goes on serving pages.
_one_at_once = threading.BoundedSemaphore(1)


def compile_pdf(template: str, data: dict[str, Any], *, title: str, lang: str = "en", paper: Paper = "a4") -> bytes:
    """The PDF that `template`, such as "reports/report.typ", makes of `data`, which must be fit for JSON.

    It conforms to PDF/UA-1 (tagged, with title and language), unless a character is in no installed font, an emoji or a
    Chinese one for instance: then everything is still set, that one as an empty box, and only the conformance is lost.
    A drawing is passed as SVG text and set with `picture(data.drawing, alt: "…")`.

    Takes 5 to 50 ms, in a thread of its own: end the transaction before. Raises `typst.TypstError` for a faulty template.
    """
    given = {"data": json.dumps(data, ensure_ascii=False), "title": title, "lang": lang, "paper": paper}
    with others_go_on(), _one_at_once:
        return aside(_compile, template, given)


def compile_within(
    pages: int, template: str, drafts: Iterable[dict[str, Any]], *, title: str, lang: str = "en", paper: Paper = "a4"
) -> bytes:
    """The PDF, as `compile_pdf` makes it, of the first of these drafts that has no more pages; of the last if none has.

    A draft is laid out in 30 to 60 ms of processor time and asked for only when those before were too long.
    """
    given = {"title": title, "lang": lang, "paper": paper}
    with others_go_on(), _one_at_once:
        compiler = None
        for data in drafts:
            compiler = _compiler(template, given | {"data": json.dumps(data, ensure_ascii=False)})
            if aside(_n_pages, compiler) <= pages:
                break
        if compiler is None:
            raise ValueError(f"no draft of {template}")
        return aside(_exported, compiler)


def _n_pages(compiler: typst.Compiler) -> int:
    """How many pages the sheet of `page.typ` says it has."""
    return json.loads(compiler.query("<pages>", field="value", one=True))


def _compile(template: str, given: dict[str, str]) -> bytes:
    return _exported(_compiler(template, given))


def _compiler(template: str, given: dict[str, str]) -> typst.Compiler:
    return typst.Compiler(TEMPLATES / template, root=TEMPLATES, font_paths=_fonts(), sys_inputs=given)


def _exported(compiler: typst.Compiler) -> bytes:
    try:
        return _bytes(compiler.compile(format="pdf", pdf_standards="ua-1"))
    except typst.TypstError as refusal:
        if _NO_FONT_HAS_IT not in refusal.message:
            raise
        return _bytes(compiler.compile(format="pdf"))


def compile_png(svg: str, *, width: int, height: int, pixels_wide: int = 1920) -> bytes:
    """The drawing, `svg` as text and so many units large, as a PNG; about 50 ms in a thread of its own."""
    given = {"svg": svg, "width": str(width), "height": str(height)}
    with others_go_on(), _one_at_once:
        return aside(_compile_png, given, 72 * pixels_wide / width)


def _compile_png(given: dict[str, str], per_inch: float) -> bytes:
    compiler = typst.Compiler(TEMPLATES / "pdf" / "picture.typ", root=TEMPLATES, font_paths=_fonts(), sys_inputs=given)
    return _bytes(compiler.compile(format="png", ppi=per_inch))


@cache
def _fonts() -> typst.Fonts:
    """Ours where they are installed, and the system's for letters that ours lack."""
    found = [find_spec(package) for package in TYPEFACES]
    folders = [Path(place) / "files" for spec in found if spec for place in spec.submodule_search_locations or ()]
    return typst.Fonts(include_system_fonts=True, font_paths=[folder for folder in folders if folder.is_dir()])


def _bytes(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("typst made no single document")
    return made
