"""A room of which nothing else is printed: the row of all its people, counted at once."""

from workshop.insights.gate.rows import Increment, Part, Row
from workshop.insights.gate.tallies import Tally


def whole(level: int, tally: Tally) -> Row:
    """The row of these people at this level."""
    return Row((Increment(level, (Part(tally),)),))
