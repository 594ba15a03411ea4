"""The participants' pages: what the room asks, asking, voting, and changing what is one's own."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from workshop.asking import asking
from workshop.asking.access import mine, own_question, room_question
from workshop.asking.listing import asked_by_the_room
from workshop.asking.models import LONGEST, RoomQuestion
from workshop.events.access import own_seat
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.live.parts import part

bp = Blueprint("asking", __name__)


@bp.get("/workbook/<code>/questions")
def questions(code):
    """What the room asks, and a field to ask."""
    return _page(own_seat(code))


@bp.post("/workbook/<code>/questions")
def ask(code):
    """Put a question to the room; with a sentence and what was typed where that cannot be."""
    seat = own_seat(code)
    try:
        asking.ask(db.session, seat, request.form.get("words", ""), is_named=_wants_name(seat))
    except (asking.NothingAsked, asking.TooLong, asking.TooManyWaiting, asking.NotTaken) as trouble:
        return _page(seat, error=_sentence(trouble), typed=request.form), 422
    db.session.commit()
    flash(_("Asked. The room can vote for it now."))
    return redirect(url_for(".questions", code=seat.event.code), 303)


@bp.get("/workbook/<code>/questions/room")
def room(code):
    """What the room asks, by itself, for a page that is open."""
    seat = own_seat(code)
    return part("asking/_room.html", event=seat.event, asked=asked_by_the_room(db.session, seat))


@bp.get("/workbook/<code>/questions/<question_id>")
def edit(code, question_id):
    """One's own question, to word it anew."""
    seat, question = own_question(code, question_id)
    typed = {"words": question.words, "named": "yes" if question.is_named else "no"}
    return _edit_page(seat, question, typed)


@bp.post("/workbook/<code>/questions/<question_id>")
def change(code, question_id):
    """Word one's own question anew."""
    seat, question = own_question(code, question_id)
    try:
        asking.change(db.session, seat, question, request.form.get("words", ""), is_named=_wants_name(seat))
    except (asking.NothingAsked, asking.TooLong, asking.NotTaken) as trouble:
        return _edit_page(seat, question, request.form, _sentence(trouble)), 422
    db.session.commit()
    flash(_("Changed."))
    return redirect(url_for(".questions", code=seat.event.code), 303)


@bp.post("/workbook/<code>/questions/<question_id>/removal")
def take_back(code, question_id):
    """Delete one's own question; its words come back into the field, so that it can be asked again. Safe to repeat."""
    seat = own_seat(code)
    question = mine(seat, question_id)
    if question is None:
        return redirect(url_for(".questions", code=seat.event.code), 303)
    words, named = question.words, "yes" if question.is_named else "no"
    asking.take_back(db.session, question)
    db.session.commit()
    return _page(seat, typed={"words": words, "named": named}, is_removed=True)


@bp.post("/workbook/<code>/questions/<question_id>/vote")
def vote(code, question_id):
    """Vote for a question of somebody else's."""
    seat, question = room_question(code, question_id)
    try:
        asking.vote(db.session, seat, question)
    except (asking.NotTaken, asking.OwnQuestion) as trouble:
        flash(_sentence(trouble))
    db.session.commit()
    return _back_to(seat, question)


@bp.post("/workbook/<code>/questions/<question_id>/vote/withdrawal")
def take_vote_back(code, question_id):
    """Take one's vote back."""
    seat, question = room_question(code, question_id)
    try:
        asking.take_vote_back(db.session, seat, question)
    except asking.NotTaken as trouble:
        flash(_sentence(trouble))
    db.session.commit()
    return _back_to(seat, question)


def _page(seat: Participant, *, error: str = "", typed=None, is_removed: bool = False) -> str:
    return render_template(
        "asking/questions.html",
        event=seat.event,
        asked=asked_by_the_room(db.session, seat),
        own_name=seat.user.name,
        error=error,
        typed=typed or {},
        is_removed=is_removed,
        longest=LONGEST,
    )


def _edit_page(seat: Participant, question: RoomQuestion, typed, error: str = "") -> str:
    return render_template(
        "asking/edit.html",
        event=seat.event,
        question=question,
        own_name=seat.user.name,
        error=error,
        typed=typed,
        longest=LONGEST,
    )


def _wants_name(seat: Participant) -> bool:
    return bool(seat.user.name) and request.form.get("named") == "yes"


def _back_to(seat: Participant, question: RoomQuestion):
    return redirect(url_for(".questions", code=seat.event.code, _anchor=f"question-{question.id}"), 303)


def _sentence(trouble: Exception) -> str:
    match trouble:
        case asking.NothingAsked():
            return _("Write your question first.")
        case asking.TooLong():
            return _("Shorten your question to %(n)s characters or fewer: it has to fit on the screen.", n=LONGEST)
        case asking.TooManyWaiting():
            return _("Five of your questions wait for an answer. Take one back, or wait until one is answered.")
        case asking.OwnQuestion():
            return _("This is your own question. The votes are for the others’.")
        case _:
            return _("This question is no longer waiting, so it stays as it is.")
