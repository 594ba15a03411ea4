"""A worksheet's page without a browser: it is rendered from the participant's own sheet, typed into, and sent."""

from datetime import date, datetime

from sqlalchemy import select

from tests import factories
from tests.cast import BEN
from workshop.answers.naming import field_name, new_writer, stamp, was_name
from workshop.answers.outcome import Outcome
from workshop.answers.own import OwnSheet, own_sheet
from workshop.answers.payload import read_save
from workshop.answers.saving import LastSave, save, save_again
from workshop.database import looking_first, utcnow
from workshop.events.models import Event, Participant, Step
from workshop.extensions import db
from workshop.worksheets.catalogue import worksheet
from workshop.worksheets.worksheet import Worksheet

Fields = dict[str, list[str]]


def seat_of(event: Event, person: str = BEN) -> Participant:
    """The person's seat in the event, taken now if there is none."""
    user = factories.user(person)
    found = db.session.scalar(select(Participant).where(Participant.event_id == event.id, Participant.user_id == user.id))
    return found or factories.seat(event, person)


def asked(step: Step) -> Worksheet:
    """The worksheet of the step as its event asks it."""
    return worksheet(step.worksheet_key, step.worksheet_version).for_needs(step.event.chosen_needs)


def raw(value) -> list[str]:
    """How a form sends the value."""
    if value is None:
        return []
    if isinstance(value, tuple):
        return list(value)
    return [value.isoformat() if isinstance(value, date) else str(value)]


class Page:
    """One page load of one worksheet, on one device."""

    def __init__(self, event: Event, key: str = "objectives", *, person: str = BEN, now: datetime | None = None) -> None:
        self.seat, self.step = seat_of(event, person), factories.step(event, key)
        self.asked, self.writer, self.seq = asked(self.step), new_writer(), 0
        self.rendered = now or utcnow()
        self.sheet: OwnSheet = own_sheet(db.session, self.seat, self.step, self.asked, now=self.rendered)
        self.order = [one.id for one in self.sheet.entries]
        self.shown: Fields = {}
        self.was: dict[str, str] = {}
        self.typed: set[str] = set()
        self._render()
        db.session.commit()

    def _render(self) -> None:
        places = [(one, self.asked.questions) for one in self.sheet.entries] + [(self.sheet.once, self.asked.once)]
        for entry, questions in places:
            for question in questions:
                self.shown[field_name(entry.id, question.key)] = raw(entry.value(question.key))
                self.was[was_name(entry.id, question.key)] = entry.was(question.key)

    def type(self, question: str, words: str | list[str], *, entry: int | str = 0) -> str:
        """Put the words in a field, in the entry of this place or id; returns the entry's id."""
        entry_id = entry if isinstance(entry, str) else self.order[entry]
        name = field_name(entry_id, question)
        self.shown[name] = [words] if isinstance(words, str) else words
        self.typed.add(name)
        return entry_id

    def rate(self, question: str, step: str) -> None:
        """Answer a question that is asked once."""
        self.type(question, step, entry=self.sheet.once.id)

    def form(self, action: str = "save", *, seq: int | None = None, finished: str = "") -> Fields:
        """What the page sends without scripts: everything."""
        return self._fields(list(self.shown), action, seq, finished)

    def changes(self, action: str = "save", *, seq: int | None = None, finished: str = "") -> Fields:
        """What its scripts send: only what was typed."""
        return self._fields(sorted(self.typed), action, seq, finished)

    def _fields(self, names: list[str], action: str, seq: int | None, finished: str) -> Fields:
        self.seq = self.seq + 1 if seq is None else seq
        fields = {
            "writer": [self.writer],
            "seq": [str(self.seq)],
            "sheet": [self.sheet.name],
            "rendered": [stamp(self.rendered)],
            "entry": list(self.order),
            "was-order": [self.sheet.was_order],
            "action": [action],
        }
        if finished:
            fields["finished"] = [finished]
        for name in names:
            fields[name] = self.shown[name]
            was = "was" + name.removeprefix("a")
            fields[was] = [self.was.get(was, "")]
        return fields

    def post(self, fields: Fields, *, now: datetime | None = None) -> Outcome:
        """Send these fields; what was stored is committed."""
        brought = read_save(fields, self.asked)
        with looking_first():
            outcome = save(db.session(), self.seat, self.step, self.asked, brought, now=now or utcnow())
        db.session.commit()
        return outcome

    def post_again(self, fields: Fields, last: LastSave, *, now: datetime) -> Outcome | None:
        """Send these fields where the page's last save is remembered; None, and nothing stored, where all is read anew."""
        with looking_first():
            outcome = save_again(db.session(), last, read_save(fields, self.asked), now=now)
        if outcome is None:
            db.session.rollback()
        else:
            db.session.commit()
        return outcome

    def save(self, action: str = "save", *, finished: str = "", now: datetime | None = None) -> Outcome:
        """Send what scripts would send, and remember what came back as they would."""
        return self.hear(self.post(self.changes(action, finished=finished), now=now))

    def submit(self, action: str = "save", *, finished: str = "", now: datetime | None = None) -> Outcome:
        """Send what a page without scripts sends."""
        return self.post(self.form(action, finished=finished), now=now)

    def hear(self, outcome: Outcome) -> Outcome:
        """Take note of what is stored, as scripts do."""
        self.was.update(outcome.was)
        self.typed -= {"a" + name.removeprefix("was") for name in outcome.was}
        return outcome


def texts(event: Event, question: str = "objective", *, key: str = "objectives", person: str = BEN) -> list:
    """What the person's live entries answer to the question, in order."""
    sheet = stored(event, key, person=person)
    return [one.value(question) for one in sheet.entries]


def stored(event: Event, key: str = "objectives", *, person: str = BEN, now: datetime | None = None) -> OwnSheet:
    """The person's sheet as the database holds it now."""
    step = factories.step(event, key)
    found = own_sheet(db.session, seat_of(event, person), step, asked(step), now=now or utcnow())
    db.session.commit()
    return found


def kept(event: Event, key: str = "objectives", *, person: str = BEN) -> list:
    """The values of the person's kept copies, the latest first."""
    return [one.value for one in stored(event, key, person=person).kept]
