"""The evening of thirty people: three in real browsers, the others over HTTP; from the door to the client's report."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from tests import factories
from tests.browser.attendee import Attendee
from tests.browser.evening import step
from tests.browser.filling import who
from tests.cast import ADA, CLEO
from workshop.answers.models import Sheet
from workshop.database import utcnow
from workshop.events.models import Participant
from workshop.events.roster import import_roster
from workshop.extensions import db

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
CODE = "HERON-42"
OBJECTIVES = "Your manager’s objectives"
NEEDS = "Your customers and what they need"
ACTION = "One action for this week"
SECRET = "Settle the flood claims of Rosehill"
QUESTION = "How do I ask without sounding lost?"
TEAMS = ("Claims", "Service", "Underwriting")
ADDRESSES = [f"p{number:02d}@demo.example" for number in range(30)]
AT_ONCE = 6
PATIENCE = 20_000


@pytest.fixture
def room(event):
    """HERON-42 an hour before: thirty people are expected, ten in each team, and nothing is open."""
    db.session.delete(factories.seat_of(event, "ben@demo.example"))
    roster = "\n".join(f"{address}, , {TEAMS[number % 3]}" for number, address in enumerate(ADDRESSES))
    import_roster(db.session, event, roster, pepper="", now=utcnow())
    event.opened_at = None
    for one in event.steps:
        one.opened_at = None
    db.session.commit()
    return event


def test_an_evening_of_thirty_people(room, live, visit):
    ada = visit(f"/events/{CODE}", as_=ADA, **LAPTOP)
    screen = ada.context.new_page()
    screen.goto(f"/events/{CODE}/screen")
    ada.get_by_role("button", name="Open the doors").click()
    expect(screen.get_by_text(CODE)).to_be_visible()

    three = [come_in(visit("/join", **options), address) for options, address in zip(LOOKS, ADDRESSES, strict=False)]
    others = [Attendee(address, live, CODE) for address in ADDRESSES[3:]]
    together(Attendee.join, others)
    expect(ada.get_by_text("30 people have joined.")).to_be_visible(timeout=PATIENCE)

    the_room_reads_the_tipsheet(ada, three)
    the_room_writes_about_managers(ada, three, others)
    add_up_and_show(ada, OBJECTIVES, three, screen)
    the_room_writes_about_customers(ada, three, others)
    add_up_and_show(ada, NEEDS, three, screen)
    somebody_asks(ada, three[0], others)
    everybody_leaves_with_an_action(ada, three, others)
    read = ada_closes_and_cleo_reads(ada, visit)

    with_an_action = 3 + sum("action" in one.done for one in others)
    assert n_done() == {"objectives": 30, "needs": 30, "action": with_an_action}
    assert [one for one in (SECRET, *ADDRESSES) if one in read] == []


LOOKS = (PHONE, LAPTOP, PHONE | {"java_script_enabled": False})


def come_in(page: Page, address: str) -> Page:
    page.get_by_label("Code").fill("heron 42")
    page.get_by_role("button", name="Join").click()
    page.get_by_label("E-mail").fill(address)
    page.get_by_role("button", name="I’ve read this: start").click()
    page.wait_for_url(f"**/workbook/{CODE}")
    return page


def together(act, people: list[Attendee], *given: str) -> None:
    """Everybody does it, some at a time."""
    with ThreadPoolExecutor(AT_ONCE) as hands:
        list(hands.map(lambda one: act(one, *given), people))


def the_room_reads_the_tipsheet(ada: Page, three: list[Page]) -> None:
    ada.get_by_role("button", name="Next", exact=True).click()
    for page in three[:2]:
        expect(page.get_by_text("The room is reading the tipsheet.")).to_be_visible(timeout=PATIENCE)


def the_room_writes_about_managers(ada: Page, three: list[Page], others: list[Attendee]) -> None:
    ada.get_by_role("button", name="Next", exact=True).click()
    for page in three:
        page.goto(f"/workbook/{CODE}/objectives")
        page.get_by_label("What must go well? (objective 1)").fill(SECRET)
        page.get_by_label("Hit a number").first.check()
        page.get_by_label("I’m guessing").first.check()
        finish(page)
    together(Attendee.write, others, "objectives")
    expect(step(ada, OBJECTIVES)).to_contain_text("30 of 30 have started, 30 are done.", timeout=PATIENCE)


def the_room_writes_about_customers(ada: Page, three: list[Page], others: list[Attendee]) -> None:
    ada.get_by_role("button", name="Next", exact=True).click()
    for page in three[:2]:
        page.goto(f"/workbook/{CODE}")
        page.get_by_role("link", name="Go there").click()
    three[2].goto(f"/workbook/{CODE}/needs")
    for page in three:
        who(page).fill("Branch advisers")
        page.get_by_label("A faster answer").first.check()
        for rating in page.locator(".rating").all():
            rating.locator(".rating-box").nth(3).click()
        finish(page)
    together(Attendee.write, others, "needs")
    expect(step(ada, NEEDS)).to_contain_text("30 of 30 have started, 30 are done.", timeout=PATIENCE)


def add_up_and_show(ada: Page, title: str, three: list[Page], screen: Page) -> None:
    """Ada looks first, alone; then the phones and the big screen have it without being touched."""
    step(ada, title).get_by_role("link", name="Add up").click()
    expect(ada.get_by_text("At least 30 of 30 have saved, counted in fives.")).to_be_visible()
    ada.get_by_role("button", name="Add up now").click()
    expect(ada.get_by_text("Only you see this so far.").first).to_be_visible()
    ada.get_by_role("button", name="Show").first.click()
    expect(step(ada, title)).to_contain_text("Shown to the room.")
    for page in three[:2]:
        expect(page.locator("a[href*='show=room']").filter(has_text=title)).to_be_visible(timeout=PATIENCE)
    expect(screen.get_by_text("the whole room").first).to_be_attached(timeout=PATIENCE)
    ada.get_by_role("button", name="Blank the screen").click()


def somebody_asks(ada: Page, phone: Page, others: list[Attendee]) -> None:
    others[0].ask(QUESTION)
    phone.goto(f"/workbook/{CODE}/questions")
    phone.get_by_role("button", name="I want to know too").click()
    expect(phone.get_by_role("button", name="Take my vote back")).to_be_visible()
    ada.goto(f"/events/{CODE}/questions")
    expect(ada.get_by_text(QUESTION)).to_be_visible()
    assert [address for address in ADDRESSES if address in ada.content()] == []
    ada.get_by_role("button", name="Answered").click()


def everybody_leaves_with_an_action(ada: Page, three: list[Page], others: list[Attendee]) -> None:
    ada.goto(f"/events/{CODE}")
    step(ada, ACTION).get_by_role("button", name="Open", exact=True).click()
    for page in three:
        page.goto(f"/workbook/{CODE}/action")
        page.get_by_label("When … (action 1)").fill("the Rosehill call ends")
        page.get_by_label("I will … (action 1)").fill("ask which family waits longest")
        page.get_by_label("By which day? (action 1)").fill("2090-03-19")
        page.get_by_label("Find out").first.check()
        page.locator(".rating-box").nth(3).click()
        page.get_by_label("In a week, a month and three months").first.check()
        finish(page)
    together(Attendee.write, others, "action")
    expect(step(ada, ACTION)).to_contain_text("30 of 30 have started", timeout=PATIENCE)


def ada_closes_and_cleo_reads(ada: Page, visit) -> str:
    ada.get_by_role("link", name="Close the workshop").first.click()
    ada.get_by_role("button", name="Close the workshop").click()
    ada.get_by_role("link", name="Control room").click()
    ada.get_by_role("link", name="Write the report for Northgate").click()
    for number in (1, 2, 3):
        ada.get_by_label(f"Sentence {number}").fill("Speed is what the room misses.")
    ada.get_by_role("button", name="Save, and see it as Northgate will").click()
    ada.get_by_role("button", name="Release to Northgate").first.click()
    expect(ada.get_by_text("Northgate can read the report now")).to_be_visible()
    cleo = visit("/reports", as_=CLEO, **PHONE)
    cleo.get_by_role("link", name="Who are your customers?").click()
    expect(cleo.get_by_role("row").filter(has_text="Speed").first).to_be_visible()
    return cleo.content()


def finish(page: Page) -> None:
    page.get_by_label("Yes, mark it done").check()
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url(f"**/workbook/{CODE}")


def n_done() -> dict[str, int]:
    """How many sheets are done, by worksheet; of whoever sits there."""
    db.session.rollback()
    done = select(Sheet.step_id, func.count(Sheet.done_at)).join(Participant, Participant.id == Sheet.participant_id)
    counts = dict(db.session.execute(done.group_by(Sheet.step_id)).all())
    event = db.session.scalars(select(Participant)).first().event
    return {one.worksheet_key: counts[one.id] for one in event.steps if one.id in counts}
