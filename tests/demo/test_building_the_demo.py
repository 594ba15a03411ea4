"""The demo is a contract: these people, these events, the same words every time."""

import pytest
from sqlalchemy import func, select

from tests.cast import ADA, BEN, CLEO, DORA, OMAR, PASSWORD
from tests.databases import make_empty
from workshop.accounts.hashing import is_password
from workshop.accounts.models import Administrator, User
from workshop.answers.models import Answer, Share, Sheet
from workshop.database import utcnow
from workshop.demo.building import build_demo
from workshop.demo.report import COMPOSED
from workshop.events.models import Event, Participant, Step
from workshop.extensions import db
from workshop.insights.models import ReleaseRow
from workshop.insights.releases import wave_release
from workshop.insights.turnout import wave_turnouts
from workshop.reports.models import Report


@pytest.fixture
def demo(app):
    build_demo(db.session, now=utcnow())
    db.session.commit()


def event(code: str) -> Event:
    return db.session.scalars(select(Event).where(Event.code == code)).one()


def test_everybody_signs_in_with_the_printed_password(demo):
    users = {user.address: user for user in db.session.scalars(select(User))}

    assert {ADA, BEN, CLEO, DORA, OMAR} <= set(users)
    assert is_password(PASSWORD, users[BEN].password_hash)
    assert {user.password_hash for user in users.values()} == {users[BEN].password_hash}
    assert db.session.get(Administrator, users[OMAR].id) is not None


def test_heron_is_open_and_mostly_written_with_nothing_added_up(demo):
    heron = event("HERON-42")
    seats = db.session.scalar(select(func.count()).select_from(Participant).where(Participant.event_id == heron.id))
    written = select(func.count()).select_from(Sheet).join(Sheet.step).where(Step.event_id == heron.id)
    releases = select(func.count()).select_from(ReleaseRow).join(ReleaseRow.step).where(Step.event_id == heron.id)

    assert (heron.is_open, seats, [team.name for team in heron.teams]) == (True, 28, ["Claims", "Service", "Underwriting"])
    assert 40 < db.session.scalar(written) < 56
    assert db.session.scalar(releases) == 0


def test_in_heron_enough_people_share_for_their_statements_to_be_gathered(demo):
    shared = select(Share.question, func.count()).join(Sheet, Sheet.id == Share.sheet_id).group_by(Share.question)
    counts = [n for _question, n in db.session.execute(shared)]

    assert counts
    assert min(counts) >= 6


def test_otter_is_closed_and_its_report_released(demo):
    report = db.session.scalars(select(Report).join(Report.event).where(Event.code == "OTTER-17")).one()

    assert (report.event.is_open, report.is_readable, report.event.client.name) == (False, True, "Northgate")


def test_otters_report_shows_what_a_facilitator_can_add(demo, browse):
    report = db.session.scalars(select(Report).join(Report.event).where(Event.code == "OTTER-17")).one()
    told = browse(as_=CLEO).get(f"/reports/{report.public_id}").text

    for words in (*COMPOSED.words, *COMPOSED.findings.values()):
        for line in words.split("\n"):
            assert line in told
    assert ("5 of 20" in told, "19 of 24" in told) == (True, True)  # what the two findings say in words of their own


def test_otters_people_were_asked_after_a_week_and_the_report_says_what_came_of_it(demo, browse):
    otter = event("OTTER-17")
    (report,) = db.session.scalars(select(Report).where(Report.event_id == otter.id))

    told = browse(as_=CLEO).get(f"/reports/{report.public_id}").text
    figure = wave_release(db.session, otter).figure("follow_up.week")

    assert (figure.level, figure.favoured) == (10, "done")
    assert f"After a week: asked {wave_turnouts(db.session, otter)[0].asked} or more" in told
    assert "What got in the way, after a week" in told


def test_ben_finds_his_action_there_and_may_say_how_it_goes(demo, browse):
    page = browse(as_=BEN).get("/workbook/OTTER-17/actions").text

    assert "How did it go?" in page


def test_harbour_has_walls_to_try(demo):
    wren = event("WREN-63")

    assert (wren.is_open, wren.client.name, [host.user.address for host in wren.facilitators]) == (
        True,
        "Harbour",
        ["eve@demo.example"],
    )


def test_the_same_words_are_written_every_time(demo, settings):
    def words() -> list[tuple]:
        return sorted(db.session.execute(select(Answer.question, Answer.text, Answer.number, Answer.choice)).all(), key=str)

    first = words()
    db.session.remove()
    make_empty(settings.database_url)
    build_demo(db.session, now=utcnow())

    assert (len(first) > 1000, words()) == (True, first)


def test_outside_demo_mode_there_is_no_demo(another_site):
    real = another_site(demo=False)

    told = real.test_cli_runner().invoke(args=["demo"])

    assert (told.exit_code, "only made in demo mode" in told.output) == (1, True)
