"""What one layer of the big screen shows, put together for its template: of answers, released figures and turnout alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from textwrap import shorten
from typing import Any

from sqlalchemy.orm import Session

from workshop.events.links import door_path
from workshop.events.models import Event, Step
from workshop.figures.panels import Panel, panels_of
from workshop.figures.shapes import Drawing
from workshop.figures.squares import squares
from workshop.insights.releases import shown_release
from workshop.insights.statements import shown_batches
from workshop.insights.turnout import StepTurnout, Turnout, turnout
from workshop.qr import Qr, qr_of
from workshop.room.asks import Asks, asks_of
from workshop.room.big_screen import OF_THE_WORK, screen_of
from workshop.room.lines import Line, line_of
from workshop.room.models import BigScreen
from workshop.room.pairing import screens_of

QUOTES_A_PAGE = 5
LONGEST_QUOTE = 80  # characters, cut between words
FULL_AT = 240  # characters of a slide that still stand in large type

_drawn = lru_cache(maxsize=64)(qr_of)  # a screen asks for its code again and again


@dataclass(frozen=True)
class Picture:
    """One layer, with what it needs: `panel` or `quotes` is one of `n_pages`; `until` the end time of the step."""

    layer: str
    look: str
    line: Line | None
    until: datetime | None
    turnout: Turnout
    squares: Drawing | None
    panel: Panel | None
    quotes: tuple[str, ...]
    page: int
    n_pages: int
    qr: Qr
    address: str
    asks: Asks | None

    @property
    def is_long(self) -> bool:
        """True for a slide that only fits in smaller type."""
        return self.line is not None and len(self.line.step.prompt) > FULL_AT

    @property
    def is_paused(self) -> bool:
        """True while people are asked to look up from what they write."""
        step = self.line.step if self.line and self.layer in OF_THE_WORK else None
        return step is not None and step.is_paused and step.event.is_open

    @property
    def counted(self) -> StepTurnout | None:
        """How far the room is with the worksheet that the layer is about."""
        return self.turnout.steps.get(self.line.step.number) if self.line else None


def picture_of(session: Session, event: Event, *, base_url: str, now: datetime) -> Picture:
    """What stands on the event's big screens now."""
    screen = screen_of(session, event)
    line = line_of(screen.step) if screen.step else None
    counts = turnout(session, event)
    pages = _pages(session, screen)
    page = min(screen.page, max(len(pages), 1))
    shown = pages[page - 1] if pages else ()
    address = f"{base_url}{door_path(event)}"
    return Picture(
        layer=screen.layer,
        look=screen.look,
        line=line,
        until=screen.step.until(now=now) if screen.step else None,
        turnout=counts,
        squares=_squares(counts, screen.step) if screen.step and screen.layer == "writing" else None,
        panel=shown if isinstance(shown, Panel) else None,
        quotes=() if isinstance(shown, Panel) else shown,
        page=page,
        n_pages=len(pages),
        qr=_drawn(address),
        address=f"{base_url.partition('://')[2]}/join",
        asks=asks_of(session, event) if screen.layer in ("question", "poll") else None,
    )


def screen_controls(session: Session, event: Event, *, now: datetime) -> dict[str, Any]:
    """What the controls of the big screen say: what stands there, how many figures that has, and the screens there are."""
    on_screen = screen_of(session, event)
    screens = screens_of(session, event, now=now)
    return {"on_screen": on_screen, "n_pages": len(_pages(session, on_screen)), "screens": screens}


def _pages(session: Session, screen: BigScreen) -> Sequence[Panel | tuple[str, ...]]:
    """What the layer turns over: one figure a page, or five statements."""
    if screen.step is None:
        return ()
    if screen.layer == "result":
        return result_panels(session, screen.step)
    if screen.layer != "statements":
        return ()
    texts = [text for batch in shown_batches(session, screen.step) for text in batch.statements]
    cut = [shorten(text, LONGEST_QUOTE, placeholder=" …") for text in texts]
    return [tuple(cut[first : first + QUOTES_A_PAGE]) for first in range(0, len(cut), QUOTES_A_PAGE)]


def result_panels(session: Session, step: Step) -> tuple[Panel, ...]:
    """The figures of a worksheet that the room may be shown, of the whole event: never a team's, and only what was shown."""
    release, line = shown_release(session, step), line_of(step)
    if release is None or line.sheet is None:
        return ()
    panels = panels_of(release, line.sheet, step.event.chosen_needs, language=step.event.language)
    return tuple(panel for panel in panels if not panel.is_silent) or panels[:1]


def _squares(counts: Turnout, step: Step) -> Drawing | None:
    of_step = counts.steps.get(step.number)
    if of_step is None:
        return None
    started, done = (one if isinstance(one, int) else 0 for one in (of_step.started, of_step.done))
    return squares(counts.joined, started, done, seed=step.event.code)
