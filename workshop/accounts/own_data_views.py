"""Everything the site keeps about a person, to take away: for programs as JSON, for reading as PDF."""

from datetime import datetime

from flask import json
from flask_babel import format_datetime, get_timezone
from flask_babel import gettext as _

from workshop.accounts import own_data
from workshop.accounts.access import signed_in
from workshop.accounts.own_document import Said, own_document
from workshop.accounts.views import bp
from workshop.database import utcnow
from workshop.extensions import db
from workshop.pdf.compiling import compile_pdf
from workshop.pdf.serving import asked_paper, pdf_file
from workshop.web.files import file_to_keep


@bp.get("/account/data.json")
def download():
    """Everything, for programs."""
    text = json.dumps(own_data.export(db.session, signed_in()), ensure_ascii=False, indent=2)
    return file_to_keep(text + "\n", "my-data.json", "application/json")


@bp.get("/account/data.pdf")
def download_pdf():
    """Everything, for reading; `?paper=letter` for American paper."""
    user = signed_in()
    said = Said(label=_label, one_of=_one_of, moment=_moment, yes=_("Yes"), no=_("No"), nothing=_("Nothing is kept."))
    parts = own_document(own_data.export(db.session, user), said)
    kicker, furniture = _("Everything we keep about you, on %(day)s", day=_moment(utcnow().isoformat())), user.address
    language = user.language
    db.session.rollback()  # reading is over: no transaction waits for the document
    data = {"parts": parts, "kicker": kicker, "furniture": furniture}
    return pdf_file(
        compile_pdf("accounts/own_data.typ", data, title=_("My data"), lang=language, paper=asked_paper()), "my-data"
    )


def _moment(stored: str) -> str:
    return f"{format_datetime(datetime.fromisoformat(stored), 'd MMMM yyyy, HH:mm')} {get_timezone()}"


def _one_of(key: str) -> str:
    words = {
        "devices": _("Device"),
        "entries": _("Entry"),
        "kept_copies": _("Kept copy"),
        "questions": _("Question"),
        "invitations": _("Invitation"),
    }
    return words.get(key) or _label(key)


def _label(key: str) -> str:
    words = {
        "person": _("You"),
        "address": _("Address"),
        "name": _("Name"),
        "language": _("Language"),
        "zone": _("Time zone"),
        "joined_at": _("Joined"),
        "address_proven_at": _("Address proven"),
        "second_step_set_at": _("Second step at sign-in set"),
        "devices": _("Devices"),
        "device": _("Device"),
        "signed_in_at": _("Signed in"),
        "seen_at": _("Last used"),
        "seats": _("Workshops and webinars"),
        "event": _("Code"),
        "title": _("Title"),
        "team": _("Team"),
        "worksheets": _("What you wrote"),
        "sheets": _("Worksheets"),
        "saved_at": _("Saved"),
        "done_at": _("Done"),
        "entries": _("Entries"),
        "answers": _("Answers"),
        "removed_at": _("Deleted"),
        "kept_copies": _("Kept copies"),
        "questions": _("Questions you asked the room"),
        "question": _("Question"),
        "answer": _("Answer"),
        "with_name": _("With your name"),
        "invitations": _("Invitations"),
        "invited_at": _("Invited"),
        "calendar_address": _("Your calendar’s secret address"),
        "made_at": _("Made"),
        "newsletter": _("Newsletter"),
        "paused_until": _("Paused until"),
        "tipsheets": _("Tipsheets"),
        "news": _("News of workshops"),
        "first_name": _("First name"),
        "last_name": _("Last name"),
        "subscribed_at": _("Subscribed"),
        "left_at": _("Left"),
        "kept_at": _("Kept"),
        "shared_at": _("Shared without your name"),
        "cause": _("Why"),
    }
    return words.get(key) or key.replace("_", " ").capitalize()
