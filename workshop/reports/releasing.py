"""A report and its release: the facilitator's words around figures that are already frozen, which then freeze as well."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workshop.events.holding import hold
from workshop.events.models import Event
from workshop.figures.follow_through import FollowThrough, follow_through
from workshop.insights.gate.releases import Release
from workshop.insights.releases import releases_for_client, reported_releases
from workshop.insights.statements import batches_for_client
from workshop.insights.turnout import turnout
from workshop.reports.chapters import Content, content_of
from workshop.reports.composing import gone_from, report_of, write
from workshop.reports.composition import Composition, composition_of, draft_of, stamp_of
from workshop.reports.models import Report, ReportRelease
from workshop.reports.ready_pdfs import forget_pdfs
from workshop.reports.responses import as_text, from_text, responses_of
from workshop.worksheets.catalogue import ACTION, worksheet


class EventNotClosed(RuntimeError):
    """The figures of an open event are not final, and nothing is released yet."""


def content_hash(report: Report, content: Content) -> str:
    """The SHA-256 of what is released: its words, response numbers, figures of its releases, findings and statements.

    What came of actions, and what the client writes, come afterwards and are not in it.
    """
    said = [report.summary, report.next_steps, report.talk_guide, report.turnout]
    return sha256(json.dumps([said, *_shown(content)]).encode()).hexdigest()


def seen_mark(draft: Report | None, content: Content) -> str:
    """A short mark of what a preview shows, to tell whether that is still what a release would give."""
    return sha256(json.dumps([stamp_of(draft), as_text(content.responses), *_shown(content)]).encode()).hexdigest()[:16]


def _shown(content: Content) -> list[Any]:
    figures = [chapter.release.hash for chapter in content.chapters]
    findings = [(one.id, one.own_finding) for chapter in content.chapters for one in chapter.panels if one.own_finding]
    statements = [(one.label, one.texts) for chapter in content.chapters for one in chapter.statements]
    return [figures, findings, statements]


def release_report(session: Session, event: Event, *, now: datetime) -> Report:
    """Give the report to the client, with the newest release of each worksheet that they may have; safe to repeat.

    Raises `EventNotClosed` and `NoClient`.
    """
    hold(session, event)
    if event.closed_at is None:
        raise EventNotClosed(event.code)
    report = report_of(session, event)
    if report is not None and report.is_readable:
        return report
    report = write(session, event, draft_of(report), now=now)
    composed = composition_of(report)
    for number, kept in releases_for_client(session, event).items():
        if kept.worksheet not in composed.left_out:
            session.add(ReportRelease(report_id=report.id, release_id=number))
    content = preview_of(session, event)
    report.turnout = as_text(replace(content.responses, has_figures=not content.is_silent))
    report.hash = content_hash(report, content)
    report.released_at = now
    session.flush()
    return report


def withdraw_report(session: Session, event: Event, *, now: datetime) -> Report | None:
    """Take the report back from the client, who then finds nothing there; None where nothing is released."""
    hold(session, event)
    report = report_of(session, event)
    if report is None or not report.is_readable:
        return None
    report.withdraw(now=now)
    forget_pdfs(session, report)
    session.flush()
    return report


def preview_of(session: Session, event: Event) -> Content:
    """The content that releasing the draft as it stands would give the client."""
    report = report_of(session, event)
    composed = draft_of(report).without(gone_from(session, event))
    next_version = report.version + (1 if report.withdrawn_at else 0) if report else 1
    return replace(_composed(session, event, composed), taken_out=_taken_out(session, event, next_version, composed))


def offer_of(session: Session, event: Event) -> Content:
    """What the facilitator may choose from: all that the client may have, less what earlier versions left out."""
    return _composed(session, event, gone_from(session, event))


def released_content(session: Session, report: Report) -> Content:
    """The content of a released report, for ever as it was released but for the follow-through; no later statement."""
    event, composed = report.event, composition_of(report)
    releases = _releases_of(session, report)
    batches = batches_for_client(session, event, until=report.released_at, left_out=composed.statements)
    content = content_of(event, releases, batches, from_text(report.turnout), composed.findings)
    taken_out = _taken_out(session, event, report.version, composed)
    return replace(content, taken_out=taken_out, follow=_follow(session, event, composed))


def _composed(session: Session, event: Event, composed: Composition) -> Content:
    mine = releases_for_client(session, event).values()
    releases = {release.worksheet: release for release in mine if release.worksheet not in composed.left_out}
    batches = batches_for_client(session, event, left_out=composed.statements)
    content = content_of(event, releases, batches, responses_of(turnout(session, event)), composed.findings)
    return replace(content, follow=_follow(session, event, composed))


def _follow(session: Session, event: Event, composed: Composition) -> FollowThrough | None:
    """What came of the actions, unless their worksheet is left out: the one part that comes to be after the release."""
    return None if ACTION in composed.left_out else follow_through(session, event)


def _releases_of(session: Session, report: Report) -> dict[str, Release]:
    kept = session.scalars(select(ReportRelease.release_id).where(ReportRelease.report_id == report.id)).all()
    return reported_releases(session, report.event, kept)


def _taken_out(session: Session, event: Event, version: int, composed: Composition) -> tuple[str, ...]:
    earlier = select(Report).where(Report.event_id == event.id, Report.version < version, Report.released_at.is_not(None))
    before = session.scalar(earlier.order_by(Report.version.desc()).limit(1))
    if before is None or not composed.left_out:
        return ()
    had = _releases_of(session, before)
    steps = [step for step in event.steps if step.worksheet_key in had and step.worksheet_key in composed.left_out]
    sheets = [worksheet(step.worksheet_key or "", step.worksheet_version) for step in steps]
    return tuple(sheet.title.in_(event.language) for sheet in sheets)


def readable_reports(session: Session, client_ids: Sequence[int]) -> Sequence[Report]:
    """The reports that these clients may read, newest event first, in one statement."""
    mine = select(Report).join(Report.event).where(Event.client_id.in_(client_ids))
    readable = mine.where(Report.released_at.is_not(None), Report.withdrawn_at.is_(None))
    loaded = readable.options(
        joinedload(Report.event).joinedload(Event.client), joinedload(Report.event).selectinload(Event.teams)
    )
    return session.scalars(loaded.order_by(Event.starts_at.desc(), Report.id.desc())).all()
