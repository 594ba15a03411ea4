"""Two devices of one person, with and without scripts, on a bad line: no acknowledged words lost, none overwritten unseen.

Whatever is typed is unique, so that the database can be searched for it. After every save that arrives, three promises are
checked against the tables themselves: what the page was not told to worry about is stored, or kept as a private copy, unless
the same page has sent something newer; whatever disappeared had been seen by the page that replaced it; and a private copy
only goes when its words are stored.
"""

from datetime import timedelta
from itertools import count

import pytest
from flask import current_app
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from tests import factories
from tests.answers.meanwhile import meanwhile
from tests.answers.pages import Page
from tests.answers.recounting import stored_and_recounted
from tests.cast import BEN, CLEO
from tests.conftest import sign_in_token
from workshop.answers.models import Answer, KeptCopy, Sheet
from workshop.answers.naming import field_name
from workshop.answers.outcome import Outcome, SheetOfAnotherPerson
from workshop.answers.payload import read_save
from workshop.answers.saving import LastSaves, as_last, save
from workshop.answers.sheets import seen_sheet
from workshop.answers.values import digest
from workshop.database import utcnow
from workshop.events.models import Event, EventTeam, Step
from workshop.extensions import db
from workshop.tokens import token_hash

QUESTIONS = ("objective", "help")
TYPED = ("words", "words", "nothing", "what was there", "in a new entry")
VERBS = ("save", "save", "whole", "remove", "restore", "order")
FATES = ("heard", "unheard", "delayed", "twice", "keep-both", "keep-mine", "keep-theirs")
DEVICE, PLACE = st.integers(0, 1), st.integers(0, 2)
Place = tuple[str, str]
codes = count(1)


def room() -> Event:
    """An event with one worksheet, made in one transaction."""
    now = utcnow()
    public = {"kind": "webinar", "admission": "code"}
    times = {"starts_at": now, "ends_at": now, "created_at": now, "opened_at": now}
    event = Event(code=f"LOST-{next(codes)}", title="Room", zone="UTC", **public, **times)
    event.teams = [EventTeam(name="Claims")]
    step = Step(number=1, rank=1, kind="worksheet", worksheet_key="objectives", worksheet_version=1, opened_at=now)
    event.steps = [step]
    db.session.add(event)
    db.session.commit()
    return event


