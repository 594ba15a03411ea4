"""Asking for a workshop, a webinar or a keynote: a form for everybody, and a list for whoever answers."""

from workshop.enquiries import forgetting, own_words
from workshop.enquiries.views import bp

__all__ = ["bp", "forgetting", "own_words"]
