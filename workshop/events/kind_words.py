"""What an event is called on screen: a workshop or a webinar."""

from flask_babel import gettext as _

from workshop.events.models import Event


def kind_word(event: Event) -> str:
    """ "workshop" or "webinar", in the reader's language."""
    return _("webinar") if event.kind == "webinar" else _("workshop")
