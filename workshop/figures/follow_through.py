"""What came of people's actions: the figures of all waves that are closed, arranged for a page like a worksheet's."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from workshop.actions.definition import follow_up
from workshop.events.models import Event
from workshop.figures.panels import Panel, panels_of
from workshop.insights.gate.releases import Release
from workshop.insights.releases import wave_release
from workshop.insights.turnout import WaveTurnout, wave_turnouts


@dataclass(frozen=True)
class FollowThrough:
    """The newest release of an event's check-ins, its panels, and how many were asked and answered in each wave."""

    title: str
    release: Release
    panels: tuple[Panel, ...]
    waves: tuple[WaveTurnout, ...]


def follow_through(session: Session, event: Event) -> FollowThrough | None:
    """The follow-through of an event, or None before its first wave is closed."""
    release = wave_release(session, event)
    if release is None:
        return None
    waves = wave_turnouts(session, event)
    whole = follow_up(is_led_by_one_manager=event.is_led_by_one_manager).for_waves([one.wave for one in waves])
    panels = panels_of(release, whole, (), language=event.language)
    return FollowThrough(whole.title.in_(event.language), release, panels, waves)
