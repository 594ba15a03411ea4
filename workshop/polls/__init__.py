"""Quick polls, typed on the spot: counted live, without names, and never part of a figure, a release or a report."""

from workshop.polls import leading_views
from workshop.polls.views import bp

__all__ = ["bp", "leading_views"]
