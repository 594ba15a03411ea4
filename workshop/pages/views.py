"""The pages anybody may read; nothing here knows who asks."""

from flask import Blueprint, current_app, render_template
from flask_babel import get_locale

from workshop.database import utcnow
from workshop.extensions import db
from workshop.pages import appearance, health, links, paper_views, patterns
from workshop.tipsheets import archive

bp = Blueprint("pages", __name__)
bp.add_app_template_global(get_locale, "get_locale")
bp.add_app_template_global(appearance.theme, "theme")
bp.add_app_template_global(links.site_links, "site_links")
bp.add_url_rule("/theme", "theme", appearance.keep_theme, methods=["POST"])
bp.add_url_rule("/healthz", "healthz", health.healthz)
bp.add_url_rule("/readyz", "readyz", health.readyz)
bp.add_url_rule("/privacy/information-sheet", "information", paper_views.information_page)
bp.add_url_rule("/privacy/information-sheet.pdf", "information_pdf", paper_views.information_pdf)
bp.add_url_rule("/privacy/processing-agreement", "agreement", paper_views.agreement_page)
bp.add_url_rule("/privacy/processing-agreement.pdf", "agreement_pdf", paper_views.agreement_pdf)
bp.add_url_rule("/patterns", "patterns", patterns.patterns)


@bp.get("/")
def home():
    return render_template("pages/home.html", latest=archive.latest(db.session, now=utcnow(), language=str(get_locale())))


@bp.get("/workshops")
def workshops():
    return render_template("pages/workshops.html")


@bp.get("/help")
def help():
    return render_template("pages/help.html")


@bp.get("/privacy")
def privacy():
    return render_template("pages/privacy.html", backup_days=current_app.config["SETTINGS"].backup_days)


@bp.get("/accessibility")
def accessibility():
    return render_template("pages/accessibility.html")
