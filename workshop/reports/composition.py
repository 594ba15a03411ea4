"""What a facilitator adds to frozen figures, and what they leave out: the part of a report that people compose."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from workshop.reports.models import Report

SENTENCES = 3
EVERYTHING = -1  # the place that stands for all statements of a batch


@dataclass(frozen=True)
class Composition:
    """The words around figures, and the choice among them.

    `findings` are headings by the id of a figure, in place of the automatic ones. `left_out` are keys of worksheets,
    `statements` places left out of a batch by its id, from 0, or EVERYTHING. `changed` belongs to a correction.
    """

    sentences: tuple[str, ...] = ("",) * SENTENCES
    changed: str = ""
    next_steps: str = ""
    talk_guide: str = ""
    findings: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    statements: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @property
    def words(self) -> tuple[str, ...]:
        """Everything in it that somebody wrote, in reading order."""
        written = (*self.sentences, self.changed, *self.findings.values(), self.next_steps, self.talk_guide)
        return tuple(filter(None, written))

    def without(self, gone: "Composition") -> "Composition":
        """The same, leaving out all that `gone` leaves out as well."""
        batches = {*self.statements, *gone.statements}
        statements = {one: self.statements.get(one, frozenset()) | gone.statements.get(one, frozenset()) for one in batches}
        return replace(self, left_out=self.left_out | gone.left_out, statements=statements)


def composition_of(report: Report | None) -> Composition:
    """What stands in this version; an empty composition before the first word."""
    if report is None:
        return Composition()
    lines = report.summary.split("\n") + [""] * SENTENCES
    chosen = json.loads(report.choices)
    return Composition(
        sentences=tuple(lines[:SENTENCES]),
        changed=lines[SENTENCES] if report.summary.count("\n") >= SENTENCES else "",
        next_steps=report.next_steps,
        talk_guide=report.talk_guide,
        findings=chosen.get("findings", {}),
        left_out=frozenset(chosen.get("left_out", ())),
        statements={one: frozenset(places) for one, places in chosen.get("statements", {}).items()},
    )


def as_kept(composed: Composition) -> Composition:
    """The composition as it is stored: lines end one way, nothing stands around them, and what says nothing is gone."""
    findings = {figure: " ".join(words.split()) for figure, words in composed.findings.items()}
    return replace(
        composed,
        sentences=tuple(" ".join(sentence.split()) for sentence in composed.sentences),
        changed=" ".join(composed.changed.split()),
        next_steps=_lines(composed.next_steps),
        talk_guide=_lines(composed.talk_guide),
        findings={figure: words for figure, words in findings.items() if words},
        statements={one: places for one, places in composed.statements.items() if places},
    )


def put(report: Report, composed: Composition) -> None:
    """Store the composition in a draft, whatever it says; a line break inside a sentence or a finding becomes a space."""
    kept = as_kept(composed)
    changed = (kept.changed,) if is_correction(report) else ()
    report.summary = "\n".join((*kept.sentences, *changed))
    report.next_steps, report.talk_guide = kept.next_steps, kept.talk_guide
    chosen = {
        "findings": kept.findings,
        "left_out": sorted(kept.left_out),
        "statements": {one: sorted(places) for one, places in kept.statements.items()},
    }
    report.choices = json.dumps({name: kept for name, kept in chosen.items() if kept}, sort_keys=True)


def draft_of(report: Report | None) -> Composition:
    """What the facilitator goes on from: the draft, or after a withdrawal the withdrawn words, what changed still to say."""
    composed = composition_of(report)
    return replace(composed, changed="") if report is not None and report.withdrawn_at else composed


def is_correction(report: Report | None) -> bool:
    """Whether what is written next says what changed: after a withdrawal, and in every version but the first."""
    return report is not None and (report.version > 1 or report.withdrawn_at is not None)


def stamp_of(report: Report | None) -> str:
    """A short mark of what is stored, to tell whether somebody else has changed it meanwhile."""
    kept = [report.summary, report.next_steps, report.talk_guide, report.choices] if report else []
    return sha256(json.dumps(kept).encode()).hexdigest()[:16]


def passages(words: str) -> tuple[str, ...]:
    """The lines of a longer text that say something."""
    return tuple(line.strip() for line in words.split("\n") if line.strip())


def sentences_of(report: Report | None) -> list[str]:
    """The three sentences, empty ones among them."""
    return list(composition_of(report).sentences)


def correction_of(report: Report) -> str:
    """What changed since the version before; "" in a first version."""
    return composition_of(report).changed


def of_sentences(report: Report | None, sentences: Sequence[str]) -> Composition:
    """The draft with these sentences in it, and in a correction with a fourth that says what changed."""
    three = (*sentences, "", "", "")[:SENTENCES]
    changed = sentences[SENTENCES] if len(sentences) > SENTENCES else ""
    return replace(draft_of(report), sentences=three, changed=changed)


def _lines(words: str) -> str:
    return "\n".join(line.rstrip() for line in words.replace("\r\n", "\n").strip().split("\n"))
