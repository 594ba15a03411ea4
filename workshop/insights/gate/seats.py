"""Who may be counted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seat:
    """One participant's place in an event, as far as counting one worksheet needs it.

    `is_late`: it was taken when the worksheet had been added up already. `is_rostered`: the roster named whoever sits
    here when they sat down, or when people began to write in the event; taken off since or not.
    """

    is_late: bool
    is_rostered: bool
    is_proven: bool
    is_removed: bool = False


def is_eligible(seat: Seat, *, open_to_code: bool) -> bool:
    """Whether whoever sits here may be counted in the worksheet.

    Whoever sits down after the first adding up is never counted, so that people invented to tell
    a sixth one apart move nothing. In an event planned as open to anyone with the code every seat
    counts; elsewhere only people on the roster, or whose address is proven.
    """
    if seat.is_removed or seat.is_late:
        return False
    return open_to_code or seat.is_rostered or seat.is_proven
