"""What stands around the figures of one report: which it is, what changed in it, and what comes after the figures."""

from flask_babel import gettext as _
from sqlalchemy.orm import object_session

from workshop.commitments.committing import latest_sent
from workshop.events.models import Event
from workshop.events.views import local_day
from workshop.reports.chapters import Content
from workshop.reports.composition import draft_of, passages
from workshop.reports.models import Report
from workshop.reports.told import Passage
from workshop.reports.views import bp


@bp.app_template_global("report_facts")
def facts(report: Report) -> tuple[tuple[str, str], ...]:
    """Which report it is, and of which day; of a draft, that it is one."""
    if report.released_at is None:
        return ((_("Report"), _("A draft, not released")),)
    return (
        (_("Released on"), local_day(report.released_at, report.event.zone)),
        (_("Report"), _("%(id)s, version %(version)s", id=report.public_id, version=report.version)),
    )


@bp.app_template_global("report_corrected")
def corrected(changed: str, content: Content) -> str:
    """What a correction says above all else: the facilitator's words, and which worksheets are gone; "" if it is none."""
    said = [_("Corrected: %(words)s", words=changed)] if changed else []
    if content.taken_out:
        said.append(_("Not in this version any more: %(names)s.", names=", ".join(content.taken_out)))
    return " ".join(said)


@bp.app_template_global("report_closing")
def closing(report: Report) -> tuple[Passage, ...]:
    """What follows the figures, as far as it was written: what the client added after the release among it."""
    composed = draft_of(report)
    written = (
        Passage(_("What to do next"), passages(composed.next_steps)),
        _committed(report.event),
        Passage(_("To talk about in the team"), passages(composed.talk_guide)),
    )
    return tuple(one for one in written if one.lines)


def _committed(event: Event) -> Passage:
    heading = _("What %(client)s will do", client=event.client.name)
    session = object_session(event)
    assert session is not None, "whoever asks has read the event"
    said = latest_sent(session, event)
    if said is None:
        return Passage(heading)
    day = local_day(said.sent_at, event.zone)
    note = _(
        "Written by %(client)s on %(day)s, after version %(version)s of this report, and sent to everybody who took part.",
        client=event.client.name,
        day=day,
        version=said.report_version,
    )
    return Passage(heading, passages(said.words), note=note)
