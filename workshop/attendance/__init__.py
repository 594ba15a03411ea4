"""Who took part: the list that leads the room, and the certificate that a participant makes for themself."""

from workshop.attendance import own_words
from workshop.attendance.views import bp

__all__ = ["bp", "own_words"]
