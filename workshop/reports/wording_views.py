"""The sentences around the figures of a report, in the reader's language: the same on the web and in every file."""

from flask_babel import gettext as _
from flask_babel import ngettext

from workshop.events.models import Event
from workshop.figures.follow_views import wave_words
from workshop.figures.table import Cell, Table
from workshop.insights.gate.figures import SILENCE
from workshop.reports.chapters import Content
from workshop.reports.told import Passage
from workshop.reports.views import bp


@bp.app_template_global("report_cautions")
def cautions() -> tuple[str, ...]:
    """The two sentences on use, on every report."""
    return (
        _("This report may not be used to assess a person, or one manager."),
        _("These are staff’s views of their customers, not a survey of customers."),
    )


@bp.app_template_global("report_made_of")
def made_of(event: Event, content: Content) -> str:
    """The cover's line on what a report stands on; without figures, that there are none."""
    if content.is_silent:
        return _("Too few people answered for figures. Confidential.")
    return _(
        "Made of figures that each count at least %(n)s people, added up in the room and frozen. Confidential.",
        n=event.floor,
    )


@bp.app_template_global("report_protection")
def protection(event: Event) -> Passage:
    """How people are protected, from the event's settings."""
    lines = [
        _(
            "Nobody but its writer reads a worksheet: not the facilitator, and not your organisation. "
            "No page of this site shows it to anyone else, but for an answer that its writer chose to share, "
            "without a name, beside those of at least five others."
        ),
        _(
            "Every figure counts at least %(n)s people together. Where that cannot be kept, it says "
            "“%(silence)s”, whatever the "
            "reason.",
            n=event.floor,
            silence=_(SILENCE.sentence),
        ),
        _(
            "Figures were added up once. No later answer, change or withdrawal moves them, so that nothing can "
            "be learned by "
            "comparing."
        ),
        _("The facilitator and every reader get the same figures. There are no filters."),
    ]
    if event.is_led_by_one_manager:
        lines.append(
            _(
                "One manager leads most of these people, so what they wrote about their manager’s objectives stays "
                "in the room "
                "and is not in this report."
            )
        )
    return Passage(_("How people are protected"), tuple(lines))


@bp.app_template_global("report_statements_note")
def statements_note() -> str:
    """How statements of people come to stand in a report."""
    return _("Shared by their writers, without names, in random order; the room was shown the same.")


@bp.app_template_global("report_method")
def method(content: Content) -> tuple[Passage, ...]:
    """How figures are made, how precise they are, and the formulas with their sources."""
    return _how(content), _precision(), _formulas()


def _how(content: Content) -> Passage:
    lines = [
        _("People answered for themselves, in confidence, during the event. One person counts once in each figure."),
        _("Ratings run from 1 to 5."),
        _(
            "A figure can count fewer people than worked on its worksheet: those who left its question empty are not in it, "
            "nor those who could not be counted without standing out."
        ),
    ]
    if any(panel.own_finding for chapter in content.chapters for panel in chapter.panels):
        lines.append(
            _("Some headings above figures are the facilitator’s words. The figures below them are as they were added up.")
        )
    return Passage(_("Method"), tuple(lines))


def _precision() -> Passage:
    lines = (
        _(
            "From 6 people: means to the nearest half; a choice in words (fewer than 40 % is “fewer than half”, up to 60 % "
            "“about half”); names without numbers."
        ),
        _("From 10 people: how many rated 4 or 5, or chose an answer, unless that is nearly everyone or hardly anyone."),
        _("From 20 people: means to a tenth, between 1.5 and 4.5."),
        _("Figures of one team are printed as those of 6 people, whatever its size."),
        _("Where a number would tell, beside those of teams, that everybody or nobody in one gave an answer: a range."),
    )
    return Passage(_("How precise a figure is"), lines)


def _formulas() -> Passage:
    terms = (
        (_("Gap"), _("Importance less delivery, as printed.")),
        (
            _("Quarter"),
            _(
                "Delivery across, importance upwards, both from 1 to 5 and crossed at 3: “Fix first”, “Keep doing”, "
                "“Leave for "
                "now”, “Possibly more than needed”. Within half a step of a line: too close to call. After J. Martilla and "
                "J. James, “Importance-performance analysis”, 1977."
            ),
        ),
        (
            _("Opportunity"),
            _(
                "Strong in “Fix first”, if it is clear; medium if too close to call or the gap is a whole step; else low. "
                "After A. Ulwick, “What Customers Want”, 2005."
            ),
        ),
    )
    return Passage(_("Formulas and their sources"), terms=terms)


def responses(content: Content) -> tuple[Passage, Table]:
    """How many joined, and how many started and finished each worksheet."""
    joined = content.responses.joined
    told = ngettext("%(num)s person joined.", "%(num)s people joined.", joined)
    rows = tuple((Cell(chapter.title), _number(started), _number(done)) for chapter, started, done in content.rows)
    waves = tuple(wave_words(wave) for wave in content.follow.waves) if content.follow else ()
    return Passage(_("How many took part"), (told, *waves)), Table((_("Worksheet"), _("Started"), _("Done")), rows)


def _number(n: int | None) -> Cell:
    return Cell(_("fewer than six, or nobody")) if n is None else Cell(str(n), n)