class Devices(RuleBasedStateMachine):
    """What a person with two devices can do to one sheet, and what the line can do to their saves."""

    @initialize(with_scripts=st.tuples(st.booleans(), st.booleans()))
    def begin(self, with_scripts) -> None:
        self.app = current_app._get_current_object()
        self.event, self.now, self.words = room(), utcnow(), count(1)
        self.seat = factories.seat(self.event, BEN, is_rostered=False)
        self.written_by: dict[Place, tuple[str, int]] = {}
        self.newest: dict[tuple[str, Place], int] = {}
        self.answers, self.copies = self.look()
        self.sent: list[tuple[Page, dict]] = []
        self.pages = [self.opened(has_scripts) for has_scripts in with_scripts]
        self.last, self.token_hash = LastSaves(), token_hash(sign_in_token(BEN))

    def opened(self, has_scripts: bool) -> Page:
        page = Page(self.event, now=self.now)
        page.has_scripts, page.began = has_scripts, dict(page.shown)
        return page

    @rule(device=DEVICE, has_scripts=st.booleans())
    def open_again(self, device, has_scripts):
        self.pages[device] = self.opened(has_scripts)

    @rule(device=DEVICE, entry=PLACE, question=st.sampled_from(QUESTIONS), what=st.sampled_from(TYPED))
    def type_words(self, device, entry, question, what):
        page = self.pages[device]
        if what == "in a new entry" and page.has_scripts and len(page.order) < 4:
            page.order.append(f"00000000-0000-4000-8000-{next(codes):012}")
            entry = len(page.order) - 1
        if page.order:
            entry_id = page.order[entry % len(page.order)]
            began = page.began.get(field_name(entry_id, question), [])
            words = {"nothing": [], "what was there": began}.get(what, [f"words {next(self.words)}"])
            page.type(question, words, entry=entry_id)

    @rule(device=DEVICE, verb=st.sampled_from(VERBS), entry=PLACE, fate=st.sampled_from(FATES))
    def send(self, device, verb, entry, fate):
        page = self.pages[device]
        ids = [*page.order, *(one.id for one in page.sheet.removed)]
        action = f"{verb}-{ids[entry % len(ids)]}" if verb in ("remove", "restore") and ids else "save"
        if verb == "order" and page.has_scripts:
            page.order.reverse()
        if not page.has_scripts:
            fields = page.form(action, seq=1)
        else:
            fields = page.form(action) if verb == "whole" else page.changes(action)
        self.sent.append((page, fields))
        if fate != "delayed":
            self.arrive(page, fields, fate)

    @rule(device=DEVICE, entry=PLACE, question=st.sampled_from(QUESTIONS), times=st.integers(2, 4))
    def write_on_with_pauses(self, device, entry, question, times):
        """What people do most: each save of a page rests on the one before."""
        if self.pages[device].has_scripts:
            for _pause in range(times):
                self.type_words(device, entry, question, "words")
                self.send(device, "save", entry, "heard")

    @precondition(lambda self: self.sent)
    @rule(which=st.integers(0, 9), fate=st.sampled_from(FATES))
    def send_again_or_arrive_late(self, which, fate):
        page, fields = self.sent[-1 - which % len(self.sent)]
        self.arrive(page, fields, fate)

    @precondition(lambda self: len(self.sent) > 1)
    @rule(which=st.integers(0, 3), other=st.integers(0, 3))
    def arrive_at_once(self, which, other):
        """One save has been looked at when another comes, and has the lock only after that one."""
        first, second = (self.sent[-1 - number % len(self.sent)] for number in (which, other))
        self.now += timedelta(seconds=1)
        with meanwhile(lambda: self.elsewhere(*second)):
            self.deliver(*first)

    def elsewhere(self, page: Page, fields: dict) -> None:
        """The same, over a connection of its own."""
        with self.app.app_context():
            self.deliver(page, fields)

    @precondition(lambda self: self.sent)
    @rule(which=st.integers(0, 2))
    def arrive_signed_in_as_somebody_else(self, which):
        _, fields = self.sent[-1 - which % len(self.sent)]
        cleo = Page(self.event, person=CLEO)
        with pytest.raises(SheetOfAnotherPerson):
            save(db.session, cleo.seat, cleo.step, cleo.asked, read_save(fields, cleo.asked), now=self.now)
        db.session.rollback()

    @precondition(lambda self: self.sent)
    @rule(which=st.integers(0, 2), seconds=st.sampled_from([1, 59, 61]))
    def arrive_around_closing(self, which, seconds):
        step = factories.step(self.event, "objectives")
        step.close(now=self.now)
        self.now += timedelta(seconds=seconds)
        self.deliver(*self.sent[-1 - which % len(self.sent)])
        step.open(now=self.now)
        db.session.commit()

    def arrive(self, page: Page, fields: dict, fate: str) -> None:
        self.now += timedelta(seconds=1)
        outcome = self.deliver(page, fields)
        if fate == "twice" and outcome.is_complete and int(fields["seq"][0]) == page.seq:
            assert self.deliver(page, fields).receipt == outcome.receipt
        if fate.startswith("keep") and outcome.conflicts:
            self.settle(page, fields, fate, outcome)
        elif fate == "heard" and page.has_scripts:
            page.hear(outcome)

    def settle(self, page: Page, fields: dict, choice: str, outcome: Outcome) -> None:
        page.seq += 1
        settled = {name: fields[name] for name in ("writer", "sheet", "rendered")}
        settled |= {"seq": [str(page.seq)], "action": [choice]}
        for one in outcome.conflicts:
            name = f"{one.entry}-{one.question.key}"
            settled[f"a-{name}"], settled[f"was-{name}"] = fields[f"a-{name}"], [one.was]
        assert self.deliver(page, settled).is_complete

    def look(self) -> tuple[dict[Place, str], set[tuple[str, str, str]]]:
        """All words that are stored, and all private copies."""
        mine = select(Sheet.id).where(Sheet.participant_id == self.seat.id)
        answers = db.session.execute(
            select(Answer.entry_id, Answer.question, Answer.text).where(Answer.sheet_id.in_(mine), Answer.text.is_not(None))
        )
        copies = db.session.execute(
            select(KeptCopy.entry_id, KeptCopy.question, KeptCopy.value).where(KeptCopy.sheet_id.in_(mine))
        )
        return {(entry, question): text for entry, question, text in answers}, {(a, b, c.strip('"')) for a, b, c in copies}

    def deliver(self, page: Page, fields: dict) -> Outcome:
        db.session.commit()
        db.session.expire_all()  # each request reads anew: an event that has words by now lets everyday saves through
        outcome = self.stored(page, fields)
        told, found = stored_and_recounted(page.seat, page.step)
        assert told == found, "what is counted is not what stands there"
        before, copies_before = self.answers, self.copies
        self.answers, self.copies = self.look()
        writer, seq = page.writer, int(fields["seq"][0])
        for place, words in before.items():
            if self.answers.get(place) != words:
                self.was_overwritten_for_good_reason(place, words, writer, seq, fields)
        for copy in copies_before - self.copies:
            assert copy[2] in self.answers.values(), f"the private copy {copy} is gone"
        for place in self.answers.keys() | before.keys():
            if self.answers.get(place) != before.get(place):
                self.written_by[place] = (writer, seq)
        for one in read_save(fields, page.asked).fields:
            self.was_acknowledged_for_good_reason(one, writer, seq, outcome)
        return outcome

    def stored(self, page: Page, fields: dict) -> Outcome:
        """What came of it; as on the site, a save may rest on what the same page's last one left."""
        last = self.last.take(page.writer, now=self.now)
        outcome = page.post_again(fields, last, now=self.now) if last is not None else None
        if outcome is None:
            db.session.expire_all()
            outcome = page.post(fields, now=self.now)
        until = self.now + timedelta(minutes=5)
        left = as_last(page.seat, page.step, page.asked, outcome, token_hash=self.token_hash, until=until)
        if left is not None:
            assert left.sheet == seen_sheet(db.session(), page.seat, page.step, page.writer), "it is not as it is remembered"
            self.last.keep(page.writer, left, now=self.now)
        return outcome

    def was_acknowledged_for_good_reason(self, one, writer: str, seq: int, outcome: Outcome) -> None:
        place, words = (one.entry, one.question.key), "".join(one.typed)
        is_newest = seq >= self.newest.get((writer, place), 0)
        self.newest[writer, place] = max(seq, self.newest.get((writer, place), 0))
        if not is_newest or any((no.entry, no.question.key) == place for no in outcome.refused) or outcome.closed_at:
            is_due = bool(outcome.closed_at) and one.is_touched
        else:
            by, its_seq = self.written_by.get(place, ("", 0))
            is_left = by == writer and its_seq < seq and self.answers.get(place, "") != words
            assert not is_left, f"‘{words}’ was acknowledged and older words of the same page stand there"
            is_due = one.is_touched
        if words and is_due:
            is_kept = any(copy[2] == words for copy in self.copies)
            assert is_kept or words in self.answers.values(), f"‘{words}’ was acknowledged and is nowhere"

    def was_overwritten_for_good_reason(self, place: Place, words: str, writer: str, seq: int, fields: dict) -> None:
        was = fields.get(f"was-{place[0]}-{place[1]}", [None])[0]
        by, its_seq = self.written_by.get(place, ("", 0))
        is_settled = fields["action"] == ["keep-mine"]
        is_seen = was == digest(words) and not is_settled and not (by == writer and its_seq > seq)
        is_own = by == writer and its_seq < seq and not is_settled
        is_kept = (*place, words) in self.copies
        assert is_seen or is_own or is_kept, f"‘{words}’ was overwritten unseen"


RUNS = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def test_no_acknowledged_words_are_lost_and_none_are_overwritten_unseen(app):
    run_state_machine_as_test(Devices, settings=RUNS)
