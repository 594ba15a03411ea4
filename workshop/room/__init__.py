"""The facilitator's control room: planning, steps, adding up and showing, results, closing."""

from workshop.room import (
    closing_views,
    figure_views,
    hosts_views,
    pacing_views,
    pairing_views,
    paper_views,
    planning_views,
    rehearsal_views,
    releases_views,
    screen_views,
    statements_views,
    stream_views,
    typing_views,
)
from workshop.room.views import bp

__all__ = [
    "bp",
    "closing_views",
    "figure_views",
    "hosts_views",
    "pacing_views",
    "pairing_views",
    "paper_views",
    "planning_views",
    "rehearsal_views",
    "releases_views",
    "screen_views",
    "statements_views",
    "stream_views",
    "typing_views",
]
