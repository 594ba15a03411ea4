"""Worksheets in the catalogue: which there are, and how each looks to whoever fills it in."""

from babel import Locale, UnknownLocaleError
from flask import render_template, request
from flask_babel import get_locale
from flask_babel import gettext as _

from workshop.accounts.access import administrator
from workshop.admin.access import known_worksheet
from workshop.admin.views import bp
from workshop.admin.worksheets import catalogue
from workshop.extensions import db
from workshop.worksheets.languages import Written, languages_of


@bp.get("/admin/worksheets")
def worksheets():
    """Every worksheet in every version."""
    administrator()
    return render_template("admin/worksheets.html", found=catalogue(db.session))


@bp.get("/admin/worksheets/<key>/<int:version>")
def worksheet(key, version):
    """One worksheet as people see it, and what is told of their answers; `?language=` in one it is written in."""
    asked = known_worksheet(key, version)
    found = languages_of(asked)
    wanted = request.args.get("language", "")
    spoken = wanted if wanted in {one.language for one in found} else found[0].language
    return render_template("admin/show_worksheet.html", sheet=asked, languages=found, spoken=spoken)


@bp.app_template_filter("written_words")
def written_words(one: Written) -> str:
    """ "English", "French (12 of 60 texts)"."""
    name = language_name(one.language)
    return name if one.is_whole else _("%(language)s (%(n)s of %(of)s texts)", language=name, n=one.n, of=one.of)


@bp.app_template_filter("language_name")
def language_name(code: str) -> str:
    """The language in the reader's own; its code where nobody knows that."""
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(get_locale()) or code
    except (UnknownLocaleError, ValueError):
        return code
