"""Readers of the newsletter: how many there are, and bringing a list along from elsewhere."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from workshop.accounts.access import administrator
from workshop.accounts.entering_access import pepper
from workshop.admin.views import bp, note_act
from workshop.database import utcnow
from workshop.extensions import db
from workshop.newsletter.audience import audience
from workshop.newsletter.importing import MOST_LINES, Imported, NoSource, TooManyLines, import_subscribers


@bp.get("/admin/subscribers")
def subscribers():
    """How many read by mail, and where a list is brought along."""
    administrator()
    return _page()


@bp.post("/admin/subscribers")
def import_list():
    """Take over a list; the lines that were left out are named."""
    administrator()
    try:
        imported = import_subscribers(
            db.session,
            request.form.get("lines", ""),
            source=request.form.get("source", ""),
            language=str(get_locale()),
            pepper=pepper(),
            now=utcnow(),
        )
    except NoSource:
        return _page({"source": _("Say where these people agreed to get the tipsheet: without that nobody may be added.")})
    except TooManyLines:
        return _page({"lines": _("At most %(n)s lines at once. Bring the list along in parts.", n=MOST_LINES)})
    note_act("subscribers.imported", f"{imported.n_new}")
    db.session.commit()
    for sentence in _sentences(imported):
        flash(sentence)
    return redirect(url_for(".subscribers"), 303)


def _page(errors=None):
    counts = audience(db.session, language=str(get_locale()), pepper=pepper(), now=utcnow())
    page = render_template("admin/subscribers.html", audience=counts, errors=errors or {}, typed=request.form)
    return page, 422 if errors else 200


def _sentences(imported: Imported) -> list[str]:
    sentences = [_("New readers: %(n)s.", n=imported.n_new)]
    for lines, words in (
        (imported.known, _("Known already, left as they are: line %(lines)s.")),
        (imported.suppressed, _("Not added, because they do not want to be written to or cannot be: line %(lines)s.")),
        (imported.unreadable, _("Not an address, or a name that is none: line %(lines)s.")),
    ):
        if lines:
            named = ", ".join(map(str, sorted(lines)[:20])) + (" …" if len(lines) > 20 else "")
            sentences.append(words % {"lines": named})
    return sentences
