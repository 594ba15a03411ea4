"""Attacks 1, 2, 4, 6 and 10 of privacy.md on files alone: two reports, three readers, every version, all of it pooled."""

import csv
from io import BytesIO, StringIO
from itertools import combinations
from random import Random
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import delete, select

from tests import factories
from tests.cast import ADA, CLEO
from tests.insights.gate.oracle import FEWEST, isolates
from tests.insights.people import seats, write
from tests.reports.closed import release
from workshop.accounts.models import User
from workshop.answers.models import Sheet
from workshop.clients.models import Reader
from workshop.database import utcnow
from workshop.events.models import Event, Participant
from workshop.extensions import db
from workshop.insights.adding_up import add_up
from workshop.insights.models import BlockRow, CountedIn
from workshop.reports.models import Report
from workshop.reports.releasing import withdraw_report
from workshop.room.closing import close_event
from workshop.worksheets.catalogue import worksheet

ZOE = "zoe@demo.example"  # who reads for Northgate too
SILENCE = "Not shown, to protect the people behind it."
CANARY = "zyxcanary"
NEEDS = ("speed", "right", "clarity", "ease", "value")
KINDS, WANTS = ("target", "project", "cost", "customers"), ("quick", "clear", "right", "advice")


@pytest.mark.parametrize("seed", range(2))
def test_two_reports_three_readers_and_every_version_single_out_nobody(browse, event, seed):
    source = Random(seed)
    twin = factories.event(event.client, code="OTTER-17", teams=("Claims", "Service", "Underwriting"))
    db.session.add(Reader(client_id=event.client_id, user_id=factories.user(ZOE).id, invited_at=utcnow()))
    rooms = [played(one, source) for one in (event, twin)]

    for room in rooms:
        report = release(room)
        stood = who_stood(room)
        first = {who: files(browse, report, as_=who) for who in (CLEO, ZOE)}
        draft = values(browse(as_=ADA).get(f"/events/{room.code}/report/preview.xlsx").data)
        change_everything(room, source)
        again = files(browse, report, as_=CLEO)
        withdraw_report(db.session, room, now=utcnow())
        second = files(browse, release(room), as_=ZOE)

        # 6: every reader has the same, the facilitator among them. 4: nothing that anybody does afterwards moves a byte.
        assert first[CLEO] == first[ZOE] == again
        assert draft == first[CLEO]["values"] == second["values"]
        assert first[CLEO]["csv"] == again["csv"]
        # 10: of what was typed, and of names and addresses, nothing is in any part of any file.
        pooled = " ".join(str(made) for one in (*first.values(), again, second) for made in one.values())
        assert CANARY not in pooled
        assert [one for one in people_of(room) if one in pooled] == []
        # 1 and 2: no difference and no combination of all that is printed leaves one to five people.
        rows = printed_rows(room, stood, first[CLEO]["values"], second["values"])
        assert any(rows.values())
        for question, of_question in rows.items():
            assert isolates(of_question) is None, question
            assert least_left_over(of_question) >= FEWEST, question


def test_the_attack_finds_a_row_of_too_few():
    whole, all_but_two = frozenset(range(12)), frozenset(range(10))

    assert isolates([whole, all_but_two]) == 2
    assert least_left_over([whole, all_but_two]) == 2


def played(event: Event, source: Random) -> Event:
    """People of teams of any size write; some before the first adding up, some after; then it closes."""
    event.is_led_by_one_manager = False
    for is_late in (False, True):
        for team in event.teams:
            for seat in seats(event, team.name, source.choice((3, 6, 9, 13)) if not is_late else source.randint(0, 3)):
                scribble(seat, source)
        for key in ("objectives", "needs"):
            if not is_late:
                add_up(db.session, factories.step(event, key), now=utcnow())
    close_event(db.session, event, now=utcnow())
    db.session.commit()
    return event


def scribble(seat: Participant, source: Random) -> None:
    seat.user.name = f"{CANARY} {seat.user.address}"
    objective = {"objective": f"{CANARY} of mine", "kind": source.choice(KINDS), "sure": source.choice(("told", "guessing"))}
    ratings = {f"{half}.{need}": source.randint(1, 5) for half in ("importance", "delivery") for need in NEEDS}
    if source.random() < 0.85:
        write(seat, "objectives", objective)
    if source.random() < 0.85:
        wants = ",".join(sorted(source.sample(WANTS, 2)))
        write(seat, "needs", {"who": f"{CANARY} who", "own_words": f"{CANARY} words", "needs": wants}, once=ratings)


