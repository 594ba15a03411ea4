"""What the room was shown of one worksheet, to stand beside the person's own answers."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from workshop.figures.panels import Panel, panels_of
from workshop.insights.releases import came_too_late, shown_release
from workshop.insights.statements import Batch, shown_batches
from workshop.workbook.open_sheet import OpenSheet


@dataclass(frozen=True)
class RoomFigures:
    """The figures and statements that the room was shown, and whether the figures were made before this person came."""

    panels: tuple[Panel, ...]
    came_too_late: bool
    batches: tuple[Batch, ...]


def room_figures(session: Session, opened: OpenSheet, *, language: str) -> RoomFigures | None:
    """The room's figures of this worksheet, the same for everyone; None before any has been shown."""
    place, seat = opened.place, opened.seat
    if place.step.id not in opened.agenda.shown:
        return None
    release = shown_release(session, place.step)
    batches = shown_batches(session, place.step)
    panels = panels_of(release, place.worksheet, place.event.chosen_needs, language=language) if release else ()
    return RoomFigures(panels, came_too_late(session, place.step, seat), batches)
