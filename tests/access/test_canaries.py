"""What Ben writes is found nowhere but with Ben: not on a page, in a letter, a log line or a row of figures."""

import logging
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from sqlalchemy import select, text

from tests import factories
from tests.access.test_matrix import ROUTES
from tests.access.world import ACTORS, World, a_world
from tests.cast import ADA, BEN, CLEO
from tests.conftest import SECRET
from workshop.accounts.models import User
from workshop.answers.sharing import own_texts, share
from workshop.database import utcnow
from workshop.events.models import Participant, Step
from workshop.extensions import Base, db
from workshop.insights.adding_up import add_up
from workshop.insights.gathering import gather
from workshop.insights.releases import releases_for_client, show
from workshop.insights.statements import show_statements, shown_batches
from workshop.rehearsal.sheets import fill_in
from workshop.rehearsal.writing import Filled
from workshop.reports.models import Report, ReportRelease
from workshop.workbook.follow_up import follow_action
from workshop.workbook.place import Place

CANARY = "zyxcanary"
SHARED = "Words that their writer shared, number"
N_SHARING = 7
OWN_TABLES = {"actions", "check_ins", "sheets", "entries", "answers", "writers", "kept_copies"}
TYPED = {
    "objectives": Filled(
        ({"objective": f"{CANARY} a", "kind": "target", "sure": "told", "help": f"{CANARY} b", "measure": f"{CANARY} c"},)
    ),
    "needs": Filled(
        (
            {
                "who": f"{CANARY} d",
                "needs": ("quick",),
                "own_words": f"{CANARY} e",
                "place": "inside",
                "upgrade": f"{CANARY} f",
            },
        ),
        {
            f"{half}.{need}": "4"
            for need in ("speed", "right", "clarity", "ease", "value")
            for half in ("importance", "delivery")
        },
    ),
    "strengths": Filled(
        (
            {
                "strength": f"{CANARY} g",
                "for_whom": "other",
                "for_whom-other": f"{CANARY} h",
                "channel": "work",
                "works": "yes",
            },
        )
    ),
    "extra": Filled(({"idea": f"{CANARY} i", "for_whom": "other", "for_whom-other": f"{CANARY} j", "kind": "time"},)),
    "action": Filled(
        (
            {
                "when": f"{CANARY} k",
                "will": f"{CANARY} l",
                "by": "2030-01-01",
                "kind": "ask",
                "confidence": "4",
                "may_ask": "series",
                "obstacle": f"{CANARY} m",
            },
        )
    ),
    "closing": Filled(({"useful": "5", "change": f"{CANARY} n"},)),
}
N_PEOPLE = 12
EVERYBODY_ELSE = tuple(actor for actor in ACTORS if actor != "ben")


@pytest.fixture
def world(event, harbour, caplog) -> World:
    """HERON-42: twelve people wrote canaries everywhere; everything was added up and shown, and a report released."""
    caplog.set_level(logging.DEBUG)
    now = utcnow()
    ben = db.session.scalars(select(Participant).join(Participant.user).where(User.address_key == BEN)).one()
    seats = [ben, *(factories.seat(event, f"p{number}@demo.example") for number in range(N_PEOPLE - 1))]
    made = a_world(event, harbour)
    for step in event.steps:
        step.open(now=now)
        if step.worksheet_key:
            for number, seat in enumerate(seats):
                fill_in(db.session, seat, step, typed_by(number, step.worksheet_key), now=now)
                follow_action(db.session, seat, Place(event, step, None), pepper=SECRET, now=now)
            if step.worksheet_key == "extra":
                share_first_of(seats[:N_SHARING], step)
            add_up(db.session, step, now=now)
            show(db.session, step, now=now)
    report = db.session.scalars(select(Report)).one()
    db.session.add_all(
        ReportRelease(report_id=report.id, release_id=kept) for kept in releases_for_client(db.session, event)
    )
    db.session.commit()
    return made


def typed_by(number: int, key: str) -> Filled:
    """What the person of this number writes: canaries, and of those who share one extra first, which is none."""
    if key != "extra" or number >= N_SHARING:
        return TYPED[key]
    (own,) = TYPED[key].entries
    return Filled((own | {"idea": f"{SHARED} {number}"}, own))


