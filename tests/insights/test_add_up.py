"""Adding up reads what people wrote, once, and freezes it in a release."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests import factories
from tests.answers.pages import Page
from tests.cast import ADA, OMAR
from tests.insights.people import GUESS, OBJECTIVE, RATINGS, seats, write
from workshop.database import utcnow
from workshop.events.models import Step
from workshop.extensions import db
from workshop.insights.adding_up import NothingToAddUp, add_up, add_up_all
from workshop.insights.gate.figures import (
    SILENCE,
    ChoiceFigure,
    CountWord,
    MeanEnd,
    NamedOption,
    PairFigure,
    PeopleBand,
    PrintedMean,
    PrintedScale,
    RatingFigure,
    SetFigure,
    Share,
)
from workshop.insights.models import BlockRow, CountedIn, ReleaseRow
from workshop.insights.values import written_in


def added_up(event, key: str):
    made = add_up(db.session, factories.step(event, key), now=utcnow())
    db.session.commit()
    return made


def test_six_people_make_a_figure_of_the_room(event):
    for seat in seats(event, "Claims", 4):
        write(seat, "objectives", OBJECTIVE)
    for seat in seats(event, "Service", 2):
        write(seat, "objectives", OBJECTIVE, GUESS)

    made = added_up(event, "objectives")

    assert made.figure("objectives.kinds") == SetFigure(6, PeopleBand.SIX_TO_NINE, (NamedOption("target"),))
    sure = made.figure("objectives.how_sure")
    assert sure == ChoiceFigure(6, PeopleBand.SIX_TO_NINE, "told", share=Share.MORE_THAN_HALF)
    assert made.teams() == ()


def test_needs_are_printed_for_the_event_and_for_each_team_that_may_be(event):
    for team in ("Claims", "Service"):
        for seat in seats(event, team, 10):
            write(seat, "needs", {"who": "Branch advisers", "needs": "quick,clear"}, once=RATINGS)

    made = added_up(event, "needs")

    claims, service, underwriting = (team.id for team in event.teams)
    scale = PrintedScale(PrintedMean(45, MeanEnd.OR_MORE, is_to_half=False), CountWord.NEARLY_ALL)
    speed = made.figure("needs.importance_delivery.speed")
    assert isinstance(speed, PairFigure)
    assert (speed.people, speed.importance) == (20, scale)
    about = PrintedScale(PrintedMean(40, MeanEnd.OR_MORE)), PrintedScale(PrintedMean(20, MeanEnd.OR_LESS))
    assert made.figure("needs.importance_delivery.speed", claims) == PairFigure(6, PeopleBand.TEN_OR_MORE, *about)
    chips = SetFigure(6, PeopleBand.TEN_OR_MORE, (NamedOption("quick"), NamedOption("clear")))
    assert made.figure("needs.chips", service) == chips
    assert made.figure("needs.chips", underwriting) == SILENCE
    assert made.teams() == (claims, service, underwriting)


def test_not_knowing_is_no_rating_and_a_customer_without_needs_counts(event):
    for seat in seats(event, "Claims", 6):
        write(seat, "needs", {"who": "Branch advisers"}, once=RATINGS | {"delivery.speed": "dont_know"})

    made = added_up(event, "needs")

    assert made.figure("needs.importance_delivery.speed") == SILENCE
    assert made.figure("needs.importance_delivery.right") != SILENCE
    assert made.figure("needs.chips") == SetFigure(6, PeopleBand.SIX_TO_NINE, ())


@pytest.mark.parametrize(("when", "share"), [("When the call ends", Share.MORE_THAN_HALF), ("  ", Share.FEWER_THAN_HALF)])
def test_whether_an_action_names_its_moment_is_read_from_its_being_filled_in(event, when, share):
    for seat in seats(event, "Claims", 6):
        write(seat, "action", {"when": when, "will": "ask what must not slip", "kind": "ask"})

    assert added_up(event, "action").figure("action.names_moment").share == share


def test_the_closing_question_is_a_rating(event):
    for seat, rating in zip(seats(event, "Claims", 6), (3, 3, 4, 4, 3, 3), strict=True):
        write(seat, "closing", {"useful": rating})

    scale = PrintedScale(PrintedMean(35))
    assert added_up(event, "closing").figure("closing.useful") == RatingFigure(6, PeopleBand.SIX_TO_NINE, scale)


def test_an_entry_that_was_removed_is_never_counted(event):
    for seat in seats(event, "Claims", 6):
        page = Page(event, person=seat.user.address)
        for entry, given in enumerate((OBJECTIVE, GUESS)):
            for question, value in given.items():
                page.type(question, value, entry=entry)
        page.save()
        Page(event, person=seat.user.address).submit(f"remove-{page.order[1]}")

    named = added_up(event, "objectives").figure("objectives.kinds").named

    assert named == (NamedOption("target"),)


@pytest.mark.parametrize(("admission", "is_shown"), [("roster", False), ("code", True)])
def test_people_nobody_expected_count_once_proven_or_where_the_code_is_enough(event, admission, is_shown):
    event.admission = admission
    for number in range(6):
        stranger = factories.user(f"stranger{number}@demo.example", is_proven=False)
        write(factories.seat(event, stranger, is_rostered=False), "objectives", OBJECTIVE)

    assert (added_up(event, "objectives").figure("objectives.kinds") != SILENCE) is is_shown


def test_someone_who_has_proven_their_address_counts_without_a_roster(event):
    for seat in seats(event, "Claims", 6, rostered_at=None):
        write(seat, "objectives", OBJECTIVE)

    assert added_up(event, "objectives").figure("objectives.kinds") != SILENCE


@pytest.mark.parametrize("address", [ADA, OMAR])
def test_facilitators_and_staff_never_count(event, address):
    for seat in [*seats(event, "Claims", 5), factories.seat(event, address, team="Claims")]:
        write(seat, "objectives", OBJECTIVE)

    assert added_up(event, "objectives").figure("objectives.kinds") == SILENCE


def test_a_seat_that_was_taken_away_does_not_count(event):
    people = seats(event, "Claims", 6)
    for seat in people:
        write(seat, "objectives", OBJECTIVE)
    people[0].removed_at = utcnow()

    assert added_up(event, "objectives").figure("objectives.kinds") == SILENCE


def test_answers_of_another_event_stay_there(event, harbour):
    for seat in [*seats(event, "Claims", 3), *seats(harbour, "Cranes", 3)]:
        write(seat, "objectives", OBJECTIVE)

    assert added_up(event, "objectives").figure("objectives.kinds") == SILENCE
    assert added_up(harbour, "objectives").figure("objectives.kinds") == SILENCE


def test_a_raised_floor_is_kept(event):
    event.floor = 8
    people = seats(event, "Claims", 8)
    for seat in people[:7]:
        write(seat, "objectives", OBJECTIVE)

    assert added_up(event, "objectives").figure("objectives.kinds") == SILENCE
    write(people[7], "objectives", OBJECTIVE)
    assert added_up(event, "objectives").figure("objectives.kinds") != SILENCE


def test_a_floor_under_six_is_refused_by_the_database(event):
    event.floor = 5

    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_step_without_figures_cannot_be_added_up(event):
    tipsheet = db.session.scalars(select(Step).where(Step.event_id == event.id, Step.kind == "tipsheet")).one()

    with pytest.raises(NothingToAddUp):
        add_up(db.session, tipsheet, now=utcnow())


def test_closing_adds_up_every_worksheet_that_was_opened(event):
    write(factories.seat(event, "eve@demo.example"), "needs", once=RATINGS)

    made = add_up_all(db.session, event, now=utcnow())

    assert [one.worksheet for one in made] == ["objectives", "needs"]
    assert db.session.scalars(select(ReleaseRow.cause)).all() == ["closing", "closing"]


def test_blocks_and_who_is_counted_in_them_are_stored(event):
    for seat in seats(event, "Claims", 12):
        write(seat, "objectives", OBJECTIVE)

    added_up(event, "objectives")

    blocks = db.session.scalars(
        select(BlockRow).where(BlockRow.question == "objectives.kinds").order_by(BlockRow.level)
    ).all()
    assert [(one.level, one.event_team_id) for one in blocks] == [(6, event.teams[0].id), (10, event.teams[0].id)]
    assert (blocks[0].parent_id, blocks[1].parent_id) == (blocks[1].id, None)
    counted = [one.blocks.split() for one in db.session.scalars(select(CountedIn))]
    assert [str(blocks[0].id) in ids for ids in counted] == [True] * 12


def test_the_number_of_statements_does_not_grow_with_people(event, harbour, statements):
    for seat in seats(event, "Claims", 12):
        write(seat, "needs", {"who": "Branch advisers", "needs": "quick"}, once=RATINGS)
    for seat in [*seats(harbour, "Cranes", 25), *seats(harbour, "Pilots", 25)]:
        write(seat, "needs", {"who": "Ships", "needs": "quick"}, once=RATINGS)
    steps, sent = [factories.step(event, "needs"), factories.step(harbour, "needs")], []

    for step in steps:
        statements.clear()
        add_up(db.session, step, now=utcnow())
        sent.append(len(statements))

    assert sent[1] <= sent[0] + 1
    assert max(sent) <= 15


def test_no_answer_is_read_to_be_added_up(event, statements):
    for seat in seats(event, "Claims", 2):
        write(seat, "objectives", OBJECTIVE)
    step = factories.step(event, "objectives")
    statements.clear()

    rows = written_in(db.session, step)
    add_up(db.session, step, now=utcnow())

    assert [one for one in statements if "answers" in one] == []
    assert [gave for _person, _team, gave in rows] == [{"kind": "target", "objective": "yes", "sure": "told"}] * 2


def test_a_release_is_dated_to_the_day_in_the_zone_of_the_event(event):
    late = event.starts_at.replace(hour=3, minute=0) + timedelta(days=1)

    made = add_up(db.session, factories.step(event, "objectives"), now=late)

    assert made.made_on == (late - timedelta(days=1)).date()
    assert {row.since for row in made.rows} == {made.made_on}
    assert made.number == 1
