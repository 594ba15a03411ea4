"""The demo's mailbox: letters are read on a page, because nobody owns the demo's addresses."""

from flask import Blueprint, abort, current_app, render_template

from workshop.extensions import db
from workshop.mail.commands import add_commands
from workshop.mail.outbox import newest_letters

bp = Blueprint("mail", __name__, cli_group=None)
add_commands(bp)


@bp.get("/demo/mail")
def demo():
    """Every letter of the demo, the newest first; 404 on a real site."""
    if not current_app.config["SETTINGS"].demo:
        abort(404)
    return render_template("mail/demo.html", letters=newest_letters(db.session))
