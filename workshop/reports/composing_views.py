"""The form in which a report is composed: what was typed, what stands against it, and the page that shows both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from workshop.clients.readers import readers_of
from workshop.events.models import Event
from workshop.extensions import db
from workshop.insights.statements import fewest_of
from workshop.reports.chapters import Chapter, Content
from workshop.reports.composing import report_of
from workshop.reports.composition import EVERYTHING, SENTENCES, Composition, draft_of, is_correction, stamp_of
from workshop.reports.models import Report
from workshop.reports.releasing import offer_of
from workshop.worksheets.catalogue import worksheet

LONGEST = {"sentence": 400, "finding": 120, "next": 2000, "talk": 3000}


@dataclass(frozen=True)
class Problem:
    """What keeps one field from being released, and the id of the field."""

    field: str
    text: str


def typed_in(event: Event, report: Report | None) -> Composition:
    """The report as it stands in the form that was sent."""
    sent, offer = request.form, offer_of(db.session, event)
    batches = [one.id for chapter in offer.chapters for one in chapter.statements]
    panels = [panel.id for chapter in offer.chapters for panel in chapter.panels]
    findings = {one: sent.get(f"finding-{one}", "").strip() for one in panels}
    places = {one: frozenset(sent.getlist(f"statements-{one}", type=int)) for one in batches}
    return Composition(
        sentences=tuple(sent.get(f"sentence-{number}", "") for number in range(1, SENTENCES + 1)),
        changed=sent.get(f"sentence-{SENTENCES + 1}", "") if is_correction(report) else "",
        next_steps=sent.get("next", ""),
        talk_guide=sent.get("talk", ""),
        findings={one: words for one, words in findings.items() if words},
        left_out=frozenset(sent.getlist("left-out")) & {chapter.release.worksheet for chapter in offer.chapters},
        statements={one: chosen for one, chosen in places.items() if chosen},
    )


def problems_of(event: Event, report: Report | None, typed: Composition, *, is_release: bool) -> list[Problem]:
    """What must be changed before this can be released, or, for a draft, what will have to be."""
    offer = offer_of(db.session, event)
    found = [*_too_long(typed), *_too_few(offer, typed)]
    if is_release:
        found += _missing(typed, is_corrected=is_correction(report))
        if offer.chapters and {chapter.release.worksheet for chapter in offer.chapters} <= typed.left_out:
            found.append(
                Problem(f"left-out-{offer.chapters[0].release.worksheet}", _("Keep at least one worksheet in the report."))
            )
    return found


def compose_page(
    event: Event,
    typed: Composition | None = None,
    *,
    notice: str = "",
    problems: Sequence[Problem] = (),
    stored: Composition | None = None,
    status: int = 200,
) -> tuple[str, int]:
    """The page: the form with what was typed, or with what is stored. `stored` is what somebody else wrote meanwhile."""
    report = report_of(db.session, event)
    offer = offer_of(db.session, event)
    shown: dict[str, Any] = {
        "event": event,
        "readers": readers_of(db.session, event.client),
        "report": report if report is not None and report.is_readable else None,
        "withdrawn": report if report is not None and report.withdrawn_at is not None else None,
        "is_correction": is_correction(report),
        "composed": typed or _proposed(event, report, offer),
        "stored": stored,
        "stamp": stamp_of(report),
        "offer": offer,
        "notice": notice,
        "errors": [{"text": one.text, "href": f"#{one.field}"} for one in problems],
        "problems": {one.field: one.text for one in problems},
        "everything": EVERYTHING,
    }
    return render_template("reports/edit.html", **shown), status


def _proposed(event: Event, report: Report | None, offer: Content) -> Composition:
    """What is stored; before the first word, with questions to talk about from the worksheets of this report."""
    if report is not None:
        return draft_of(report)
    return replace(Composition(), talk_guide="\n".join(line for one in offer.chapters for line in _questions(event, one)))


def _questions(event: Event, chapter: Chapter) -> list[str]:
    sheet = worksheet(chapter.release.worksheet, chapter.step.worksheet_version)
    return [] if chapter.is_silent or sheet.about_one_manager else [one.in_(event.language) for one in sheet.guide.talk]


def _too_long(typed: Composition) -> list[Problem]:
    fields = [(f"sentence-{number}", "sentence", words) for number, words in enumerate((*typed.sentences, typed.changed), 1)]
    fields += [(f"finding-{figure}", "finding", words) for figure, words in typed.findings.items()]
    fields += [("next", "next", typed.next_steps), ("talk", "talk", typed.talk_guide)]
    return [
        Problem(field, _long(field, kind) % {"n": len(words), "max": LONGEST[kind]})
        for field, kind, words in fields
        if len(words) > LONGEST[kind]
    ]


def _long(field: str, kind: str) -> str:
    if kind == "sentence":
        return _("Sentence %(number)s has %%(n)s characters. Shorten it to %%(max)s.", number=field.rpartition("-")[2])
    if kind == "finding":
        return _("This finding has %(n)s characters. Shorten it to %(max)s.")
    return _("This text has %(n)s characters. Shorten it to %(max)s.")


def _too_few(offer: Content, typed: Composition) -> list[Problem]:
    """Batches of which fewer would stay than have to stand beside each other."""
    found = []
    for chapter in offer.chapters:
        fewest = fewest_of(chapter.step)
        for one in chapter.statements:
            left_out = typed.statements.get(one.id, frozenset())
            stay = sum(1 for place, _text in one.numbered if place not in left_out)
            if EVERYTHING not in left_out and stay < fewest:
                sentence = ngettext(
                    "At least %(num)s statement stays, or all are left out.",
                    "At least %(num)s statements stay, or all are left out.",
                    fewest,
                )
                found.append(Problem(f"statements-{one.id}", sentence))
    return found


def _missing(typed: Composition, *, is_corrected: bool) -> list[Problem]:
    empty = [number for number, sentence in enumerate(typed.sentences, 1) if not sentence.strip()]
    found = [Problem(f"sentence-{number}", _("Write sentence %(number)s.", number=number)) for number in empty]
    if is_corrected and not typed.changed.strip():
        found.append(Problem(f"sentence-{SENTENCES + 1}", _("Say what changed since the version before.")))
    return found
