"""One dated workshop or webinar: agenda, code, roster, joining."""

from workshop.events import belonging, forgetting, join_views, roster_views, seat_views
from workshop.events.views import bp

__all__ = ["belonging", "bp", "forgetting", "join_views", "roster_views", "seat_views"]
