"""Who may see an event's big screen: its facilitators, and the devices they tied to it. Everything else is the same 404."""

from flask import current_app, g, request
from sqlalchemy.orm import Session

from workshop.database import utcnow
from workshop.events.access import hosted_event
from workshop.events.codes import normal_code
from workshop.events.listening import as_host
from workshop.events.models import Event
from workshop.extensions import db
from workshop.live.listening import Allowed
from workshop.room.models import ScreenKey
from workshop.room.pairing import key_of, still_paired


def cookie_name() -> str:
    """The cookie of a device that is a big screen: its own, beside whoever may be signed in there."""
    return "__Host-screen" if current_app.config["SETTINGS"].is_secure else "screen"


def this_screen() -> ScreenKey | None:
    """The key of the device that asks: waiting for its code to be typed, or tied to an event; None for any other device."""
    token = request.cookies.get(cookie_name(), "")
    g.is_private_page = bool(token)  # a screen shows what its room may see, and keeps none of it
    return key_of(db.session, token, now=utcnow()) if token else None


def screened_event(code: str) -> tuple[Event, Allowed]:
    """The event whose screen this device may show, and what its stream has to go on being; or as for a hosted event."""
    key = this_screen()
    if key is not None and key.event is not None and key.event.code == normal_code(code):
        return key.event, Allowed(_still_paired, key.id)
    event = hosted_event(code)
    return event, as_host(g.sign_in, event)


def _still_paired(session: Session, ids: set[int]) -> set[int]:
    return still_paired(session, ids, now=utcnow())
