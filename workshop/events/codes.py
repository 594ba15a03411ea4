"""Room codes: an animal, a dash, two numbers, as people read them from a screen and type them."""

import re
import secrets
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.events.code_words import ANIMALS
from workshop.events.models import Event

_SHAPE = re.compile(r"^([A-Z]+)[\s\-–—_.]*([0-9]{2})$")
LOWEST, HIGHEST = 10, 99


class NoCodeLeft(RuntimeError):
    """Every code has been given out; the list of animals must grow."""


def normal_code(typed: str) -> str:
    """HERON-42 for "heron 42", "Heron42" and the like; anything else comes back in capitals, and matches no event."""
    letters = typed.strip().upper()
    match = _SHAPE.match(letters)
    return f"{match[1]}-{match[2]}" if match else letters


def new_code(session: Session, *, choose: Callable[[list[str]], str] = secrets.choice) -> str:
    """A code that no event has ever had. Raises `NoCodeLeft`."""
    taken = set(session.scalars(select(Event.code)))
    free = [code for code in all_codes() if code not in taken]
    if not free:
        raise NoCodeLeft(f"all {len(taken)} codes are taken")
    return choose(free)


def all_codes() -> list[str]:
    """Every code there is, animal by animal."""
    return [f"{animal}-{number}" for animal in ANIMALS for number in range(LOWEST, HIGHEST + 1)]
