"""The client's team report, made of releases and the facilitator's words."""

from workshop.reports import (
    commitment_views,
    file_views,
    framing_views,
    own_words,
    preview_views,
    reader_views,
    running,
    sharing_views,
    trend_views,
    wording_views,
    writing_views,
)
from workshop.reports.views import bp

__all__ = [
    "bp",
    "commitment_views",
    "file_views",
    "framing_views",
    "own_words",
    "preview_views",
    "reader_views",
    "running",
    "sharing_views",
    "trend_views",
    "wording_views",
    "writing_views",
]
