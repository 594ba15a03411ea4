"""Which tipsheet an event reads."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from workshop.events.models import Step
from workshop.tipsheets.archive import UnknownTipsheet
from workshop.tipsheets.archive import tipsheet as tipsheet_named
from workshop.tipsheets.tipsheet import Tipsheet


def room_tipsheet(session: Session, steps: Sequence[Step]) -> Tipsheet | None:
    """The tipsheet of the agenda; None while there is none. It may be one that is not published to everyone yet."""
    slug = next((step.tipsheet_slug for step in steps if step.kind == "tipsheet"), None)
    try:
        return tipsheet_named(session, slug) if slug else None
    except UnknownTipsheet:
        return None
