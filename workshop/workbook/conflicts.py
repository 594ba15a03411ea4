"""Answers that were changed in two windows: both versions in words, and what to send back to keep one or both."""

from dataclasses import dataclass

from workshop.answers.own import field_name, was_name
from workshop.answers.saving import Conflict, Outcome, Save
from workshop.workbook.differences import Part, compare
from workshop.workbook.open_sheet import OpenSheet
from workshop.workbook.wording import clock, in_words, language


@dataclass(frozen=True)
class Difference:
    """One answer with two versions, each in parts."""

    label: str
    mine: tuple[Part, ...]
    theirs: tuple[Part, ...]


@dataclass(frozen=True)
class TwoVersions:
    """A conflict to be settled: what differs, since when, and the hidden fields that carry my version.

    `seq` is that of the save that will settle it.
    """

    differences: tuple[Difference, ...]
    fields: tuple[tuple[str, str], ...]
    theirs_at: str
    writer: str
    seq: int


def two_versions(opened: OpenSheet, outcome: Outcome, save: Save) -> TwoVersions:
    """The conflicts of a save, ready for a page or a dialog."""
    newest = max(one.theirs_at for one in outcome.conflicts)
    return TwoVersions(
        differences=tuple(_difference(opened, one) for one in outcome.conflicts),
        fields=tuple(_fields(outcome, save)),
        theirs_at=clock(newest, opened.place.event.zone, now=opened.now),
        writer=save.writer,
        seq=save.seq + 1,
    )


def _difference(opened: OpenSheet, conflict: Conflict) -> Difference:
    label = opened.numbered(conflict.question.label.in_(language()), conflict.entry)
    mine, theirs = (in_words(conflict.question, value, opened.labels) for value in (conflict.mine, conflict.theirs))
    return Difference(label, *compare(mine, theirs))


def _fields(outcome: Outcome, save: Save) -> list[tuple[str, str]]:
    """My versions as a browser would send them, with answers that could not be stored, lest those be lost on the way."""
    was = {(one.entry, one.question.key): one.was for one in save.fields}
    sent = {(one.entry, one.question.key): was[one.entry, one.question.key] for one in outcome.refused}
    sent |= {(one.entry, one.question.key): one.was for one in outcome.conflicts}
    found = []
    for (entry, question), digest in sent.items():
        raw = save.typed(entry, question) or ""
        found += [(field_name(entry, question), one) for one in ((raw,) if isinstance(raw, str) else raw)]
        found.append((was_name(entry, question), digest))
    return found
