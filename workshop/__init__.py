"""Workshop Companion: the site a career workshop or webinar runs on."""

from babel import Locale
from flask import Flask

from workshop import (
    accounts,
    actions,
    admin,
    asking,
    attendance,
    branding,
    clients,
    demo,
    enquiries,
    events,
    figures,
    insights,
    invitations,
    mail,
    newsletter,
    operations,
    pages,
    polls,
    reports,
    room,
    tipsheets,
    workbook,
    worksheets,
)
from workshop import tables as tables  # the mapper needs every model
from workshop.branding import views as look
from workshop.config import ROOT, Settings
from workshop.database import apply_policy, engine_options
from workshop.extensions import babel, csrf, db, login_manager, migrate
from workshop.live import hub
from workshop.pages import errors
from workshop.web import by_hand, faults, guards, headers, logs, moulds, static_tree, taking_turns, translations
from workshop.web.site import Site

FEATURES = (
    mail,
    branding,
    accounts,
    clients,
    tipsheets,
    worksheets,
    events,
    actions,
    asking,
    attendance,
    polls,
    invitations,
    insights,
    figures,
    workbook,
    room,
    reports,
    newsletter,
    enquiries,
    pages,
    admin,
    operations,
    demo,
)


def create_app(settings: Settings | None = None) -> Flask:
    """The site with these settings, or those of the environment. Raises `BadSetting` when one is missing or weak."""
    settings = settings or Settings.from_env()
    app = Site(__name__, root_path=str(ROOT), instance_path=str(ROOT / "instance"), static_folder=None)
    app.config.from_mapping(_flask_config(settings))
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.add_template_global(settings, "settings")
    logs.install(app, settings)
    guards.install(app, settings)
    _bind_extensions(app)
    translations.install(app)
    moulds.install(app)
    by_hand.install(app)
    taking_turns.install(app)
    headers.install(app, settings)
    static_tree.install(app)
    errors.install(app)
    faults.install(app)
    hub.install(app, settings)
    for feature in FEATURES:
        if hasattr(feature, "bp"):
            app.register_blueprint(feature.bp)
    look.install(app)
    return app


def _bind_extensions(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        apply_policy(db.engine)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    login_manager.init_app(app)
    csrf.init_app(app)
    english = Locale.parse("en")  # made once: otherwise with each request
    babel.init_app(app, locale_selector=lambda: english)


def _flask_config(settings: Settings) -> dict:
    return {
        "SETTINGS": settings,
        "SECRET_KEY": settings.secret_key,
        "DEBUG": settings.debug,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database_url),
        "SESSION_COOKIE_NAME": "__Host-workshop" if settings.is_secure else "workshop",
        "SESSION_COOKIE_SECURE": settings.is_secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": 7 * 24 * 3600,
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "MAX_CONTENT_LENGTH": 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "MAX_FORM_PARTS": 2000,
    }
