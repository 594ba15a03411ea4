"""The print pack: everything a room needs when the Wi-Fi fails, as data for its PDF. Nobody's answers are in it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_time
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workshop.events.models import Event
from workshop.qr import qr_of
from workshop.room.agenda_words import title_of_line
from workshop.room.lines import Line, lines_of
from workshop.tipsheets.archive import UnknownTipsheet, tipsheet
from workshop.tipsheets.markdown import blocks
from workshop.tipsheets.places import neutral
from workshop.worksheets.blank import blank_sheet, paper_promise
from workshop.worksheets.definition import Kind
from workshop.worksheets.worksheet import Worksheet

COUNTED_BY_HAND = (Kind.CHIP, Kind.CHIPS)


def print_pack(session: Session, event: Event, *, join_href: str, day: str) -> dict[str, Any]:
    """What `room/print_pack.typ` is about. `join_href` is the address in the QR code, `day` when the event is, in words."""
    lines = lines_of(event)
    return {
        "furniture": f"{event.title} · {event.code}",
        "poster": _poster(event, join_href, day),
        "run_sheet": {
            "title": _("Run sheet"),
            "head": [_("From"), _("Minutes"), _("What the room does")],
            "rows": _run(event, lines),
            "guides": [_guide(line.sheet, event.language) for line in lines if line.sheet],
        },
        "tally": _tally([line.sheet for line in lines if line.sheet], event.language),
        "tipsheet": _tipsheet(session, lines),
        "promise": paper_promise(event.floor),
        "sheets": _sheets(event, lines),
    }


def _poster(event: Event, join_href: str, day: str) -> dict[str, Any]:
    alt = _("QR code of %(href)s", href=join_href)
    return {
        "day": day,
        "title": _("Join ‘%(title)s’", title=event.title),
        "drawing": str(qr_of(join_href).as_svg(alt)),
        "alt": alt,
        "scan": _("Scan, or type the address:"),
        "href": join_href.removeprefix("https://").removeprefix("http://"),
        "code_words": _("The code is"),
        "code": event.code,
        "steps": [
            _("Type your e-mail address. Use a private one if you like."),
            _("Read who sees what. Nobody but you ever sees your sheets."),
            _("Begin. Whatever you type is saved as you go."),
        ],
    }


def _run(event: Event, lines: Sequence[Line]) -> list[list[str]]:
    rows, moment = [], event.starts_at
    for line in lines:
        what = title_of_line(line)
        clock = format_time(moment, "short", tzinfo=ZoneInfo(event.zone), locale=get_locale())
        said = f"{what}\n{line.step.prompt}" if line.step.prompt else what
        rows.append([clock, str(line.step.minutes or "–"), said])
        moment += timedelta(minutes=line.step.minutes)
    return rows


def _guide(sheet: Worksheet, language: str) -> dict[str, Any]:
    guide = sheet.guide
    return {
        "title": sheet.title.in_(language),
        "rows": [
            [_("What for"), guide.purpose.in_(language)],
            [_("Say"), guide.say.in_(language)],
            [_("Talk about"), "\n".join(question.in_(language) for question in guide.talk)],
            [_("Under six answers"), guide.under_six.in_(language)],
        ],
    }


def _tally(sheets: Sequence[Worksheet], language: str) -> dict[str, Any]:
    """Options to count hands for; never those of a sheet about one's manager, where a hand would be seen."""
    asked = [(sheet, one) for sheet in sheets if not sheet.about_one_manager for one in sheet.questions]
    return {
        "title": _("Show of hands"),
        "words": _(
            "Everybody sees a hand, so ask only what nobody minds showing, and let nobody be counted who would rather not. "
            "How many raised a hand? These numbers are the room’s own: they go into no figure and no report."
        ),
        "questions": [
            {
                "title": sheet.title.in_(language),
                "label": question.label.in_(language),
                "options": [option.label.in_(language) for option in question.options],
            }
            for sheet, question in asked
            if question.core and question.kind in COUNTED_BY_HAND
        ],
    }


def _tipsheet(session: Session, lines: Sequence[Line]) -> dict[str, Any] | None:
    slug = next((line.step.tipsheet_slug for line in lines if line.step.kind == "tipsheet"), None)
    try:
        found = tipsheet(session, slug) if slug else None
    except UnknownTipsheet:
        found = None
    if found is None:
        return None
    return {
        "kicker": found.author,
        "title": found.title,
        "standfirst": found.standfirst,
        "blocks": blocks(neutral(found.source)),
        "action_title": _("This week’s action"),
        "action": found.action,
    }


def _sheets(event: Event, lines: Sequence[Line]) -> list[dict[str, Any]]:
    asked = [line.sheet.for_needs(event.chosen_needs) for line in lines if line.sheet]
    total = sum(line.number is not None for line in lines)
    kickers = [
        _("Worksheet %(number)s of %(total)s", number=line.number, total=total)
        if line.number is not None
        else _("Closing question")
        for line in lines
        if line.sheet
    ]
    return [blank_sheet(sheet, kicker=kicker, language=event.language) for sheet, kicker in zip(asked, kickers, strict=True)]
