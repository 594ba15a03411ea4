"""Which entries a sheet has after a save, and in what order. Nothing here touches the database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from workshop.answers.naming import added_entry, suggested_entry
from workshop.answers.payload import Action, Save
from workshop.answers.sheets import StoredEntry, StoredSheet
from workshop.answers.values import order_digest
from workshop.worksheets.worksheet import Worksheet

RESTORABLE_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Arrangement:
    """The entries after a save: live ones in order, and what happened to the others."""

    live: tuple[str, ...]
    ranks: Mapping[str, int] = field(default_factory=dict)  # of the live ones, and of the one that was removed
    made: tuple[str, ...] = ()  # not stored before: now live, or removed at once
    refused: tuple[str, ...] = ()  # one too many
    restored: tuple[str, ...] = ()  # because this save edited them
    removed: str | None = None
    is_full: bool = False  # what the button asked for would have been one too many
    is_news: bool = False  # the sheet differs from before; suggested entries that were only stored are no news


def is_restorable(entry: StoredEntry, *, done_at: datetime | None, now: datetime) -> bool:
    """True for a removed entry until its sheet is done, and in any case for 24 hours."""
    if entry.removed_at is None:
        return False
    return done_at is None or now - entry.removed_at < RESTORABLE_FOR


def room_left(sheet: StoredSheet, worksheet: Worksheet) -> int:
    """How many entries may still be added, 0 or more."""
    return max(0, worksheet.max_entries - len(sheet.live))


def arrange(
    sheet: StoredSheet,
    save: Save,
    worksheet: Worksheet,
    *,
    edited: Collection[str] = (),
    beside: Mapping[str, str] | None = None,
    is_late: bool = False,
    now: datetime,
) -> Arrangement:
    """The entries after `save`.

    `edited` are those in which it changes an answer: they come back if they had been removed and there is room. `beside`
    maps new entries, for which there is room, to the old ones they stand after. A late save (the same page has saved since)
    adds, moves, removes and restores nothing.
    """
    leaving = save.target if save.action == Action.REMOVE and not is_late else None
    beside = beside or {}
    room = worksheet.max_entries - sum(one.id != leaving for one in sheet.live) - len(beside)
    back = [] if is_late else [one for one in sheet.entries if one.removed_at and one.id in edited and one.id != leaving]
    restored = back[: max(0, room)]
    made, refused = ([], []) if is_late else _new_entries(sheet, save, leaving, room=room - len(restored))
    refused += [one.id for one in back if one not in restored]
    row = _Row(sheet, save, worksheet, _ordered(save, [one.id for one in sheet.live], made, is_late=is_late), made)
    is_full = False if is_late else row.ask_back(_asked_back(sheet, save, now=now), besides=restored)
    row.put_beside(beside)
    if not is_late:
        is_full = row.act() or is_full
    return row.arrangement(leaving, refused=refused, restored=restored, is_full=is_full)


@dataclass
class _Row:
    """The entries of a sheet, in order, while a save rearranges them; `made` are the new ones among them."""

    sheet: StoredSheet
    save: Save
    worksheet: Worksheet
    order: list[str]
    made: list[str]

    def ask_back(self, asked: StoredEntry | None, *, besides: list[StoredEntry]) -> bool:
        """Bring these removed entries back, each at its own place, and the one that is `asked` for if there is room."""
        is_full = asked is not None and len(self.order) >= self.worksheet.max_entries
        wanted = [] if asked is None or asked in besides or is_full else [asked]
        for one in [*besides, *wanted]:
            self.order.insert(self._place_of(one), one.id)
        return is_full

    def put_beside(self, beside: Mapping[str, str]) -> None:
        """Put new entries after the old ones they belong to."""
        for new, old in beside.items():
            self.order.insert(self.order.index(old) + 1 if old in self.order else len(self.order), new)
            self.made.append(new)

    def act(self) -> bool:
        """Do what the button asks for beside saving; True when an entry would have been one too many."""
        if self.save.action == Action.ADD:
            return not _add(self.sheet, self.save, self.worksheet, self.order, self.made)
        _move(self.save, self.order)
        return False

    def arrangement(
        self, leaving: str | None, *, refused: list[str], restored: list[StoredEntry], is_full: bool
    ) -> Arrangement:
        """What came of it, once the entry that is `leaving` has left."""
        ranks, before = self._ranks(), [one.id for one in self.sheet.live]
        live = [one for one in self.order if one != leaving]
        return Arrangement(
            live=tuple(live),
            ranks=ranks,
            made=tuple(self.made),
            refused=tuple(refused),
            restored=tuple(one.id for one in restored if one.id != self.save.target or self.save.action != Action.RESTORE),
            removed=leaving if leaving in before or leaving in self.made else None,
            is_full=is_full,
            is_news=_is_news(before, live, self.made, leaving, self.worksheet, self.save),
        )

    def _place_of(self, one: StoredEntry) -> int:
        ranks = [(self.sheet.entry(entry) or one).rank for entry in self.order]
        return next((place for place, rank in enumerate(ranks) if rank >= one.rank), len(ranks))

    def _ranks(self) -> dict[str, int]:
        """A rank for each entry. While others are removed the gaps stay, so that each can come back at its own place."""
        has_gaps = any(one.removed_at is not None for one in self.sheet.entries)
        ranks: dict[str, int] = {}
        for place, entry in enumerate(self.order):
            stored, after = self.sheet.entry(entry), max(ranks.values(), default=-1)
            ranks[entry] = max(stored.rank if stored else 0, after + 1) if has_gaps else place
        return ranks


def _asked_back(sheet: StoredSheet, save: Save, *, now: datetime) -> StoredEntry | None:
    wanted = sheet.entry(save.target or "") if save.action == Action.RESTORE else None
    return wanted if wanted is not None and is_restorable(wanted, done_at=sheet.done_at, now=now) else None


def _new_entries(sheet: StoredSheet, save: Save, leaving: str | None, *, room: int) -> tuple[list[str], list[str]]:
    known = {one.id for one in sheet.entries} | {save.once}
    brought = dict.fromkeys((*save.entries, *(field.entry for field in save.fields)))
    new = [one for one in brought if one not in known]
    staying = [one for one in new if one != leaving]
    refused = staying[max(0, room) :]
    return [one for one in new if one not in refused], refused


def _ordered(save: Save, before: list[str], made: list[str], *, is_late: bool) -> list[str]:
    known = tuple(one for one in save.entries if one not in made)
    if is_late or save.was_order in (order_digest(save.entries), order_digest(known)):
        return before + made
    there = {*before, *made}
    order = [one for one in save.entries if one in there]
    return order + [one for one in before + made if one not in order]


def _add(sheet: StoredSheet, save: Save, worksheet: Worksheet, order: list[str], made: list[str]) -> bool:
    new = added_entry(save.sheet, save.writer, save.seq)
    if sheet.entry(new) is not None:
        return True
    if len(order) >= worksheet.max_entries:
        return False
    order.append(new)
    made.append(new)
    return True


def _move(save: Save, order: list[str]) -> None:
    by = {Action.UP: -1, Action.DOWN: 1}.get(save.action, 0)
    if by and save.target in order:
        here = order.index(save.target)
        there = min(max(here + by, 0), len(order) - 1)
        order[here], order[there] = order[there], order[here]


def _is_news(
    before: list[str], order: list[str], made: list[str], leaving: str | None, worksheet: Worksheet, save: Save
) -> bool:
    if made:
        suggested = [suggested_entry(save.sheet, number) for number in range(1, worksheet.suggested_entries + 1)]
        if leaving in made or any(one not in suggested for one in made):
            return True
    return before != [one for one in order if one not in made]


def rows_to_store(
    sheet: StoredSheet, arrangement: Arrangement, edited: Collection[str], save: Save, now: datetime
) -> list[dict]:
    """The rows of `entries` that differ from what is stored; that of what is asked once, too, when it is `edited`."""
    once, ranks = save.once, arrangement.ranks
    rows = [_row(sheet, one, ranks[one], None) for one in arrangement.live if _differs(sheet, one, ranks[one])]
    gone = arrangement.removed
    if gone is not None:
        rows.append(_row(sheet, gone, ranks[gone], now))
    if once in edited and sheet.entry(once) is None:
        rows.append({**_row(sheet, once, 0, None), "part": "once"})
    return rows


def _differs(sheet: StoredSheet, entry_id: str, rank: int) -> bool:
    stored = sheet.entry(entry_id)
    return stored is None or stored.rank != rank or stored.removed_at is not None


def _row(sheet: StoredSheet, entry_id: str, rank: int, removed_at: datetime | None) -> dict:
    return {"id": entry_id, "sheet_id": sheet.id, "part": "each", "rank": rank, "removed_at": removed_at}
