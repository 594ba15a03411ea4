"""Filters that put printed figures into the reader's language: titles, sentences, and rows for tables."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import Blueprint
from flask_babel import format_date, format_decimal
from flask_babel import gettext as _

from workshop.figures.bars import bars, gap_phrase, names_alone, others, rated_high
from workshop.figures.panels import Panel
from workshop.insights.gate.derive import Place
from workshop.insights.gate.figures import SILENCE, ChoiceFigure, PrintedCount, PrintedPeople, PrintedScale
from workshop.insights.gate.phrases import Phrase, count_phrase, mean_phrase, people_phrase

bp = Blueprint("figures", __name__)


@bp.app_template_filter("say")
def say(phrase: Phrase, labels: Mapping[str, str] | None = None) -> str:
    """The phrase in the reader's language, with numbers as they write them and these labels by key."""
    numbers = {place: _number_words(number) for place, number in phrase.numbers.items()}
    names = {place: (labels or {}).get(key, key) for place, key in phrase.names.items()}
    parts = {place: say(part, labels) for place, part in phrase.parts.items()}
    filled = {**numbers, **names, **parts}
    return _(phrase.message, **filled) if filled else _(phrase.message)


@bp.app_template_filter("people_words")
def people_words(people: PrintedPeople) -> str:
    """ "24 people", "6 to 9 people"."""
    return say(people_phrase(people))


@bp.app_template_filter("panel_title")
def panel_title(panel: Panel) -> str:
    """What the panel says, in its facilitator's words if there are any; where it says nothing, what it is about."""
    return panel.own_finding or panel_finding(panel)


@bp.app_template_filter("panel_finding")
def panel_finding(panel: Panel) -> str:
    """What the printed figures say by themselves; where that is nothing, what they are about."""
    return say(panel.finding, panel.labels) if panel.finding else panel.title


@bp.app_template_filter("panel_subtitle")
def panel_subtitle(panel: Panel, whose: str) -> str:
    """What, who, how many, and since when."""
    people = [people_words(panel.people)] if panel.people is not None else []
    if panel.people_from_to:
        fewest, most = panel.people_from_to
        people = [_("%(fewest)s to %(most)s people", fewest=format_decimal(fewest), most=format_decimal(most))]
    day = [format_date(panel.since, "long")] if isinstance(panel.since, date) and not panel.is_silent else []
    return " · ".join([panel.title, whose, *people, *day])


@bp.app_template_filter("bar_rows")
def bar_rows(panel: Panel) -> list[dict]:
    """Rows for `bar_table`; the bar that the finding names is marked."""
    named = set(panel.finding.names.values()) if panel.finding and not panel.own_finding else set()
    return [
        {
            "label": joined(one.options, panel.labels),
            "words": say(one.words),
            "least": one.least,
            "most": one.most,
            "of": one.of,
            "is_named": set(one.options) <= named,
        }
        for one in bars(panel)
    ]


@bp.app_template_filter("names_alone")
def labels_alone(panel: Panel) -> list[str]:
    """Labels of the chips that are named without a count."""
    return [panel.labels[option] for option in names_alone(panel)]


@bp.app_template_filter("rest_words")
def rest_words(panel: Panel) -> str:
    """The line below: options that are named, and nothing more."""
    rest = ", ".join(panel.labels[option] for option in others(panel))
    if not rest:
        return ""
    if isinstance(panel.figure, ChoiceFigure):
        return _("The other answers were: %(names)s.", names=rest)
    return _("Named by few, or nobody: %(names)s.", names=rest)


@bp.app_template_filter("need_rows")
def need_rows(panel: Panel) -> list[dict]:
    """Rows of the table of needs, widest gap first; needs that are not shown come last, with the one sentence."""
    shown = [_need_row(panel.labels[place.need], place) for place in panel.places]
    return shown + [{"label": name, "silent": _(SILENCE.sentence)} for name in panel.silent]


def _need_row(label: str, place: Place) -> dict:
    high = rated_high(place.figure)
    quarter = _(place.quarter.value)
    return {
        "label": label,
        "place": place,
        "importance_words": say(mean_phrase(place.figure.importance.mean)),
        "delivery_words": say(mean_phrase(place.figure.delivery.mean)),
        "gap_words": say(gap_phrase(place)),
        "quarter": _("%(quarter)s (too close to call)", quarter=quarter) if place.is_hollow else quarter,
        "opportunity": _(place.opportunity.value),
        "people": people_words(place.figure.people),
        "high": high,
        "high_words": tuple(say(bar.words) for bar in high) if high else (),
    }


@bp.app_template_filter("scale_rows")
def scale_rows(scale: PrintedScale, people: PrintedPeople) -> list[list[str]]:
    """Rows of the table of a rating."""
    rows = [[_("Mean, from 1 to 5"), say(mean_phrase(scale.mean))]]
    if scale.high is not None:
        rows.append([_("Rated 4 or 5"), _count_words(scale.high, people)])
    return rows


def _number_words(number: float) -> str:
    """A count as it is; a mean with its one decimal, also where that is 0."""
    words = format_decimal(number, "0.0") if isinstance(number, float) else format_decimal(number)
    return words.replace("-", "−")  # a minus, as wide as a plus: a hyphen is lost before a figure


def _count_words(count: PrintedCount, people: PrintedPeople) -> str:
    return say(count_phrase(count, people))


def joined(options: Sequence[str], labels: Mapping[str, str]) -> str:
    """The words of options that were merged."""
    return " / ".join(labels[option] for option in options)
