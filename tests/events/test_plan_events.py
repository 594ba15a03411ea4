"""Planning an event: settings, teams, agenda, and the lock of the first saved answer."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests import factories
from tests.cast import ADA
from workshop.clients.models import Team
from workshop.database import utcnow
from workshop.events.agenda import TEMPLATES, PlannedStep, with_worksheet
from workshop.events.models import EventTeamPart
from workshop.events.planning import (
    FloorTooLow,
    Plan,
    PromisesGiven,
    SettingsLocked,
    TeamInUse,
    as_planned_steps,
    change_plan,
    plan_event,
)
from workshop.events.teams import read_teams
from workshop.extensions import db

PROMISED = {"kind": "workshop", "admission": "roster"}  # as the factories have it
STARTS = datetime(2027, 3, 16, 14, tzinfo=UTC)


@pytest.fixture
def ada(app):
    return factories.planner(ADA)


def plan(**changes) -> Plan:
    """A public webinar, or whatever the changes make of it."""
    given = {"title": "Who are your customers?", "starts_at": STARTS, "minutes": 90, "zone": "America/Toronto"}
    return Plan(**given | {"kind": "webinar", "admission": "code"} | changes)


def test_a_planned_event_is_a_draft_with_a_code_hosted_by_its_planner(ada):
    event = plan_event(db.session, ada, plan(), now=utcnow())

    assert event.opened_at is None
    assert event.code[-3] == "-"
    assert [(one.user, one.is_owner) for one in event.facilitators] == [(ada, True)]
    assert event.ends_at == STARTS + timedelta(minutes=90)


def test_without_teams_everybody_sits_in_one(ada):
    event = plan_event(db.session, ada, plan(), now=utcnow())

    assert [team.name for team in event.teams] == ["Everyone"]


def test_pooled_teams_are_made_of_the_clients_teams_and_new_ones_become_the_clients(ada):
    northgate = factories.client("Northgate", teams=("Claims",), reader="cleo@demo.example")

    event = plan_event(db.session, ada, plan(client=northgate, teams=read_teams("Claims + Service, 14")), now=utcnow())

    names = select(Team.name).join(EventTeamPart, EventTeamPart.team_id == Team.id).order_by(Team.name)
    assert [team.name for team in event.teams] == ["Claims + Service"]
    assert db.session.scalars(names).all() == ["Claims", "Service"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_fits_its_length_and_ends_with_the_closing_question(ada, name):
    event = plan_event(db.session, ada, plan(steps=TEMPLATES[name].steps, tipsheet="some-tip"), now=utcnow())

    assert sum(step.minutes for step in event.steps) <= TEMPLATES[name].minutes
    assert [step.number for step in event.steps] == [step.rank for step in event.steps]
    assert event.steps[-1].worksheet_key == "closing"
    assert [step.tipsheet_slug for step in event.steps if step.kind == "tipsheet"] == ["some-tip"]


def test_one_more_worksheet_comes_in_by_its_number():
    steps = with_worksheet(TEMPLATES["60"].steps, "extra")

    assert [step.worksheet for step in steps if step.worksheet] == ["objectives", "needs", "extra", "action", "closing"]


def test_a_floor_under_six_is_refused(ada):
    with pytest.raises(FloorTooLow):
        plan_event(db.session, ada, plan(floor=5), now=utcnow())


def test_a_changed_plan_keeps_the_numbers_of_worksheets_that_stay(ada):
    event = plan_event(db.session, ada, plan(steps=TEMPLATES["180"].steps), now=utcnow())
    before = {step.worksheet_key: step.number for step in event.steps if step.worksheet_key}

    change_plan(
        db.session, event, plan(steps=TEMPLATES["60"].steps, title="New", needs=("speed", "right", "ease", "value", "care"))
    )

    after = {step.worksheet_key: step.number for step in event.steps if step.worksheet_key}
    assert after == {key: before[key] for key in ("objectives", "needs", "action", "closing")}
    assert event.title == "New"
    assert event.chosen_needs[-1] == "care"


def test_the_number_of_a_step_is_never_used_again_whether_or_not_anybody_wrote(ada):
    event = plan_event(db.session, ada, plan(steps=TEMPLATES["60"].steps), now=utcnow())
    steps = as_planned_steps(event.steps)
    highest = steps[-1].number

    change_plan(db.session, event, plan(steps=steps[:-1]))
    change_plan(db.session, event, plan(steps=(*steps[:-1], PlannedStep("break", 5))))

    assert event.steps[-1].number == highest + 1


def test_talk_and_breaks_that_stay_keep_their_numbers_and_what_was_opened_stays_open(ada):
    event = plan_event(db.session, ada, plan(steps=TEMPLATES["90"].steps), now=utcnow())
    event.steps[0].open(now=utcnow())
    before = [step.number for step in event.steps]

    change_plan(db.session, event, plan(steps=tuple(reversed(as_planned_steps(event.steps)))))

    assert [step.number for step in event.steps] == before[::-1]
    assert event.steps[-1].is_open


def test_after_the_first_saved_answer_the_plan_is_locked(ada):
    event = plan_event(db.session, ada, plan(), now=utcnow())
    event.lock(now=utcnow())

    with pytest.raises(SettingsLocked):
        change_plan(db.session, event, plan(floor=8))

    assert event.floor == 6


def test_a_team_that_people_are_expected_in_cannot_be_taken_away(event):
    with pytest.raises(TeamInUse, match="Claims"):
        change_plan(db.session, event, plan(**PROMISED, client=event.client, teams=read_teams("Service")))


@pytest.mark.parametrize(
    ("change", "is_kept"),
    [
        ({"floor": 7}, False),
        ({"is_led_by_one_manager": False}, False),
        ({"has_managers": True}, False),
        ({"admission": "code"}, False),
        ({"client": None, "kind": "webinar", "admission": "code"}, False),
        ({"floor": 9}, True),
        ({"title": "Another title", "minutes": 60}, True),
    ],
)
def test_what_people_read_when_they_sat_down_is_not_loosened(event, change, is_kept):
    """They may have their worksheet open, with another promise on it."""
    event.floor, event.is_led_by_one_manager = 8, True
    teams = read_teams("Claims\nService\nUnderwriting")
    wanted = {**PROMISED, "client": event.client, "floor": 8, "is_led_by_one_manager": True, "teams": teams} | change

    if is_kept:
        change_plan(db.session, event, plan(**wanted))
        return
    with pytest.raises(PromisesGiven):
        change_plan(db.session, event, plan(**wanted))


def test_before_anybody_sat_down_all_of_it_may_change(app, ada):
    event = plan_event(db.session, ada, plan(floor=8), now=utcnow())

    change_plan(db.session, event, plan(floor=6))

    assert event.floor == 6
