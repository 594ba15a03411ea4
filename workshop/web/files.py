"""Handing out a file to be kept under a name."""

from flask import Response


def file_to_keep(made: str | bytes, name: str, kind: str) -> Response:
    """The file as a download called `name`, which is of our own making and in ASCII; `kind` is its media type."""
    return Response(made, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
