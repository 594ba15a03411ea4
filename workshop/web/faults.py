"""Trouble with the database is a sentence and a 503, never a trace: the page tries again, and no typed word is lost."""

import logging

from flask import Flask, g
from werkzeug.exceptions import ServiceUnavailable

from workshop.database import NOT_SERVED
from workshop.extensions import db, login_manager

RETRY_SECONDS = 5


def install(app: Flask) -> None:
    """Answer 503 when the database is locked, full, gone or out of connections."""

    def unavailable(fault: Exception):
        logging.getLogger("workshop.faults").error("the database did not serve", exc_info=fault)
        db.session.rollback()
        # The page that says so asks nothing more of the database: it is drawn as for a visitor.
        g._login_user = login_manager.anonymous_user()
        return app.handle_http_exception(ServiceUnavailable(retry_after=RETRY_SECONDS))

    for fault in NOT_SERVED:
        app.register_error_handler(fault, unavailable)
