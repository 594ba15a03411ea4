"""Worksheets as data: what is asked, how it may be answered, and what each of them publishes."""

from workshop.worksheets.commands import bp

__all__ = ["bp"]
