"""The plain pages: home, the offer, help, privacy, accessibility, errors, every component on one page, health."""

from workshop.pages.views import bp

__all__ = ["bp"]
