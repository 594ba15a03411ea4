"""Writing tipsheets: drafts, a look at them as they will be, corrections, and the hour at which a page opens."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from workshop.accounts.access import administrator
from workshop.admin.access import is_unknown_tipsheet, known_tipsheet
from workshop.admin.typed_tipsheets import as_tipsheet, marks, merged, opened_marks, typed_words
from workshop.admin.views import bp, note_act
from workshop.database import utcnow
from workshop.extensions import db
from workshop.newsletter import mailings
from workshop.newsletter.monthly import newest_monthly
from workshop.tipsheets import archive, writing
from workshop.tipsheets.access import preview_token
from workshop.tipsheets.checking import page_words, problems, problems_of_shape
from workshop.tipsheets.models import WrittenTipsheet
from workshop.tipsheets.tipsheet import Tipsheet
from workshop.tipsheets.writing import BadSlug, ChangedMeanwhile, SlugTaken, Words


@bp.get("/admin/tipsheets")
def tipsheets():
    """Every tipsheet, with its state and what has become of its mailing."""
    administrator()
    return render_template(
        "admin/tipsheets.html",
        tipsheets=archive.everything(db.session),
        mailings=mailings.all_by_slug(db.session),
        monthly=newest_monthly(db.session),
        now=utcnow(),
    )


@bp.get("/admin/tipsheets/new")
def new_tipsheet():
    """An empty form."""
    user = administrator()
    words = Words(author=user.name or current_app.config["SETTINGS"].practice_name, language=str(get_locale()))
    return tipsheet_page(None, words, "")


@bp.post("/admin/tipsheets")
def write_tipsheet():
    """Begin a draft, or look at it before."""
    administrator()
    words, slug = typed_words(request.form), request.form.get("slug", "").strip()
    errors = problems_of_shape(as_tipsheet(words, slug))
    if not words.title:
        errors["title"] = _("Give it a title: the rest can wait.")
    if errors or request.form.get("action_wanted") == "preview":
        return tipsheet_page(None, words, slug, errors)
    try:
        row = writing.write(db.session, words, slug=slug, now=utcnow())
    except (BadSlug, SlugTaken) as problem:
        return tipsheet_page(None, words, slug, {"slug": _slug_problem(problem)})
    return done("tipsheet.written", row.slug, _("Kept as a draft."))


@bp.get("/admin/tipsheets/<slug>")
def edit_tipsheet(slug):
    """One tipsheet: its words, how it looks, and what can be done with it."""
    one = known_tipsheet(slug)
    return tipsheet_page(one, Words.of(one), slug)


@bp.post("/admin/tipsheets/<slug>")
def save_tipsheet(slug):
    """Save it, or look at it before. What is planned or published has to be whole."""
    words, revision = typed_words(request.form), request.form.get("revision", 0, type=int)
    typed_slug = request.form.get("slug", slug).strip()
    if revision and is_unknown_tipsheet(slug):
        return _deleted(words, typed_slug)
    one, now = known_tipsheet(slug), utcnow()
    check = problems if one.published_at else problems_of_shape
    errors = check(as_tipsheet(words, slug))
    if errors or request.form.get("action_wanted") == "preview":
        return tipsheet_page(one, words, typed_slug, errors)
    row = writing.written(db.session, slug, to_change=True)
    if row is None:
        row = writing.take_over(db.session, one, now=now)
        revision = 0 if revision else row.revision
    try:
        is_changed = writing.change(db.session, row, words, slug=typed_slug, revision=revision, now=now)
    except ChangedMeanwhile:
        both = merged(words, opened_marks(request.form), Words.of(row))
        return tipsheet_page(one, both.words, typed_slug, theirs=both.theirs, saved=row)
    except (BadSlug, SlugTaken) as problem:
        return tipsheet_page(one, words, typed_slug, {"slug": _slug_problem(problem)})
    if not is_changed:
        flash(_("Nothing was changed."))
        return redirect(url_for(".edit_tipsheet", slug=slug), 303)
    if row.is_published(now):
        return done("tipsheet.corrected", row.slug, _("Corrected: the page says so. Nobody is mailed again."))
    return done("tipsheet.changed", row.slug, _("Saved."))


@bp.post("/admin/tipsheets/preview")
def preview_tipsheet():
    """How the typed words look, for the script that keeps the picture up to date; nothing is stored."""
    administrator()
    return render_template("admin/_preview.html", **_looked_at(as_tipsheet(typed_words(request.form), "preview")))


def _deleted(words: Words, slug: str):
    """The words that were typed, as those of a new one: somebody deleted the draft meanwhile."""
    sentence = _("Somebody deleted this draft meanwhile. What you typed stands here: save it to keep it as a new one.")
    page, _status = tipsheet_page(None, words, slug, {"title": sentence})
    return page, 409


def _slug_problem(problem: Exception) -> str:
    if isinstance(problem, SlugTaken):
        return _("Another tipsheet has the address “%(slug)s”. Choose another.", slug=str(problem))
    return _("Write an address of small letters, digits and single dashes, such as ask-first.")


def done(act: str, slug: str, sentence: str):
    note_act(act, slug)
    db.session.commit()
    flash(sentence)
    return redirect(url_for(".edit_tipsheet", slug=slug), 303)


def tipsheet_page(
    one: Tipsheet | None,
    words: Words,
    slug: str,
    errors: dict[str, str] | None = None,
    theirs: dict[str, str] | None = None,
    saved: WrittenTipsheet | None = None,
):
    """The form with these words, its picture beside it. `theirs` and `saved`: what somebody else has saved meanwhile."""
    settings, now = current_app.config["SETTINGS"], utcnow()
    page = render_template(
        "admin/edit_tipsheet.html",
        one=one,
        words=words,
        slug=slug,
        theirs=theirs,
        saved_at=saved.changed_at if saved else None,
        others=[("", _("No")), *((each.slug, each.title) for each in _firsts(now) if each.slug != slug)],
        now=now,
        errors=errors or {},
        typed_at=request.form.get("at", ""),
        mailing=mailings.mailing_of(db.session, one.slug) if one else None,
        preview_href=settings.address_of(url_for("tipsheets.preview", token=preview_token(one.slug))) if one else "",
        **_opened(one, saved),
        **_looked_at(as_tipsheet(words, slug)),
    )
    return page, 409 if saved else 422 if errors else 200


def _firsts(now: datetime):
    """What a tipsheet may be a translation of."""
    return [one for one in archive.headings(db.session, now=now) if not one.translation_of]


def _opened(one: Tipsheet | None, saved: WrittenTipsheet | None) -> dict[str, Any]:
    """The revision and the marks with which this form was opened first, however often it was looked at or refused since."""
    if "revision" in request.form and not saved:
        return {"revision": request.form["revision"], "marks": opened_marks(request.form)}
    row = saved or (writing.written(db.session, one.slug) if one else None)
    return {"revision": row.revision if row else 0, "marks": marks(Words.of(row or one or Words()))}


def _looked_at(tipsheet: Tipsheet) -> dict[str, Any]:
    shown = replace(tipsheet, title=tipsheet.title or _("No title yet"), published_at=utcnow())
    return {"tipsheet": shown, "page_words": page_words(tipsheet)}
