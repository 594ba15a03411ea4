"""How mail arrives: by domain, and which addresses have a rest."""

from flask import render_template

from workshop.accounts.access import administrator
from workshop.admin.deliverability import by_domain, stopped
from workshop.admin.views import bp
from workshop.admin.wording import stop_words
from workshop.database import utcnow
from workshop.extensions import db

bp.add_app_template_filter(stop_words)


@bp.get("/admin/outbox/deliverability")
def deliverability():
    """Accepted and returned letters of thirty days; nobody outside is asked for it."""
    administrator()
    return render_template(
        "admin/deliverability.html", domains=by_domain(db.session, now=utcnow()), stopped=stopped(db.session)
    )
