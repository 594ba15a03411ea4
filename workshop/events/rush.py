"""A rush at the door: whoever comes waits there, one behind the other, while this process is busy with those inside."""

import time

from workshop.database.pool import Turns

LATE = 0.03  # seconds by which the loop is late for a timer: whoever saves waits for several such turns
LOOK_EVERY = 0.001  # seconds
LONGEST = 15.0  # seconds; whoever has waited so long goes in, however busy it is

_line = Turns(1)


def wait_for_those_inside() -> None:
    """Return as soon as the loop is in time again, for one after the other; at once where nobody is busy."""
    ends = time.monotonic() + LONGEST
    if not _line.take(LONGEST):
        return
    try:
        while (began := time.monotonic()) < ends:
            time.sleep(LOOK_EVERY)
            if time.monotonic() - began - LOOK_EVERY < LATE:
                break
    finally:
        _line.give_back()
