"""Polls from beginning to end: asked on the spot, voted in once, closed, shown."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session, selectinload

from workshop.events.holding import Gone, hold, hold_row
from workshop.events.models import Event, Participant
from workshop.events.pacing import tell_room
from workshop.events.room_words import one_line
from workshop.events.showing import tell_shown
from workshop.polls.counting import Bar, bars, total, voted
from workshop.polls.models import LONGEST_OPTION, LONGEST_QUESTION, Poll, PollOption, PollVoter

FEWEST_OPTIONS, MOST_OPTIONS = 2, 6


class NoQuestion(ValueError):
    """The question is empty, or too long."""


class BadOptions(ValueError):
    """There are fewer than two options or more than six, one is too long, or two are the same."""


class NotOpen(RuntimeError):
    """The event is not open, so nothing is asked; or the poll is closed, so nothing is counted."""


class VotedAlready(RuntimeError):
    """This person has voted."""


class NoSuchOption(LookupError):
    """The poll has no such option."""


@dataclass(frozen=True)
class Result:
    """A poll as it may be told.

    `n_voted` is in steps while people vote, 0 below six and once the poll is closed. `bars` is empty until then, and where
    nothing may be told; `n_told` is None where it would give a count away.
    """

    poll: Poll
    n_voted: int
    bars: list[Bar]
    n_told: int | None


def ask(session: Session, event: Event, question: str, options: str, *, now: datetime) -> Poll:
    """Open a poll with one option a line; the poll that was open is closed. Raises `NotOpen`, `NoQuestion`, `BadOptions`."""
    words = one_line(question)
    lines = [line for line in map(one_line, options.splitlines()) if line]
    if not 0 < len(words) <= LONGEST_QUESTION:
        raise NoQuestion(question)
    is_right = FEWEST_OPTIONS <= len(lines) <= MOST_OPTIONS and max(map(len, lines)) <= LONGEST_OPTION
    if not is_right or len({line.casefold() for line in lines}) < len(lines):
        raise BadOptions(options)
    hold(session, event)
    if not event.is_open:
        raise NotOpen(event.code)
    close_open(session, event, now=now)
    poll = Poll(event_id=event.id, question=words, opened_at=now)
    poll.options = [PollOption(rank=rank, words=line) for rank, line in enumerate(lines, start=1)]
    session.add(poll)
    session.flush()
    tell_room(session, event)
    return poll


def vote(session: Session, seat: Participant, poll: Poll, rank: int) -> None:
    """Count one vote for the option with this rank. It cannot be taken back: nobody knows afterwards whose it was.

    Raises `NotOpen`, `VotedAlready` and `NoSuchOption`.
    """
    _hold_poll(session, poll)
    if not (seat.event.is_open and poll.is_open):
        raise NotOpen(poll.public_id)
    if has_voted(session, seat, poll):
        raise VotedAlready(poll.public_id)
    chosen = next((option for option in poll.options if option.rank == rank), None)
    if chosen is None:
        raise NoSuchOption(rank)
    session.add(PollVoter(poll_id=poll.id, participant_id=seat.id))
    chosen.n_votes += 1
    session.flush()


def close(session: Session, poll: Poll, *, now: datetime) -> None:
    """Take no more votes, so that they may be told, and forget who voted; safe to repeat. Raises `Gone`."""
    _hold_both(session, poll)
    if not poll.is_open:
        return
    poll.closed_at = now
    session.execute(delete(PollVoter).where(PollVoter.poll_id == poll.id))
    session.flush()
    tell_room(session, poll.event)


def close_open(session: Session, event: Event, *, now: datetime) -> None:
    """Close the poll that people may still vote in, if there is one: another is asked, or the event is over."""
    for poll in session.scalars(select(Poll).where(Poll.event_id == event.id, Poll.closed_at.is_(None))):
        close(session, poll, now=now)


def show(session: Session, poll: Poll) -> None:
    """Put this poll's result on phones and the big screen, in place of any other's. Raises `Gone`."""
    _hold_both(session, poll)
    for other in session.scalars(select(Poll).where(Poll.event_id == poll.event_id, Poll.is_shown)):
        other.is_shown = False
    poll.is_shown = True
    session.flush()
    tell_shown(session, poll.event, "poll", is_there=True)
    tell_room(session, poll.event)


def take_off(session: Session, poll: Poll) -> None:
    """Its result stands on no phone and no screen any more; safe to repeat. Raises `Gone`."""
    _hold_both(session, poll)
    if poll.is_shown:
        tell_shown(session, poll.event, "poll", is_there=False)
    poll.is_shown = False
    session.flush()
    tell_room(session, poll.event)


def delete_poll(session: Session, poll: Poll) -> None:
    """A poll that was mistyped goes with its votes. Raises `Gone`."""
    take_off(session, poll)
    session.execute(delete(Poll).where(Poll.id == poll.id))


def has_voted(session: Session, seat: Participant, poll: Poll) -> bool:
    """Has this person voted? Nobody knows once the poll is closed."""
    return session.get(PollVoter, (poll.id, seat.id)) is not None


def polls_of(session: Session, event: Event) -> list[Poll]:
    """The polls of the event, the newest first."""
    found = select(Poll).where(Poll.event_id == event.id).order_by(Poll.id.desc()).options(selectinload(Poll.options))
    return list(session.scalars(found))


def open_poll(polls: list[Poll]) -> Poll | None:
    """The one that people may vote in now, or None."""
    return next((poll for poll in polls if poll.is_open), None)


def shown_poll(polls: list[Poll]) -> Poll | None:
    """The one whose result the room sees, or None."""
    return next((poll for poll in polls if poll.is_shown), None)


def result_of(poll: Poll) -> Result:
    """What may be told of this poll."""
    votes = [option.n_votes for option in poll.options]
    if poll.is_open:
        return Result(poll, voted(sum(votes)), bars=[], n_told=None)
    said = bars([option.words for option in poll.options], votes)
    return Result(poll, 0, said, total(said))


def open_question(event_id: ColumnElement[int]) -> ColumnElement[str | None]:
    """A column for another statement: what the room of the event with this id is asked now, or NULL; the question alone."""
    return select(Poll.question).where(Poll.event_id == event_id, Poll.closed_at.is_(None)).scalar_subquery()


def _hold_both(session: Session, poll: Poll) -> None:
    hold(session, poll.event)
    hold_row(session, poll)


def _hold_poll(session: Session, poll: Poll) -> None:
    """One vote after the other: the counters are read anew, and kept until this transaction ends.

    Raises `NotOpen` for a poll that was deleted meanwhile.
    """
    try:
        hold_row(session, poll)
    except Gone as gone:
        raise NotOpen from gone
    for option in poll.options:
        session.refresh(option)
