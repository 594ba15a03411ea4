"""A room that is asked a quick poll."""

from sqlalchemy import select

from tests import factories
from workshop.extensions import db
from workshop.polls.models import Poll

LEAD = "/events/HERON-42/polls"
PATH = "/workbook/HERON-42/poll"


def ask(ada, question: str = "Shall we go on?", options: str = "Yes\nNo\nAfter a break"):
    """Ask, as the form on the facilitator's page does."""
    return ada.post(LEAD, data={"question": question, "options": options})


def poll(question: str = "Shall we go on?") -> Poll:
    """The poll with this question."""
    return db.session.scalars(select(Poll).where(Poll.question == question)).one()


def votes(of: Poll) -> list[int]:
    """How many chose each option, in order."""
    return [option.n_votes for option in of.options]


def press(ada, act: str):
    """One of the facilitator's buttons."""
    return ada.post(f"{LEAD}/{poll().public_id}/{act}")


def vote(browser, rank: int | str):
    """Choose this option and press Vote."""
    return browser.post(f"{PATH}/{poll().public_id}/vote", data={"option": rank})


def people_vote(event, browse, ranks: list[int], *, first: int = 0) -> None:
    """New people sit down and vote, one after the other."""
    for number, rank in enumerate(ranks, start=first):
        factories.seat(event, f"p{number}@demo.example")
        vote(browse(as_=f"p{number}@demo.example"), rank)
