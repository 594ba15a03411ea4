"""How many joined, started and finished: the response numbers of a report, frozen with it.

They are frozen because people may erase themselves later: a number that went down would tell something about one of them.
"""

import json
from dataclasses import dataclass

from workshop.insights.turnout import Turnout


@dataclass(frozen=True)
class Response:
    """How many started and finished one worksheet; None stands for any number below six."""

    started: int | None
    done: int | None


@dataclass(frozen=True)
class Responses:
    """How many joined, the response to each worksheet by the number of its step, and whether any figure came of it."""

    joined: int
    steps: dict[int, Response]
    has_figures: bool = True


def responses_of(turnout: Turnout) -> Responses:
    """The response numbers of an event that is over."""
    steps = {number: Response(_number(one.started), _number(one.done)) for number, one in turnout.steps.items()}
    return Responses(turnout.joined, steps)


def as_text(responses: Responses) -> str:
    """As a report keeps them."""
    steps = {number: [one.started, one.done] for number, one in responses.steps.items()}
    kept = {"joined": responses.joined, "steps": steps, "has_figures": responses.has_figures}
    return json.dumps(kept, sort_keys=True)


def from_text(text: str) -> Responses:
    """As `as_text` wrote them."""
    read = json.loads(text)
    steps = {int(number): Response(*given) for number, given in read["steps"].items()}
    return Responses(read["joined"], steps, read["has_figures"])


def _number(printed: object) -> int | None:
    return printed if isinstance(printed, int) else None
