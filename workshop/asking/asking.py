"""Asking, and voting for what others asked: each act of one participant, on their own question or their own vote."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workshop.asking.models import LONGEST, QuestionVote, RoomQuestion
from workshop.database import stand_in_line
from workshop.events.holding import hold_row
from workshop.events.models import Participant
from workshop.events.room_words import one_line

MOST_WAITING = 5


class NothingAsked(ValueError):
    """There are no words to read."""


class TooLong(ValueError):
    """More than 280 characters."""


class TooManyWaiting(RuntimeError):
    """Five questions of this person wait for an answer already."""


class NotTaken(RuntimeError):
    """The event is not open, or the question has been answered or put aside: it stays as it is."""


class OwnQuestion(ValueError):
    """Nobody votes for their own question."""


def clean_words(typed: str) -> str:
    """The question as one line. Raises `NothingAsked` and `TooLong`."""
    words = one_line(typed)
    if not words:
        raise NothingAsked(typed)
    if len(words) > LONGEST:
        raise TooLong(words)
    return words


def ask(session: Session, seat: Participant, typed: str, *, is_named: bool) -> RoomQuestion:
    """Put a question to the room. The same words sent twice are one question.

    Raises `NotTaken`, `NothingAsked`, `TooLong` and `TooManyWaiting`.
    """
    if not seat.event.is_open:
        raise NotTaken(seat.event.code)
    words = clean_words(typed)
    stand_in_line(session, f"asking {seat.id}")
    waiting = [
        one for one in session.scalars(select(RoomQuestion).where(RoomQuestion.author_id == seat.id)) if one.is_waiting
    ]
    same = next((one for one in waiting if one.words == words), None)
    if same is not None:
        same.is_named = is_named
        return same
    if len(waiting) >= MOST_WAITING:
        raise TooManyWaiting(seat.event.code)
    question = RoomQuestion(event_id=seat.event_id, author_id=seat.id, words=words, is_named=is_named)
    session.add(question)
    session.flush()
    return question


def change(session: Session, seat: Participant, question: RoomQuestion, typed: str, *, is_named: bool) -> None:
    """Word one's own question anew; who voted for other words has not voted for these, so votes begin anew with new words.

    Raises `NotTaken`, `NothingAsked`, `TooLong` and `Gone`.
    """
    hold_row(session, question)
    if not (seat.event.is_open and question.is_waiting):
        raise NotTaken(question.id)
    words = clean_words(typed)
    if words != question.words:
        session.execute(delete(QuestionVote).where(QuestionVote.question_id == question.id))
        question.gone_votes = 0
    question.words, question.is_named = words, is_named
    session.flush()


def take_back(session: Session, question: RoomQuestion) -> None:
    """Delete one's own question and the votes for it, also when the event is over."""
    session.execute(delete(RoomQuestion).where(RoomQuestion.id == question.id))


def vote(session: Session, seat: Participant, question: RoomQuestion) -> None:
    """Say that one wants to hear this answered too: once, however often it is pressed.

    Raises `NotTaken`, `OwnQuestion` and `Gone`.
    """
    if question.author_id == seat.id:
        raise OwnQuestion(question.id)
    stand_in_line(session, f"asking {seat.id}")
    hold_row(session, question, shared=True)
    if not (seat.event.is_open and question.is_waiting):
        raise NotTaken(question.id)
    session.merge(QuestionVote(question_id=question.id, participant_id=seat.id))
    session.flush()


def take_vote_back(session: Session, seat: Participant, question: RoomQuestion) -> None:
    """Take one's vote back; safe to repeat. Raises `NotTaken` once the question has been answered or put aside."""
    if not (seat.event.is_open and question.is_waiting):
        raise NotTaken(question.id)
    mine = QuestionVote.question_id == question.id, QuestionVote.participant_id == seat.id
    session.execute(delete(QuestionVote).where(*mine))
