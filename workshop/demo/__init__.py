"""Demo data, written through the same functions that real people use; only in demo mode."""

from workshop.demo.commands import bp

__all__ = ["bp"]
