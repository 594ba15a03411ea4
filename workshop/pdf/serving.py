"""Handing a PDF to whoever asked for it: as a file with a name, on the paper they have."""

from flask import Response, request

from workshop.pdf.compiling import Paper
from workshop.web.files import file_to_keep


def asked_paper() -> Paper:
    """The paper of the address, `?paper=letter`; A4 for anything else."""
    return "us-letter" if request.args.get("paper") == "letter" else "a4"


def pdf_file(made: bytes, name: str) -> Response:
    """The document as a file to keep, called `name`.pdf; `name` is of our own making, in ASCII."""
    return file_to_keep(made, f"{name}.pdf", "application/pdf")
