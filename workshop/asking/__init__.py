"""Questions from the room: people ask, with their name or without, and the facilitator answers them one at a time."""

from workshop.asking import leading_views, own_words
from workshop.asking.views import bp

__all__ = ["bp", "leading_views", "own_words"]
