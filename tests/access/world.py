"""Everyone who might try a door, and the address of each door."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from tests import factories
from tests.access.policy import ADMINISTRATOR, ANY_READER, EXPECTED, HOST, OFF, PLANNER, READER, SEAT, SIGNED_IN
from tests.access.room_world import room_values
from tests.cast import ADA, BEN, CLEO, DORA, OMAR
from workshop.accounts.models import User
from workshop.asking.asking import ask
from workshop.asking.models import RoomQuestion
from workshop.clients.models import Reader
from workshop.database import utcnow
from workshop.enquiries.models import Enquiry
from workshop.events.models import Event, Participant
from workshop.extensions import db
from workshop.insights.adding_up import add_up
from workshop.insights.releases import releases_for_client
from workshop.insights.turnout import turnout
from workshop.invitations.models import Invitation
from workshop.mail.models import OutgoingMail
from workshop.mail.outbox import enqueue
from workshop.mail.rendering import Letter
from workshop.newsletter.models import Mailing
from workshop.polls.models import Poll
from workshop.polls.polling import ask as open_poll
from workshop.reports.models import Report, ReportRelease
from workshop.reports.responses import as_text, responses_of
from workshop.reports.sharing import links_of, make_share_link

ACTORS = ("visitor", "ben", "invited", "removed", "disabled", "ada", "eve", "cleo", "dora", "omar")
_SIGNED_IN = {"ben", "invited", "removed", "ada", "eve", "cleo", "dora", "omar"}
MAY = {
    SIGNED_IN: _SIGNED_IN,
    SEAT: {"ben"},
    EXPECTED: {"ben", "removed"},
    HOST: {"ada"},
    PLANNER: {"ada", "eve"},
    ANY_READER: {"cleo", "dora"},
    READER: {"cleo"},
    ADMINISTRATOR: {"omar"},
    OFF: set(),
}
RANDOM = (
    "enquiry_id",
    "action_id",
    "invitation_id",
    "question_id",
    "poll_id",
    "public_id",
    "link_id",
    "person_id",
    "client_id",
    "mail_id",
)


@dataclass(frozen=True)
class World:
    """The people by name, and what addresses are made of."""

    people: dict[str, User | None]
    values: dict[str, str | int]

    def path(self, app: Flask, endpoint: str, *, exists: bool = True) -> str:
        """The address of the endpoint for HERON-42, or for something that does not exist."""
        rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
        ours = (
            self.values | {"act": "showing"} | ({"public_id": self.values["release_id"]} if "release" in rule.rule else {})
        )
        values = ours if exists else ours | {"code": "GNU-10"} | dict.fromkeys(RANDOM, "x" * 22)
        with app.test_request_context():
            return app.url_for(endpoint, **{name: values[name] for name in rule.arguments})


def a_world(heron: Event, wren: Event) -> World:
    """Everyone in place: Ben seated, one invited only, one removed, one disabled, and the others outside."""
    now = utcnow()
    removed = factories.seat(heron, "rae@demo.example")
    removed.removed_at = now
    disabled = factories.seat(heron, "dee@demo.example")
    disabled.user.disabled_at = now
    report, release = released(heron), add_up(db.session, factories.step(heron, "objectives"), now=now)
    db.session.add_all(
        ReportRelease(report_id=report.id, release_id=kept) for kept in releases_for_client(db.session, heron)
    )
    db.session.commit()
    people = {
        "visitor": None,
        "ben": factories.user(BEN),
        "invited": factories.user("ivy@demo.example"),
        "removed": removed.user,
        "disabled": disabled.user,
        "ada": factories.user(ADA),
        "eve": factories.user("eve@demo.example"),
        "cleo": factories.user(CLEO),
        "dora": factories.user(DORA),
        "omar": factories.administrator(OMAR),
    }
    db.session.get(Reader, (heron.client_id, people["cleo"].id)).invited_by_id = people["ada"].id
    values = {"code": heron.code, "number": 2, "key": "objectives", "version": 1, "public_id": report.public_id}
    values |= {"person_id": people["cleo"].public_id, "client_id": heron.client.public_id, "mail_id": a_letter().message_id}
    values |= {"enquiry_id": an_enquiry()}
    values |= {"figure": "objectives-kinds", "kind": "svg", "stamp": "0123456789abcdef"}
    values |= {"link_id": a_link(report)}
    values |= {
        "question_id": a_question(heron).id,
        "poll_id": a_poll(heron).public_id,
        "invitation_id": an_invitation(heron),
    }
    db.session.add(Mailing(slug="be-the-name-that-comes-up", due_at=utcnow() + timedelta(days=1)))
    db.session.commit()
    values |= {"release_id": release.id, "token": "x" * 43, "slug": "be-the-name-that-comes-up"}
    return World(people=people, values=values | room_values(heron))


def released(heron: Event) -> Report:
    """The event's report as its reader has it."""
    report = Report(event_id=heron.id, created_at=utcnow(), released_at=utcnow(), summary="One.\nTwo.\nThree.")
    report.turnout = as_text(responses_of(turnout(db.session, heron)))
    db.session.add(report)
    db.session.flush()
    return report


def a_link(report: Report) -> str:
    """A link under which Cleo shared the report."""
    make_share_link(db.session, report, factories.user(CLEO), days=1, now=utcnow())
    return links_of(db.session, report)[0].public_id


def a_question(heron: Event) -> RoomQuestion:
    """What Ben asked the room, without his name."""
    ben = db.session.scalars(select(Participant).join(Participant.user).where(User.address_key == BEN)).one()
    question = ask(db.session, ben, "What would you ask first?", is_named=False)
    db.session.commit()
    return question


def a_poll(heron: Event) -> Poll:
    """What the room is asked on the spot."""
    poll = open_poll(db.session, heron, "Shall we go on?", "Yes\nAfter a break", now=utcnow())
    db.session.commit()
    return poll


def an_invitation(heron: Event) -> str:
    """The id of what Ivy was sent, who is on the roster and has not joined."""
    made = Invitation(event_id=heron.id, address="ivy@demo.example", address_key="ivy@demo.example", token_hash="ivy")
    made.invited_at = utcnow()
    db.session.add(made)
    db.session.commit()
    return made.public_id


def an_enquiry() -> str:
    """The id of what somebody asked the practice for."""
    asked = {"name": "Cleo", "address": CLEO, "address_key": CLEO, "kind": "workshop", "words": "Soon"}
    made = Enquiry(**asked, asked_at=utcnow())
    db.session.add(made)
    db.session.commit()
    return made.public_id


def a_letter() -> OutgoingMail:
    """A letter that waits in the outbox."""
    enqueue(db.session, dedupe_key="welcome", kind="welcome", to=CLEO, letter=Letter("Your account", "Hello"), now=utcnow())
    db.session.commit()
    return db.session.scalars(select(OutgoingMail).where(OutgoingMail.dedupe_key == "welcome")).one()
