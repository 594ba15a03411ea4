"""Which doors the head of a page shows to the person who asks."""

from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import exists, or_, select

from workshop.accounts.models import Administrator
from workshop.clients.models import Reader
from workshop.events.models import Facilitator, Participant, Planner
from workshop.extensions import db


def site_links() -> list[tuple[str, str]]:
    """Addresses and words, for what the person belongs to; one query, and none for a visitor."""
    if not current_user.is_authenticated:
        return [("/sign-in", _("Sign in"))]
    takes_part, hosts, reads, administers = db.session.execute(
        select(
            exists().where(Participant.user_id == current_user.id, Participant.removed_at.is_(None)),
            or_(
                exists().where(Planner.user_id == current_user.id),
                exists().where(Facilitator.user_id == current_user.id),
            ),
            exists().where(Reader.user_id == current_user.id),
            exists().where(Administrator.user_id == current_user.id),
        )
    ).one()
    doors = [
        (takes_part, "/workbook", _("My workshops")),
        (hosts and current_user.is_proven, "/events", _("Workshops I lead")),
        (reads and current_user.is_proven, "/reports", _("Reports")),
        (administers and current_user.is_proven, "/admin", _("Administration")),
        (True, "/account", _("Account")),
    ]
    return [(href, words) for is_shown, href, words in doors if is_shown]
