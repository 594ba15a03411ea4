"""Whoever is erased is in no table any more: not their address, their name, their words, nor what points at them."""

import subprocess
from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests import factories
from tests.access.test_canaries import CANARY, TYPED
from tests.cast import BEN
from tests.conftest import SECRET
from workshop.accounts.models import User
from workshop.accounts.own_data import erase, export
from workshop.answers.models import Share, Sheet
from workshop.answers.sharing import own_texts, share
from workshop.asking.models import RoomQuestion
from workshop.attendance.models import Certificate
from workshop.database import utcnow
from workshop.demo.building import build_demo
from workshop.enquiries.asking import keep
from workshop.events.models import Event, Participant
from workshop.extensions import Base, db
from workshop.invitations.models import CalendarFeed, Invitation
from workshop.mail.rendering import Letter
from workshop.newsletter.models import PendingSubscription, Subscriber
from workshop.operations.erased_pages import empty_write_ahead_log
from workshop.rehearsal.sheets import fill_in
from workshop.reports.models import Report, ShareOpening
from workshop.reports.sharing import links_of, make_share_link
from workshop.workbook.follow_up import follow_action
from workshop.workbook.place import Place

NAME = "Benedikt Zyxmann"


@pytest.fixture
def ben(app, settings) -> User:
    """Ben of the demo, everywhere a person can be, with words that nobody else has."""
    build_demo(db.session, now=utcnow())
    user = db.session.scalars(select(User).where(User.address_key == BEN, User.proven_at.is_not(None))).one()
    user.name = NAME
    event = db.session.scalars(select(Event).where(Event.code == "HERON-42")).one()
    seat = db.session.scalars(
        select(Participant).where(Participant.user_id == user.id, Participant.event_id == event.id)
    ).one()
    for step in event.steps:
        if step.worksheet_key in TYPED:
            step.open(now=utcnow())
            fill_in(db.session, seat, step, TYPED[step.worksheet_key], now=utcnow())
            follow_action(db.session, seat, Place(event, step, None), pepper=SECRET, now=utcnow())
    db.session.add(Subscriber(address=BEN, address_key=BEN, first_name=NAME, subscribed_at=utcnow()))
    db.session.add(RoomQuestion(event_id=event.id, author_id=seat.id, words=f"{CANARY}?", is_named=True))
    db.session.add(Certificate(participant_id=seat.id, name=NAME, issued_at=utcnow()))
    if db.session.get(CalendarFeed, user.id) is None:
        db.session.add(CalendarFeed(user_id=user.id, token_hash=NAME, made_at=utcnow()))
    asked = {"name": NAME, "address": BEN, "address_key": BEN, "kind": "workshop", "words": CANARY}
    letter = Letter("Somebody asks", f"{NAME} {CANARY}")
    keep(db.session, asked, letter, settings=settings, now=utcnow())
    invite(event)
    share_a_report(user)
    share_first(seat, event)
    factories.user(BEN, is_proven=False)
    db.session.commit()
    return user


def share_a_report(user: User) -> None:
    """Ben read for the client too, and shared a report, which was opened."""
    report = db.session.scalars(select(Report)).first()
    make_share_link(db.session, report, user, days=1, now=utcnow())
    link = links_of(db.session, report)[0]
    link.token_hash = NAME
    db.session.add(ShareOpening(link_id=link.id, opened_at=utcnow()))


def invite(event: Event) -> None:
    """Ben was invited, and comes; and somebody typed his address for the newsletter."""
    now = utcnow()
    held = db.session.scalar(select(Invitation).where(Invitation.event_id == event.id, Invitation.address_key == BEN))
    if held is None:
        db.session.add(Invitation(event_id=event.id, address=BEN, address_key=BEN, token_hash="1", invited_at=now))
    typed = {"address": BEN, "address_key": BEN, "wording": "1", "source": "/tipsheets", "token_hash": "1"}
    db.session.add(PendingSubscription(**typed, created_at=now, expires_at=now, wrote_at=now))


def share_first(seat: Participant, event: Event) -> None:
    """Ben shares what must go well."""
    step = factories.step(event, "objectives")
    text = own_texts(db.session, seat, step, "objective")[0]
    share(db.session, seat, step, "objective", entry=text.entry, was=text.was, now=utcnow())


def holding(*words: str) -> list[str]:
    """The tables in which one of these stands."""
    names = [table.name for table in Base.metadata.sorted_tables]
    rows = {name: str(db.session.execute(text(f'SELECT * FROM "{name}"')).all()) for name in names}
    return [name for name, said in rows.items() if any(word in said for word in words)]


def test_ben_is_there_before(ben):
    names = {
        "users",
        "answers",
        "roster_lines",
        "subscribers",
        "pending_subscriptions",
        "invitations",
        "room_questions",
        "enquiries",
        "actions",
    }

    assert names | {"calendar_feeds"} <= set(holding(BEN, NAME, CANARY))
    assert shared(sheets_of(ben))


def sheets_of(ben) -> list[int]:
    return list(
        db.session.scalars(
            select(Sheet.id).join(Participant, Participant.id == Sheet.participant_id).where(Participant.user_id == ben.id)
        )
    )


def shared(sheets: list[int]) -> list[Share]:
    return list(db.session.scalars(select(Share).where(Share.sheet_id.in_(sheets))))


def test_what_he_is_told_of_himself_has_all_of_it(ben):
    said = export(db.session, ben)

    own = {one["question"]: one["with_name"] for one in said["questions"]}

    assert (own[f"{CANARY}?"], said["newsletter"]["first_name"]) == (True, NAME)
    assert "HERON-42" in [one["event"] for one in said["invitations"]]
    assert "made_at" in said["calendar_address"]
    assert [one["name"] for one in said["certificates"]] == [NAME]
    assert "shared_at" in str(said["worksheets"])


def test_an_erased_person_is_in_no_table(ben, settings):
    erase(db.session, ben, pepper=settings.secret_key, now=utcnow())
    db.session.commit()

    assert holding(BEN, NAME, CANARY) == []


def test_nothing_points_at_an_erased_person(ben, settings):
    ids = {"user_id": ben.id}
    ids["participant_id"] = db.session.scalars(select(Participant.id).where(Participant.user_id == ben.id)).first()
    sheets = sheets_of(ben)
    erase(db.session, ben, pepper=settings.secret_key, now=utcnow())
    db.session.commit()

    left = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name in ids
        and db.session.execute(select(table).where(column == ids[column.name]).limit(1)).first() is not None
    ]

    assert left == []
    assert not shared(sheets)


def test_erased_words_are_in_no_file_of_the_database(ben, settings):
    if not settings.database_url.startswith("sqlite"):
        pytest.skip("PostgreSQL reuses its pages in its own time")
    folder = db.engine.url.database
    db.session.remove()
    empty_write_ahead_log(db.engine)
    assert CANARY.encode() in raw(folder)

    erase(db.session, db.session.merge(ben), pepper=settings.secret_key, now=utcnow())
    db.session.commit()
    db.session.remove()

    assert empty_write_ahead_log(db.engine)
    assert [word for word in (CANARY, NAME) if word.encode() in raw(folder)] == []


def raw(file: str) -> bytes:
    """All that stands in the database's file and in its log, read by a process of its own.

    Whoever closes a file loses every lock its process holds on it (fcntl(2)): read from here, the connections of this
    process would stand unlocked, and the next process to close the database would take its log away ("disk I/O error").
    """
    parts = [name for name in (file, f"{file}-wal") if Path(name).exists()]
    return subprocess.run(["cat", *parts], check=True, capture_output=True).stdout
