"""Who writes what on the worksheets of the demo and of rehearsals, from a random source that is seeded alike each time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from workshop.rehearsal.customers import CUSTOMERS, IN_OWN_WORDS, RATINGS, STRENGTHS
from workshop.rehearsal.objectives import ACTIONS, EXTRAS, HELP, OBJECTIVES

Typed = Mapping[str, str | tuple[str, ...]]
WORKSHEETS = frozenset({"objectives", "needs", "strengths", "extra", "action", "closing"})


@dataclass(frozen=True)
class Filled:
    """A sheet as one person fills it in: what they type in each entry, and once for the whole sheet."""

    entries: tuple[Typed, ...]
    once: Typed = field(default_factory=dict)
    is_finished: bool = True


def fill(worksheet: str, source: Random, *, needs: tuple[str, ...], today: date) -> Filled:
    """What one person writes on this worksheet."""
    writers: dict[str, Callable[[], Filled]] = {
        "objectives": lambda: Filled(_objectives(source)),
        "needs": lambda: Filled(_customers(source), _ratings(source, needs)),
        "strengths": lambda: Filled(_strengths(source)),
        "extra": lambda: Filled((_extra(source),)),
        "action": lambda: _action(source, today),
        "closing": lambda: Filled(({"useful": str(_near(source, 4.2)), "change": ""},)),
    }
    return writers[worksheet]()


def _objectives(source: Random) -> tuple[Typed, ...]:
    chosen = source.sample(OBJECTIVES, source.choice((1, 2, 2, 3)))
    return tuple(
        {"objective": text, "kind": kind, "sure": sure, "help": source.choice(HELP), "measure": ""}
        for text, kind, sure in chosen
    )


def _customers(source: Random) -> tuple[Typed, ...]:
    chosen = source.sample(CUSTOMERS, source.choice((1, 2, 2, 3)))
    return tuple(
        {"who": who, "needs": needs, "own_words": source.choice(IN_OWN_WORDS), "place": place}
        for who, place, needs in chosen
    )


def _ratings(source: Random, needs: tuple[str, ...]) -> Typed:
    given = {}
    for need in needs:
        importance, delivery = RATINGS[need]
        given[f"importance.{need}"] = str(_near(source, importance))
        given[f"delivery.{need}"] = "dont_know" if source.random() < 0.06 else str(_near(source, delivery))
    return given


def _near(source: Random, centre: float) -> int:
    return min(5, max(1, round(source.gauss(centre, 0.8))))


def _strengths(source: Random) -> tuple[Typed, ...]:
    written = []
    for text, channel, works in source.sample(STRENGTHS, source.choice((1, 2))):
        customer = source.choice(CUSTOMERS)[0]
        written.append(
            {"strength": text, "for_whom": "other", "for_whom-other": customer, "channel": channel, "works": works}
        )
    return tuple(written)


def _extra(source: Random) -> Typed:
    idea, kind, effort, effect = source.choice(EXTRAS)
    customer = source.choice(CUSTOMERS)[0]
    return {"idea": idea, "for_whom": "other", "for_whom-other": customer, "kind": kind, "effort": effort, "effect": effect}


def _action(source: Random, today: date) -> Filled:
    when, will, kind = source.choice(ACTIONS)
    names_moment = source.random() < 0.8
    typed = {
        "when": when if names_moment else "",
        "will": will,
        "by": (today + timedelta(days=source.randint(2, 7))).isoformat(),
        "kind": kind,
        "confidence": str(_near(source, 4)),
        "may_ask": source.choice(("once", "series", "series", "no")),
    }
    return Filled((typed,), is_finished=names_moment)
