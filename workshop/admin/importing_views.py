"""Bringing old issues of the newsletter along, from files."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask_babel import ngettext

from workshop.accounts.access import administrator
from workshop.admin.views import bp, note_act
from workshop.database import utcnow
from workshop.extensions import db
from workshop.tipsheets.importing import MOST_FILES, MOST_KILOBYTES, NotImported, import_issues


@bp.get("/admin/tipsheets/import")
def import_tipsheets():
    """What a file has to look like, and where to choose it."""
    administrator()
    return _page([])


@bp.post("/admin/tipsheets/import")
def import_now():
    """All of the files, or none and what is wrong with each."""
    administrator()
    files = [(one.filename or "", one.read()) for one in request.files.getlist("files") if one.filename]
    try:
        rows = import_issues(db.session, files, now=utcnow())
    except NotImported as refusal:
        return _page(refusal.sentences), 422
    for row in rows:
        note_act("tipsheet.imported", row.slug)
    db.session.commit()
    flash(ngettext("%(num)s tipsheet was brought along.", "%(num)s tipsheets were brought along.", len(rows)))
    return redirect(url_for(".tipsheets"), 303)


def _page(errors: Sequence[str]) -> str:
    return render_template(
        "admin/import_tipsheets.html", errors=errors, most_files=MOST_FILES, most_kilobytes=MOST_KILOBYTES
    )
