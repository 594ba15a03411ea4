"""What people do on the evening of a workshop, each with their own browser, in their own words."""

import re
from datetime import timedelta
from random import Random
from urllib.parse import unquote_plus

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from tests.cast import BEN, PASSWORD
from workshop.accounts.users import proven_user
from workshop.database import utcnow
from workshop.demo.people import NORTHGATE
from workshop.events.joining import join
from workshop.events.models import Event, Participant
from workshop.extensions import db
from workshop.rehearsal.sheets import fill_in
from workshop.rehearsal.writing import fill

TITLE = "An evening at Northgate"
EXPECTED = [person for person in NORTHGATE if person.team in ("Claims", "Service")]
WORDS_OF_BEN = {
    "objective": "Settle the flood claims of Rosehill before the frost",
    "help": "I could ring the assessors for him",
    "who": "Families who live in caravans meanwhile",
    "own_words": "A date they can tell their children",
    "when": "the Rosehill call ends",
    "will": "ask which family waits longest",
}


def sign_in(page: Page, address: str) -> None:
    """Sign in with the demo's password."""
    page.goto("/sign-in")
    by_password = page.get_by_role("region", name="With a password")
    by_password.get_by_label("E-mail address").fill(address)
    by_password.get_by_label("Password").fill(PASSWORD)
    by_password.get_by_role("button", name="Sign in").click()


def plan(page: Page) -> str:
    """Ada plans an hour with two teams, puts them on the roster and opens the doors; the event's code."""
    page.get_by_role("link", name="Plan a workshop or webinar").click()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Begins at").fill("10:00")
    page.get_by_label("For which client?").select_option("Northgate")
    page.get_by_label("Teams", exact=True).fill("Claims, 10\nService, 10")
    page.get_by_role("button", name="60 minutes").click()
    page.get_by_role("group", name="Does one manager lead").get_by_label("No").check()
    page.get_by_role("group", name="Do managers of people here").get_by_label("No").check()
    page.get_by_role("button", name="Save the plan").click()
    page.wait_for_url(re.compile(r"/events/[A-Z]+-\d+$"))
    code = page.url.rsplit("/", 1)[1]
    page.get_by_role("link", name="Roster").click()
    page.get_by_label("Add people").fill("\n".join(f"{one.address}, {one.name}, {one.team}" for one in EXPECTED))
    page.get_by_role("button", name="Add to the roster").click()
    expect(page.get_by_text("20 people are expected")).to_be_visible()
    page.goto(f"/events/{code}")
    page.get_by_role("button", name="Open the doors").click()
    return code


def join_with_code(page: Page, code: str) -> None:
    """Ben types the code as people type codes, then his address, and is in."""
    page.get_by_label("Code").press_sequentially(code.lower().replace("-", " "))
    page.get_by_role("button", name="Join").click()
    page.get_by_label("E-mail").fill(BEN)
    page.get_by_label("Name (optional)").fill("Ben")
    page.get_by_role("button", name="I’ve read this: start").click()
    page.wait_for_url(f"**/workbook/{code}")


def sign_in_by_mail(page: Page, code: str) -> None:
    """Ben asks for a code on his laptop, reads it in his mail, says that the phone is his too, and is at his workbook."""
    page.goto("/sign-in")
    by_mail = page.get_by_role("region", name="With a link by e-mail")
    by_mail.get_by_label("E-mail").fill(BEN)
    by_mail.get_by_role("button", name="Mail me a link").click()
    expect(page.get_by_role("heading", name="Check your mail")).to_be_visible()
    letters = page.context.new_page()
    letters.goto("/demo/mail")
    letter = letters.get_by_role("article").filter(has_text=f"To {BEN}").first
    digits = re.search(r"\b\d{3} ?\d{3}\b", letter.inner_text()).group()
    letters.close()
    page.get_by_label("6-digit code").press_sequentially(digits)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="That was me").click()
    expect(page.get_by_text("That seat is yours.")).to_be_visible()
    page.goto(f"/workbook/{code}")


def step(page: Page, title: str) -> Locator:
    """One step of the agenda in the control room."""
    return page.locator(".agenda > li").filter(has=page.get_by_role("heading", name=title))


def add_up_and_show(page: Page, title: str) -> None:
    """Ada adds a worksheet up, looks at it alone, then shows it to the room."""
    page.get_by_role("link", name="Count again").click()
    step(page, title).get_by_role("link", name="Add up").click()
    page.get_by_role("button", name="Add up now").click()
    expect(page.get_by_text("Only you see this so far.")).to_be_visible()
    page.get_by_role("button", name="Show").click()
    expect(step(page, title)).to_contain_text("Shown to the room.")


def seat_the_others(code: str) -> list[Participant]:
    """Everyone on the roster but Ben sits down."""
    event = db.session.scalars(select(Event).where(Event.code == code)).one()
    others = [person for person in EXPECTED if person.address != BEN]
    seats = [
        join(db.session, event, address=one.address, user=proven_user(db.session, one.address), now=utcnow()).seat
        for one in others
    ]
    db.session.commit()
    return seats


def write_like_the_demo(seats: list[Participant], key: str) -> None:
    """The others fill in one worksheet, which is open, as the people of the demo do."""
    source, now = Random(f"evening {key}"), utcnow() + timedelta(seconds=1)
    for seat in seats:
        one = next(step for step in seat.event.steps if step.worksheet_key == key)
        fill_in(db.session, seat, one, fill(key, source, needs=seat.event.chosen_needs, today=now.date()), now=now)
    db.session.commit()


def finish(page: Page) -> None:
    """Mark the worksheet done, and go back to the contents."""
    page.get_by_label("Yes, mark it done").check()
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url(re.compile(r"/workbook/[A-Z]+-\d+$"))


def type_until_saved(page: Page, label: str, words: str, *, after: str = "") -> None:
    """Type into the field at its end, and wait until the site has acknowledged all that stands in it."""
    field = page.get_by_label(label)
    field.press("End")
    with page.expect_response(lambda one: one.ok and after + words in unquote_plus(one.request.post_data or "")):
        field.press_sequentially(words)
