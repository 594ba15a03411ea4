"""How printed figures look: sentences, tables and drawings, the same for the room, the client and each participant."""

from workshop.figures import drawing_views, follow_views, reading_views, slide_views
from workshop.figures.views import bp

__all__ = ["bp", "drawing_views", "follow_views", "reading_views", "slide_views"]
