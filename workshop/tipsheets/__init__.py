"""Tipsheets: one-page articles with an action item, written in Markdown, read in events and in the archive."""

from workshop.tipsheets import commands, feed_views
from workshop.tipsheets.views import bp

__all__ = ["bp", "commands", "feed_views"]
