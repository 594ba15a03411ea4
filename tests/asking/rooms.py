"""Questions as people ask them, in their own browsers."""

from sqlalchemy import select

from workshop.asking.models import RoomQuestion
from workshop.extensions import db

PATH = "/workbook/HERON-42/questions"


def asked(words: str) -> RoomQuestion:
    """The question with these words."""
    return db.session.scalars(select(RoomQuestion).where(RoomQuestion.words == words)).one()


def ask(browser, words: str, *, named: str = "no"):
    """Ask, as the form on the page does."""
    return browser.post(PATH, data={"words": words, "named": named})


def vote(browser, words: str):
    """Press "I want to know too" at this question."""
    return browser.post(f"{PATH}/{asked(words).id}/vote")