def share_first_of(seats: list[Participant], step: Step) -> None:
    """These people share the first of what they wrote; it is gathered and shown."""
    for seat in seats:
        first = own_texts(db.session, seat, step, "idea")[0]
        share(db.session, seat, step, "idea", entry=first.entry, was=first.was, now=utcnow())
    (batch,) = gather(db.session, step, now=utcnow())
    show_statements(db.session, step, batch.id, now=utcnow())


def all_words(answer) -> str:
    """Everything in an answer that could be read: of a file every part of it, properties and names included."""
    if answer.content_type == "application/pdf":
        document = PdfReader(BytesIO(answer.data))
        objects = [document.get_object(number) for number in range(1, document.trailer["/Size"])]
        streams = [one.get_data().decode("latin-1") for one in objects if hasattr(one, "get_data")]
        said = [page.extract_text() for page in document.pages]
        return " ".join([answer.headers["Content-Disposition"], *said, *streams, *map(repr, objects)])
    if answer.data.startswith(b"PK"):
        with ZipFile(BytesIO(answer.data)) as archive:
            parts = [f"{name} {archive.read(name).decode()}" for name in archive.namelist()]
        return " ".join([answer.headers["Content-Disposition"], *parts])
    return answer.data.decode(errors="replace")


def pages(world: World, app, browse, actors=EVERYBODY_ELSE):
    """(actor, path, text) of every page there is, as each of the actors sees it."""
    browsers = {actor: browse(as_=world.people[actor]) for actor in actors}
    for endpoint, method in ROUTES:
        if method == "GET":
            path = world.path(app, endpoint)
            yield from ((actor, path, all_words(browsers[actor].get(path))) for actor in actors)


def test_ben_finds_his_own_words(world, browse):
    page = browse(as_=BEN).get("/workbook/HERON-42/objectives")

    assert CANARY in page.text


def test_bens_line_of_sight_has_them_and_his_card_only_what_he_ticked(world, browse):
    ben = browse(as_=BEN)

    sight = ben.get("/workbook/HERON-42/line-of-sight").text
    cards = [ben.get(f"/workbook/HERON-42/line-of-sight/card?line={number}").text for number in (1, 2)]

    assert all(f"{CANARY} {letter}" in sight for letter in "adgkl")
    assert [card.count(CANARY) for card in cards] == [1, 0]


def test_nobody_else_finds_them_on_any_page_and_no_table_but_the_sheets_holds_them_afterwards(world, app, browse):
    found = [(actor, path) for actor, path, page in pages(world, app, browse) if CANARY in page]
    names = {table.name for table in Base.metadata.sorted_tables} - OWN_TABLES

    holding = [name for name in sorted(names) if CANARY in str(db.session.execute(text(f"SELECT * FROM {name}")).all())]

    assert (found, holding) == ([], [])


def test_what_seven_shared_is_read_by_the_room_and_nothing_beside_it(world, event, browse):
    (batch,) = shown_batches(db.session, factories.step(event, "extra"))
    who = "p10@demo.example"  # wrote there, and shared nothing

    assert sorted(batch.statements) == [f"{SHARED} {number}" for number in range(N_SHARING)]
    assert all(words in browse(as_=who).get("/workbook/HERON-42/extra").text for words in batch.statements)


def test_no_log_line_holds_them(world, browse, caplog):
    browse(as_=BEN).post("/workbook/HERON-42/objectives", data={"writer": CANARY, "sheet": CANARY, "action": CANARY})
    browse(as_=ADA).get("/events/HERON-42/results")

    assert len(caplog.records) > 0
    assert [record.getMessage() for record in caplog.records if CANARY in record.getMessage()] == []


def test_the_other_people_of_the_room_see_figures_made_of_them(world, browse):
    page = browse(as_=ADA).get("/events/HERON-42/results")

    assert (page.status_code, "Hit a number" in page.text) == (200, True)


@pytest.mark.parametrize("end", [".pdf", ".xlsx"])
def test_a_canary_planted_in_what_a_file_is_made_of_is_found_in_it(world, event, browse, end):
    event.title = f"Workshop {CANARY}"
    db.session.commit()

    answer = browse(as_=CLEO).get(f"/reports/{world.values['public_id']}{end}")

    assert CANARY in all_words(answer)


def test_a_canary_planted_where_others_read_is_found(world, event, app, browse):
    event.title = f"Workshop {CANARY}"
    db.session.commit()

    finders = {actor for actor, _path, page in pages(world, app, browse, ("ada", "cleo")) if CANARY in page}

    assert finders == {"ada", "cleo"}
