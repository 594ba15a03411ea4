"""Sharing a report by a link that expires: making it, stopping it, and the page that it opens."""

from flask import abort, current_app, flash, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from workshop.accounts.entering_access import pepper
from workshop.audit.log import note
from workshop.database import utcnow
from workshop.extensions import db
from workshop.reports.access import readable_report
from workshop.reports.composition import draft_of
from workshop.reports.models import Report
from workshop.reports.releasing import released_content
from workshop.reports.sharing import (
    LONGEST,
    MOST,
    BadDays,
    TooManyLinks,
    link_of,
    links_of,
    make_share_link,
    note_opening,
    opened_link,
    was_just_made,
    working_links,
)
from workshop.reports.views import bp
from workshop.tokens import derived_token, new_token

USUAL = 14  # days


@bp.get("/reports/<public_id>/sharing")
def sharing(public_id):
    """The links of the report, and when each was opened; for some minutes the address of the one that was `made` here."""
    report, made = readable_report(public_id), request.args.get("made", "")
    if not made:
        return _page(report)
    g.is_token_page = True
    token = _token(made)
    is_new = was_just_made(db.session, report, current_user, token, now=utcnow())
    address = current_app.config["SETTINGS"].address_of(url_for(".shared", token=token)) if is_new else ""
    return _page(report, address=address)


@bp.post("/reports/<public_id>/sharing")
def make_link(public_id):
    """Make a link, and lead to the page that shows its address: loading that page again makes no other."""
    report, typed = readable_report(public_id), request.form.get("days", "").strip()
    made = new_token()
    try:
        make_share_link(db.session, report, current_user, days=_number(typed), now=utcnow(), token=_token(made))
    except BadDays:
        sentence = ngettext("Choose from 1 to %(num)s day.", "Choose from 1 to %(num)s days.", LONGEST)
        return _page(report, days=typed, problem=sentence, status=422)
    except TooManyLinks:
        sentence = _("%(n)s links of this report work already. Stop one of them first.", n=MOST)
        return _page(report, days=typed, problem=sentence, status=409)
    note(db.session, act="report.shared", actor=current_user.public_id, subject=report.public_id, now=utcnow())
    db.session.commit()
    return redirect(url_for(".sharing", public_id=public_id, made=made, _anchor="link-address"), 303)


@bp.post("/reports/<public_id>/sharing/<link_id>/ending")
def end_link(public_id, link_id):
    """Stop sharing, from the next page on."""
    report = readable_report(public_id)
    link = link_of(db.session, report, link_id)
    if link is None:
        abort(404)
    link.end(now=utcnow())
    note(db.session, act="report.unshared", actor=current_user.public_id, subject=report.public_id, now=utcnow())
    db.session.commit()
    flash(_("Stopped. The link opens nothing any more."))
    return redirect(url_for(".sharing", public_id=public_id), 303)


@bp.get("/shared/<token>")
def shared(token):
    """The report that somebody shared, to be read; every link that does not work gets the same page."""
    g.is_token_page = True
    link = opened_link(db.session, token, now=utcnow())
    if link is None:
        return _unlisted(render_template("reports/shared_ended.html"), 410)
    report, kept = link.report, link.id
    page = render_template(
        "reports/shared.html",
        link=link,
        report=report,
        event=report.event,
        composed=draft_of(report),
        content=released_content(db.session, report),
    )
    db.session.rollback()
    if request.method == "GET":
        note_opening(db.engine, kept, now=utcnow())
    return _unlisted(page, 200)


@bp.app_template_global("links_of_report")
def links_of_report(report: Report) -> list[dict]:
    """The links of a report as its readers and its facilitators see them: how long each works, and when it was opened."""
    now = utcnow()
    working = working_links(db.session, report, now=now)
    return [
        {"link": link, "works": link.id in working, "is_over": now >= link.expires_at, "openings": link.openings}
        for link in links_of(db.session, report)
    ]


def _token(made: str) -> str:
    """The token of the link that the person who asks made under this name, which alone opens nothing and is kept nowhere."""
    return derived_token("shared report", f"{current_user.public_id}:{made}", pepper=pepper())


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0


def _unlisted(page: str, status: int):
    answer = make_response(page, status)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _page(report, *, days="", problem="", address="", status=200):
    given = {"report": report, "event": report.event, "days": days or USUAL, "problem": problem, "address": address}
    errors = [{"text": problem, "href": "#days"}] if problem else []
    return render_template("reports/sharing.html", errors=errors, longest=LONGEST, **given), status
