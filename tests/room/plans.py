"""The planning page as a browser sends it, and the events that came of it."""

from sqlalchemy import select

from workshop.events.models import Event
from workshop.extensions import db


def steps(*what: str, minutes: str = "10") -> dict[str, list[str]]:
    """The rows of these kinds and worksheets, as the page sends them."""
    kinds = {"tipsheet": "tipsheet", "closing": "closing", "talk": "talk", "words": "words", "break": "break"}
    return {
        "step-kind": [kinds.get(one, "worksheet") for one in what],
        "step-worksheet": [one if kinds.get(one, one) == one and one not in ("tipsheet", "talk", "words", "break") else ""
                           for one in what],
        "step-minutes": [minutes] * len(what),
        "step-prompt": ["Say hello" if one in ("talk", "words") else "" for one in what],
        "step-number": [""] * len(what),
        "step-groups": ["3" if one == "talk" else "" for one in what],
    }  # fmt: skip


def filled_in(**changes) -> dict:
    return {
        "title": "Who are your customers?",
        "kind": "workshop",
        "client": "",
        "day": "2027-03-16",
        "hour": "10:00",
        "zone": "America/Toronto",
        "minutes": "",
        "language": "en",
        "admission": "roster",
        "teams": "Claims, 12\nService, 11",
        **steps("tipsheet", "objectives", "needs", "action", "closing"),
        "tipsheet": "",
        "needs": ["speed", "right", "clarity", "ease", "care"],
        "led": "no",
        "managers": "no",
        "floor": "6",
        "pace": "room",
        "action": "save",
    } | changes


def planned() -> list[Event]:
    return list(db.session.scalars(select(Event)))