def change_everything(event: Event, source: Random) -> None:
    """One counted person edits, one withdraws, one moves, one is erased."""
    people = list(db.session.scalars(select(Participant).where(Participant.event_id == event.id).order_by(Participant.id)))
    edits, withdraws, moves, erased = source.sample(people, 4)
    write(
        edits,
        "needs",
        {"who": f"{CANARY} now", "needs": "quick"},
        once={f"importance.{NEEDS[0]}": 1, f"delivery.{NEEDS[0]}": 1},
    )
    db.session.execute(delete(Sheet).where(Sheet.participant_id == withdraws.id))
    moves.event_team_id = next(team.id for team in event.teams if team.id != moves.event_team_id)
    db.session.flush()
    db.session.execute(delete(User).where(User.id == erased.user_id))
    db.session.commit()


def people_of(event: Event) -> list[str]:
    return list(db.session.scalars(select(User.address).join(Participant).where(Participant.event_id == event.id)))


def files(browse, report: Report, *, as_: str) -> dict:
    """Everything that can be taken away of the report, taken apart."""
    reader, path = browse(as_=as_), f"/reports/{report.public_id}"
    book = reader.get(f"{path}.xlsx").data
    parts = ZipFile(BytesIO(book))
    papers = [PdfReader(BytesIO(reader.get(f"{path}.pdf{paper}").data)) for paper in ("", "?paper=letter")]
    page = reader.get(path).text
    addresses = sorted(
        {part.split('"')[0] for part in page.split(f'href="{path}/')[1:] if part.split('"')[0].endswith(".csv")}
    )
    return {
        "values": values(book),
        "xlsx": {name: parts.read(name) for name in parts.namelist()},
        "pdf": [[page.extract_text() for page in paper.pages] for paper in papers]
        + [str(paper.metadata.title) for paper in papers],
        "csv": {one: list(csv.reader(StringIO(reader.get(f"{path}/{one}").text))) for one in addresses},
    }


def values(book: bytes) -> list[tuple]:
    """Every printed value, as the spreadsheet has it in rows."""
    made = load_workbook(BytesIO(book))
    return list(made["All values"].iter_rows(values_only=True))[1:] if "All values" in made.sheetnames else []


def printed_rows(event: Event, stood: dict, *versions: list[tuple]) -> dict[str, list[frozenset[int]]]:
    """Who stands in each row that any version prints, by question."""
    teams = {team.name: team.id for team in event.teams} | {None: None}
    keys = {}
    for sheet in (worksheet("objectives"), worksheet("needs")):
        for definition in sheet.figures_for(event.chosen_needs):
            group, _dot, need = definition.key.partition(".")
            about = next(figure.title.in_("en") for figure in sheet.figures if figure.key == group)
            keys[about, definition.title.in_("en") if need else ""] = sheet.gate_key(definition)
    rows: dict[str, set[frozenset[int]]] = {key: set() for key in keys.values()}
    for _sheet, about, team, answer, _column, words, _number in (one for version in versions for one in version):
        key = keys.get((about, answer)) or keys.get((about, ""))
        if words != SILENCE:
            rows[key].add(stood[key, teams[team or None]])
    return {key: sorted(of_question, key=len) for key, of_question in rows.items()}


def who_stood(event: Event) -> dict[tuple[str, int | None], frozenset[int]]:
    """Who was added up into each row there may be, read from the database while everybody is still there."""
    blocks = {one.id: one for one in db.session.scalars(select(BlockRow).where(BlockRow.event_id == event.id))}
    lines = [
        (row.participant_id, blocks[int(block)])
        for row in db.session.scalars(select(CountedIn))
        for block in row.blocks.split()
        if int(block) in blocks
    ]
    highest = {
        key: max(one.level for one in blocks.values() if one.question == key)
        for key in {one.question for one in blocks.values()}
    }
    stood: dict[tuple[str, int | None], set[int]] = {}
    for person, block in lines:
        above = block
        while above.level < highest[block.question] and above.parent_id:
            above = blocks[above.parent_id]
        if above.level == highest[block.question]:
            stood.setdefault((block.question, None), set()).add(person)
        if block.event_team_id is not None:
            stood.setdefault((block.question, block.event_team_id), set()).add(person)
    return {key: frozenset(people) for key, people in stood.items()}


def least_left_over(rows: list[frozenset[int]]) -> int:
    """The fewest people by which one row differs from some of the others together."""
    unions = [frozenset().union(*some) for size in (1, 2, 3) for some in combinations(rows, size)]
    return min((len(one ^ other) for one in rows for other in unions if one ^ other), default=FEWEST)
