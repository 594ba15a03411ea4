"""Of whom a figure is made is nobody's to choose: taking people off the roster and putting them on again picks none."""

import pytest

from tests import factories
from tests.cast import ADA
from tests.insights.people import OBJECTIVE, write
from workshop.accounts.models import User
from workshop.accounts.readdressing import readdress
from workshop.database import utcnow
from workshop.events.joining import join
from workshop.events.roster import import_roster, roster_lines
from workshop.extensions import db
from workshop.insights.adding_up import add_up
from workshop.insights.gate.figures import SILENCE
from workshop.insights.gate.releases import Release


def people(n: int) -> list[User]:
    """So many who have not proven their addresses."""
    return [factories.user(f"stranger{number}@demo.example", is_proven=False) for number in range(n)]


def lines_of(of: list[User]) -> str:
    """Their lines, as they are pasted."""
    return "\n".join(f"{person.address},, Claims" for person in of)


def added_up(event) -> Release:
    return add_up(db.session, factories.step(event, "objectives"), now=utcnow())


def is_counted(event) -> bool:
    return added_up(event).figure("objectives.kinds") != SILENCE


def strike_everybody(event, browse) -> None:
    """As Ada does on the page."""
    db.session.commit()
    ada = browse(as_=ADA)
    for line in roster_lines(db.session, event):
        ada.post("/events/HERON-42/roster/striking", data={"line": line.id})


def test_whoever_sat_down_as_expected_is_counted_though_they_were_struck_off(event, browse):
    """Else a facilitator could strike the whole room but five friends and the one person they want to know about."""
    for person in people(6):
        write(factories.seat(event, person), "objectives", OBJECTIVE)

    strike_everybody(event, browse)

    assert is_counted(event)


@pytest.mark.parametrize("has_begun", [True, False])
def test_a_line_pasted_while_people_write_makes_nobody_expected_who_sits_there(event, has_begun):
    """Else a facilitator could choose of whom the figure is made, from all who came unexpected."""
    unexpected = people(6)
    for person in unexpected:
        write(factories.seat(event, person, is_rostered=False), "objectives", OBJECTIVE)
    event.locked_at = utcnow() if has_begun else None
    db.session.flush()

    import_roster(db.session, event, lines_of(unexpected), pepper="", now=utcnow())

    assert is_counted(event) is not has_begun


def test_whoever_is_pasted_while_people_write_and_sits_down_then_is_counted(event):
    event.locked_at = utcnow()
    lines = "\n".join(f"late{number}@demo.example,, Claims" for number in range(6))
    import_roster(db.session, event, lines, pepper="", now=utcnow())

    for number in range(6):
        joined = join(db.session, event, address=f"late{number}@demo.example", now=utcnow())
        write(joined.seat, "objectives", OBJECTIVE)

    assert is_counted(event)


def test_an_address_mended_while_people_write_is_expected_as_the_roster_has_it(event):
    mistyped = [factories.user(f"typo{number}@demo.exmaple", is_proven=False) for number in range(6)]
    for person in mistyped:
        write(factories.seat(event, person, is_rostered=False), "objectives", OBJECTIVE)
    lines = "\n".join(f"right{number}@demo.example,, Claims" for number in range(6))
    import_roster(db.session, event, lines, pepper="", now=utcnow())
    event.locked_at = utcnow()

    for number, person in enumerate(mistyped):
        readdress(db.session, person, f"right{number}@demo.example", now=utcnow())

    assert is_counted(event)


def test_nobody_who_has_not_sat_down_yet_is_struck_once_people_write(event, browse):
    """Else a facilitator could strike all of the latecomers but five friends and the one person they want to know about."""
    lines = "\n".join(f"late{number}@demo.example,, Claims" for number in range(6))
    import_roster(db.session, event, lines, pepper="", now=utcnow())
    event.lock(now=utcnow())

    strike_everybody(event, browse)
    for number in range(6):
        joined = join(db.session, event, address=f"late{number}@demo.example", now=utcnow())
        write(joined.seat, "objectives", OBJECTIVE)

    assert is_counted(event)
