"""Pages about who took part: the facilitator's list, a participant's certificate, and what a certificate's number shows."""

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from workshop.accounts.names import BadName
from workshop.attendance.certificates import (
    NameWanted,
    NotYet,
    certificate_numbered,
    certificate_of,
    issue,
    may_have_one,
)
from workshop.attendance.models import Certificate
from workshop.attendance.present import attendance
from workshop.branding.views import practice_on_paper
from workshop.database import utcnow
from workshop.events.access import hosted_event, own_seat
from workshop.events.models import Event, Participant
from workshop.events.views import local_day, local_time
from workshop.extensions import db
from workshop.pdf.compiling import compile_pdf
from workshop.pdf.serving import asked_paper, pdf_file
from workshop.qr import qr_of

bp = Blueprint("attendance", __name__)


@bp.get("/events/<code>/attendance")
def present(code):
    """Who was expected, and who sat down."""
    event = hosted_event(code)
    return render_template("attendance/present.html", event=event, everyone=attendance(db.session, event))


@bp.get("/workbook/<code>/certificate")
def certificate(code):
    """One's own certificate, or how to come by it."""
    return _page(own_seat(code))


@bp.post("/workbook/<code>/certificate")
def make_certificate(code):
    """Make it under the name that was typed, or change the name on it."""
    seat = own_seat(code)
    try:
        issue(db.session, seat, request.form.get("name", ""), now=utcnow())
    except NotYet:
        return _page(seat), 409
    except (NameWanted, BadName):
        return _page(seat, error=_("Write the name that shall stand on it, of at most 80 letters.")), 422
    db.session.commit()
    flash(_("Your certificate is made."))
    return redirect(url_for(".certificate", code=seat.event.code), 303)


@bp.get("/workbook/<code>/certificate.pdf")
def certificate_pdf(code):
    """The certificate as a file; `?paper=letter` for American paper. Before there is one, the page that makes it."""
    seat = own_seat(code)
    made, event = certificate_of(db.session, seat), seat.event
    if made is None:
        return redirect(url_for(".certificate", code=event.code))
    address = _address(made)
    data = {
        "furniture": f"{event.title} · {event.code}",
        "name": made.name,
        "took_part": _("took part in"),
        "event": event.title,
        "when": _when(event),
        "hosts_title": _("Led by"),
        "hosts": _hosts(event),
        "practice": practice_on_paper(),
        "check": _("Whether this certificate is real can be read at"),
        "address": address,
        "qr": str(qr_of(address).as_svg(address)),
    }
    lang = get_locale().language if get_locale() else "en"
    title, name = _("Certificate of attendance"), f"certificate-{event.code}"
    db.session.rollback()  # reading is over: no transaction waits for the document
    made_pdf = compile_pdf("attendance/certificate.typ", data, title=title, lang=lang, paper=asked_paper())
    return pdf_file(made_pdf, name)


@bp.get("/certificates/<number>")
def check_certificate(number):
    """What a certificate's number shows to whoever was given it: the name, the event, the day, and whether it holds."""
    g.is_token_page = True
    found = certificate_numbered(db.session, number)
    if found is None:
        abort(404)
    return render_template("attendance/check.html", certificate=found, event=found.participant.event)


def _page(seat: Participant, *, error: str = ""):
    event, made = seat.event, certificate_of(db.session, seat)
    return render_template(
        "attendance/certificate.html",
        event=event,
        made=made,
        may=may_have_one(seat),
        is_proven=seat.user.is_proven,
        typed=request.form.get("name", made.name if made else seat.user.name),
        address=_address(made) if made else "",
        error=error,
    )


def _address(made: Certificate) -> str:
    return current_app.config["SETTINGS"].address_of(url_for("attendance.check_certificate", number=made.number))


def _when(event: Event) -> str:
    first, last = (local_time(at, event.zone) for at in (event.starts_at, event.ends_at))
    return _("%(day)s, %(first)s to %(last)s", day=local_day(event.starts_at, event.zone), first=first, last=last)


def _hosts(event: Event) -> str:
    return ", ".join(one.user.name for one in event.facilitators if one.user.name) or _("the facilitator")
