"""What a person belongs to, as later features know it: they hand in their questions, accounts asks them all."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from workshop.accounts.models import Administrator, User

StaffQuestion = Callable[[Session, int], bool]
LandingQuestion = Callable[[Session, User], str | None]
AfterProofQuestion = Callable[[Session, User, str], str | None]
_after_proof_questions: list[AfterProofQuestion] = []
_staff_questions: list[StaffQuestion] = []
_landing_questions: list[LandingQuestion] = []


def staff(question: StaffQuestion) -> StaffQuestion:
    """Register a question "is this user staff of ours?": staff are signed out after an hour without a page."""
    _staff_questions.append(question)
    return question


def landing(question: LandingQuestion) -> LandingQuestion:
    """Register a question "where does this user want to be after signing in?"; the last registered is asked first."""
    _landing_questions.insert(0, question)
    return question


def is_staff(session: Session, user_id: int) -> bool:
    """True for administrators and whoever a later feature calls staff."""
    return session.get(Administrator, user_id) is not None or any(asks(session, user_id) for asks in _staff_questions)


def landing_path(session: Session, user: User) -> str | None:
    """The first path that a later feature proposes, or None."""
    return next((path for asks in _landing_questions if (path := asks(session, user))), None)


def after_proof(question: AfterProofQuestion) -> AfterProofQuestion:
    """Register a question "is there something to settle now that the address is proven?": the path of a page that asks.

    It is given session, user and the path to go on to afterwards.
    """
    _after_proof_questions.append(question)
    return question


def after_proof_path(session: Session, user: User, going_on_to: str) -> str | None:
    """Where the person has to choose something before they go on, or None."""
    return next((path for asks in _after_proof_questions if (path := asks(session, user, going_on_to))), None)
