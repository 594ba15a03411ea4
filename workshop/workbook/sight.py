"""The line of sight: one's own objective, customer, strength and action as sentences that follow from one another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from workshop.answers.own import OwnEntry
from workshop.workbook.open_sheet import OpenSheet
from workshop.workbook.wording import in_words, language
from workshop.worksheets.definition import Kind

NAMED_BY = {"objectives": "objective", "needs": "who", "strengths": "strength", "action": "will"}
_TEXTS = (Kind.SHORT, Kind.LONG)


@dataclass(frozen=True)
class Link:
    """One link of the line, from the worksheet with this key: an own entry, and those that could stand in its place.

    `said` has what is written there in words, by question; never a rating.
    """

    key: str
    title: str
    opened: OpenSheet | None = None
    entry: OwnEntry | None = None

    @property
    def is_reachable(self) -> bool:
        """True when its worksheet can be opened now."""
        return self.opened is not None

    @property
    def is_writable(self) -> bool:
        """True while something can still be written there."""
        return self.opened is not None and self.opened.is_writable

    @cached_property
    def candidates(self) -> tuple[OwnEntry, ...]:
        """Every entry of its worksheet that says enough to stand here."""
        if self.opened is None:
            return ()
        return tuple(one for one in self.opened.sheet.entries if one.value(NAMED_BY[self.key]))

    @property
    def options(self) -> list[tuple[str, str]]:
        """Id and words of each candidate."""
        return [(one.id, str(one.value(NAMED_BY[self.key]))) for one in self.candidates]

    @cached_property
    def said(self) -> Mapping[str, str]:
        if self.opened is None or self.entry is None:
            return {}
        asked = [one for one in self.opened.place.worksheet.questions if one.kind != Kind.SCALE]
        words = {one.key: in_words(one, self.entry.value(one.key), self.opened.labels) for one in asked}
        return {one.key: unended(words[one.key]) if one.kind in _TEXTS else words[one.key] for one in asked}

    def value(self, question: str) -> str:
        """The chosen option, or the id of the entry referred to, as text; "" for none."""
        found = self.entry.value(question) if self.entry else None
        return str(found) if found is not None else ""


@dataclass(frozen=True)
class LineOfSight:
    """The four links, in order; those whose worksheet the event does not ask are left out."""

    links: Sequence[Link]

    @cached_property
    def by_key(self) -> Mapping[str, Link]:
        return {link.key: link for link in self.links}

    @property
    def has_words(self) -> bool:
        """True once there is anything to read aloud."""
        return any(link.entry for link in self.links)

    @property
    def has_choice(self) -> bool:
        """True when other sentences could stand there."""
        return any(len(link.candidates) > 1 for link in self.links)

    @property
    def is_for_them(self) -> bool:
        """True when the strength is one that the customer in the line needs."""
        strength, customer = self.by_key.get("strengths"), self.by_key.get("needs")
        return bool(strength and customer and customer.entry and strength.value("for_whom") == customer.entry.id)


def line_of_sight(sheets: Iterable[OpenSheet], titles: Mapping[str, str], wanted: Mapping[str, str]) -> LineOfSight:
    """The line through one's own sheets.

    `titles` has the worksheets of the event that may be links, by key; `wanted` the ids of entries that were chosen, by key.
    Whatever was not chosen follows from what the action serves and whom the strengths are for, or is the first there is.
    """
    opened = {one.place.key: one for one in sheets}
    bare = {key: Link(key, titles[key], opened.get(key)) for key in NAMED_BY if key in titles}
    entries: dict[str, OwnEntry | None] = {}
    entries["action"] = _pick(bare.get("action"), [wanted.get("action")])
    served = _referred(entries["action"], "serves")
    entries["objectives"] = _pick(bare.get("objectives"), [wanted.get("objectives"), served])
    strengths = bare["strengths"].candidates if "strengths" in bare else ()
    asked_for = [one for one in strengths if one.id == wanted.get("strengths")]
    whom = [_referred(one, "for_whom") for one in (*asked_for, *strengths)]
    entries["needs"] = _pick(bare.get("needs"), [wanted.get("needs"), *whom[: len(asked_for)], served, *whom])
    customer = entries["needs"]
    theirs = [one.id for one in strengths if customer and _referred(one, "for_whom") == customer.id]
    entries["strengths"] = _pick(bare.get("strengths"), [wanted.get("strengths"), *theirs])
    return LineOfSight([Link(key, link.title, link.opened, entries[key]) for key, link in bare.items()])


def unended(words: str) -> str:
    """The words without the full stop, comma or spaces at their end, so that a sentence can go on after them."""
    return words.strip().rstrip(".;,").rstrip()


def worksheet_titles(places: Iterable) -> dict[str, str]:
    """Titles of an event's worksheets, by key."""
    return {place.key: place.worksheet.title.in_(language()) for place in places}


def _pick(link: Link | None, ids: Iterable[str | None]) -> OwnEntry | None:
    """The first of these entries that may stand in the link, else its first candidate."""
    if link is None:
        return None
    there = {one.id: one for one in link.candidates}
    found = (there[one] for one in ids if one in there)
    return next(found, next(iter(link.candidates), None))


def _referred(entry: OwnEntry | None, question: str) -> str | None:
    found = entry.value(question) if entry else None
    return str(found) if isinstance(found, UUID) else None
