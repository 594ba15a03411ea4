"""What came of the actions of the demo's closed event: most people answered after a week, and that wave is closed."""

from collections.abc import Sequence
from random import Random

from sqlalchemy.orm import Session

from workshop.actions.answering import Given, hear
from workshop.actions.asking import askings_of, note_letter
from workshop.actions.following import actions_of
from workshop.actions.waves import SERIES, over_after
from workshop.events.models import Event, Participant
from workshop.insights.closing_waves import close_wave
from workshop.workbook.follow_up import follow_action
from workshop.workbook.place import ALWAYS_OPEN, Place

FIRST = SERIES[0]
ANSWERING = 0.85  # the share of people who answer
SAID = {"done": 9, "partly": 5, "stuck": 3, "not_yet": 4, "no_longer": 1}  # how it went, and how often
BARRIERS = ("time", "forgot", "occasion", "priorities", "habits", "unsure")


def follow_up_actions(session: Session, event: Event, seats: Sequence[Participant], source: Random, *, pepper: str) -> None:
    """Let everybody who agreed be asked after a week, let most answer, and close that wave."""
    assert event.closed_at is not None, "nobody is asked while the workshop goes on"
    (step,) = [one for one in event.steps if one.worksheet_key == ALWAYS_OPEN]
    for seat in seats:
        follow_action(session, seat, Place(event, step, None), pepper=pepper, now=event.ends_at)
        for asking in askings_of(session, seat)[:1]:
            note_letter(asking, now=asking.opens_at)
            if source.random() < ANSWERING:
                for action in actions_of(session, seat):
                    hear(session, action, _said(source), wave=FIRST, pepper=pepper, now=asking.opens_at)
    close_wave(session, event, FIRST, now=event.closed_at + over_after(FIRST))


def _said(source: Random) -> Given:
    (went,) = source.choices(list(SAID), weights=list(SAID.values()))
    named = source.sample(BARRIERS, source.choice((1, 1, 2))) if went != "done" else []
    return Given({"went": went, "barriers": ",".join(one for one in BARRIERS if one in named)})
