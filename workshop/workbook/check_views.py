"""Looking through one's whole workbook, finishing it, and what is read after that."""

from typing import Any

from flask import current_app, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from workshop.accounts import cookie_access
from workshop.accounts.addresses import masked
from workshop.config import Settings
from workshop.database import utcnow
from workshop.events.access import own_seat
from workshop.events.models import Participant
from workshop.extensions import db
from workshop.mail import outbox
from workshop.mail.rendering import render_letter
from workshop.workbook.checking import actions_aloud, checked, finish_complete
from workshop.workbook.open_sheet import OpenSheet
from workshop.workbook.own_views import open_sheets
from workshop.workbook.views import bp


@bp.get("/<code>/check")
def check(code):
    """Everything the person who asks has written, in words, with a way to change each answer."""
    seat = own_seat(code)
    return render_template(
        "workbook/check.html",
        event=seat.event,
        sheets=[checked(opened) for opened in open_sheets(seat)],
        is_shared_device=g.sign_in.is_shared,
    )


@bp.post("/<code>/finished")
def finish(code):
    """Mark what is complete as done, and mail the way back. On a device that is not the person's own, sign out too."""
    seat = own_seat(code)
    letter = _letter(seat, current_app.config["SETTINGS"])
    finish_complete(db.session, open_sheets(seat))
    is_written_to = outbox.enqueue(db.session, **letter, now=utcnow())
    if not g.sign_in.is_shared:
        db.session.commit()
        if is_written_to:
            flash(_("We’ve e-mailed you a link: look at %(address)s.", address=masked(seat.user.address)))
        return redirect(url_for(".finished", code=seat.event.code), 303)
    sheets = open_sheets(seat)
    cookie_access.end_here()
    db.session.commit()
    answer = current_app.make_response(_finished_page(seat, sheets, is_signed_out=True))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.get("/<code>/finished")
def finished(code):
    """That's your workbook: the action once more, large, and the way to keep it."""
    seat = own_seat(code)
    return _finished_page(seat, open_sheets(seat), is_signed_out=False)


def _finished_page(seat: Participant, sheets: list[OpenSheet], *, is_signed_out: bool) -> str:
    return render_template(
        "workbook/finished.html",
        event=seat.event,
        actions=actions_aloud(sheets),
        address=masked(seat.user.address),
        is_signed_out=is_signed_out,
    )


def _letter(seat: Participant, settings: Settings) -> dict[str, Any]:
    """The letter with the way back: once for each seat, with no word of what was written."""
    letter = render_letter(
        "workbook/mail/workbook.txt",
        href=settings.address_of(url_for("workbook.contents", code=seat.event.code)),
        site_name=settings.site_name,
        title=seat.event.title,
    )
    return {
        "dedupe_key": f"workbook:{seat.public_id}",
        "kind": "workbook",
        "to": seat.user.address,
        "letter": letter,
    }
