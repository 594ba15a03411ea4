"""Invitations by roster: a letter with a calendar entry, an answer, the reminders, and a calendar of one's own."""

from workshop.invitations import feed_views, forgetting, leading_views, own_data
from workshop.invitations.views import bp

__all__ = ["bp", "feed_views", "forgetting", "leading_views", "own_data"]
