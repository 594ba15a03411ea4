"""What the room asks and is asked in the demo: a few questions with their votes, and a quick poll."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from sqlalchemy.orm import Session

from workshop.asking.asking import ask, vote
from workshop.events.models import Event, Participant
from workshop.polls.polling import ask as open_poll
from workshop.polls.polling import vote as vote_in_poll

QUESTIONS = (
    ("What do I do if my manager says that everything matters?", False),
    ("How long do I wait before I ask again?", True),
    ("Does this work if we only ever write to each other?", False),
    ("Where do I begin if nobody waits for my work?", False),
)


def ask_the_room(session: Session, seats: Sequence[Participant], source: Random) -> None:
    """Let the first people of the room ask, and some of the others vote."""
    for number, (words, is_named) in enumerate(QUESTIONS):
        question = ask(session, seats[number], words, is_named=is_named)
        others = [seat for seat in seats if seat is not seats[number]]
        for seat in source.sample(others, k=source.randint(1, len(others) // 2)):
            vote(session, seat, question)


def poll_the_room(session: Session, event: Event, seats: Sequence[Participant], source: Random, *, now: datetime) -> None:
    """Ask when to have the break, and let most of the room vote."""
    poll = open_poll(
        session, event, "When shall we have the break?", "Now\nAfter worksheet 2\nNo break, end sooner", now=now
    )
    for seat in source.sample(seats, k=len(seats) * 3 // 4):
        vote_in_poll(session, seat, poll, source.choice((1, 2, 2, 2, 3)))
