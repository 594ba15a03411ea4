"""What a person's pages look through does not grow with the room, whichever way the server chose when it was empty."""

import re

import psycopg
import pytest
import sqlalchemy
from flask import has_request_context
from sqlalchemy import insert

from tests import factories
from tests.cast import BEN
from tests.databases import SERVER_URL
from workshop.accounts.models import SignIn, User
from workshop.answers.models import Sheet
from workshop.database import utcnow
from workshop.events.models import Event, Participant, SeatKey
from workshop.extensions import Base, db

pytestmark = pytest.mark.skipif(not SERVER_URL, reason="SQLite does not count rows before it chooses its way")

N = 1_000
A_FEW = 60  # rows more than before; a statement that goes through the room looks at N
LOOKED_THROUGH = "SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_xact_user_tables"


@pytest.fixture
def asked(app):
    """What pages asked of the server, each in its words, with what was given to it."""
    seen: dict[str, object] = {}

    def note(_connection, _cursor, statement, given, *_rest):
        if has_request_context() and statement.startswith("SELECT"):
            seen[statement] = given

    sqlalchemy.event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    sqlalchemy.event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def event(app) -> Event:
    """HERON-42, in tables whose rows the server has never counted."""
    tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with db.engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
    return factories.heron()


@pytest.fixture
def server(app):
    """A connection that keeps the first way it chose for each statement."""
    url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.prepared_max = None
        connection.execute("SET plan_cache_mode = force_generic_plan")
        yield connection


def looked_through(server: psycopg.Connection, statement: str, given) -> int:
    """How many rows of tables the server looked at for this statement, prepared when it was first asked."""
    with server.transaction():
        (before,) = server.execute(LOOKED_THROUGH).fetchone()
        server.execute(statement, given, prepare=True).fetchall()
        (after,) = server.execute(LOOKED_THROUGH).fetchone()
    return after - before


def fill(event, step) -> None:
    """A thousand people more, each with a sheet."""
    now, numbers = utcnow(), range(N)
    address = "guest-{}@northgate.example".format
    people = [{"address": address(n), "address_key": address(n), "created_at": now} for n in numbers]
    users = db.session.scalars(insert(User).returning(User.id), people).all()
    seat = {"event_id": event.id, "event_team_id": event.teams[0].id, "joined_at": now}
    seats = db.session.scalars(insert(Participant).returning(Participant.id), [seat | {"user_id": n} for n in users]).all()
    came = {"proof": "join", "created_at": now, "seen_at": now, "expires_at": now}
    db.session.execute(insert(SignIn), [came | {"user_id": n, "token_hash": f"{n:064}"} for n in users])
    db.session.execute(
        insert(Sheet), [{"participant_id": n, "step_id": step.id, "created_at": now, "saved_at": now} for n in seats]
    )
    db.session.commit()


def test_no_page_of_a_person_looks_through_the_whole_room(open_sheet, browse, event, asked, server):
    newcomer = browse()
    newcomer.get("/join/HERON-42")
    newcomer.post("/join/HERON-42", data={"address": "nia@private.example", "team": event.teams[0].id})
    sheet = open_sheet("objectives")
    sheet.press(sheet.open().fill("objective", "Fewer calls"))
    sheet.script(sheet.open().fill("objective", "Fewer calls by June"))
    pages = "room?at=1", "room?on=contents", "line-of-sight", "questions", "seen-by-others", "keep", "print"
    for path in ("/join/HERON-42", "/workbook", "/workbook/HERON-42", *(f"/workbook/HERON-42/{page}" for page in pages)):
        assert sheet.browser.get(path).status_code == 200, path
    device = factories.user("pia@private.example", is_proven=False)
    db.session.add(SeatKey(user_id=device.id, participant_id=factories.seat_of(event, BEN).id, confirmed_at=utcnow()))
    db.session.commit()
    assert browse(as_=device).get("/workbook/HERON-42").status_code == 200
    few = {statement: looked_through(server, statement, given) for statement, given in asked.items()}

    fill(event, factories.step(event, "objectives"))
    many = {statement: looked_through(server, statement, asked[statement]) for statement in few}

    grown = [statement for statement, n in many.items() if n > few[statement] + A_FEW]
    assert {"sign_ins", "seat_keys", "sheets"} <= {table for one in few for table in re.findall(r"(?:FROM|JOIN) (\w+)", one)}
    assert grown == [], "\n\n".join(grown)
