"""The hour at which a tipsheet's page opens, taking a plan back, and deleting a draft."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from workshop.accounts.access import administrator
from workshop.admin.access import known_tipsheet
from workshop.admin.hours import BadHour, typed_hour
from workshop.admin.tipsheet_views import done, tipsheet_page
from workshop.admin.views import bp, note_act
from workshop.database import utcnow
from workshop.extensions import db
from workshop.newsletter import mailings
from workshop.tipsheets import writing
from workshop.tipsheets.checking import problems
from workshop.tipsheets.tipsheet import Tipsheet
from workshop.tipsheets.writing import Words


@bp.post("/admin/tipsheets/<slug>/publication")
def publish_tipsheet(slug):
    """Open its page at an hour, or now, without mailing it."""
    one, now = known_tipsheet(slug), utcnow()
    try:
        at = typed_hour(request.form.get("at", ""), administrator().zone, now=now)
    except BadHour as problem:
        return _page(one, {"at": str(problem)})
    if errors := problems(one):
        return _page(one, errors)
    row = writing.take_over(db.session, one, now=now)
    if row.is_published(now):
        return _page(one, {"at": _("Its page is open already.")})
    mailing = mailings.mailing_of(db.session, slug)
    if mailing is not None and mailing.state == "scheduled" and at > mailing.due_at:
        return _page(
            one, {"at": _("It is mailed before that hour, and its letters lead to its page. Cancel the mailing first.")}
        )
    row.publish(max(at, now), now=now)
    sentence = _("Its page is open.") if at <= now else _("Its page opens at that hour. Until then it can be taken back.")
    return done("tipsheet.published", slug, sentence)


@bp.post("/admin/tipsheets/<slug>/publication/ending")
def withdraw_tipsheet(slug):
    """Make a planned one a draft again."""
    one, now = known_tipsheet(slug), utcnow()
    mailing = mailings.mailing_of(db.session, slug)
    row = writing.take_over(db.session, one, now=now)
    if mailing is not None and mailing.state != "cancelled":
        return _page(one, {"at": _("It is planned to be mailed. Cancel the mailing first.")})
    if not row.withdraw(now=now):
        return _page(one, {"at": _("Too late: its page is open. Correct it instead.")})
    return done("tipsheet.withdrawn", slug, _("It is a draft again."))


@bp.post("/admin/tipsheets/<slug>/removal")
def remove_tipsheet(slug):
    """Delete a draft."""
    one = known_tipsheet(slug)
    row = writing.written(db.session, slug, to_change=True)
    if row is None or not writing.remove(db.session, row):
        return _page(one, {"at": _("Only a draft can be deleted.")})
    note_act("tipsheet.removed", slug)
    db.session.commit()
    flash(_("Deleted."))
    return redirect(url_for(".tipsheets"), 303)


def _page(one: Tipsheet, errors: dict[str, str]):
    return tipsheet_page(one, Words.of(one), one.slug, errors)
