"""What people asked for, the newest first, and noting that one was answered."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from workshop.accounts.access import administrator
from workshop.admin.access import known_enquiry
from workshop.admin.paging import page_of
from workshop.admin.views import bp, note_act, wanted_page
from workshop.database import utcnow
from workshop.enquiries.models import Enquiry
from workshop.extensions import db


@bp.get("/admin/enquiries")
def enquiries():
    """Fifty of a page, the newest first."""
    administrator()
    page = page_of(db.session, select(Enquiry).order_by(Enquiry.id.desc()), wanted_page())
    return render_template("admin/enquiries.html", enquiries=[row[0] for row in page.rows], page=page)


@bp.post("/admin/enquiries/<enquiry_id>/answer")
def answer_enquiry(enquiry_id):
    """Note that somebody has written back."""
    known_enquiry(enquiry_id).answer(now=utcnow())
    note_act("enquiry.answered", enquiry_id)
    db.session.commit()
    flash(_("Noted."))
    return redirect(url_for(".enquiries"), 303)
