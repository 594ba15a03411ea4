"""An evening from the plan to the client's report, typed by hand in real browsers: the site's main job, end to end."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser import evening
from tests.browser.filling import drafts, status, who
from tests.cast import ADA, CLEO, DORA
from tests.workbook.stored import stored_words
from workshop.answers.models import Sheet
from workshop.database import utcnow
from workshop.demo.building import build_demo
from workshop.events.models import Participant
from workshop.extensions import db

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
OBJECTIVES = "Your manager’s objectives"
OBJECTIVE_1 = "What must go well? (objective 1)"
NEEDS = "Your customers and what they need"
ACTION = "One action for this week"
BENS = evening.WORDS_OF_BEN
SENTENCES = ("Speed is what the room misses.", "Brokers wait longest.", "We begin with dates that hold.")


@pytest.fixture
def demo(app):
    build_demo(db.session, now=utcnow())
    db.session.commit()


def test_an_evening_from_the_plan_to_the_report(demo, visit):
    ada, phone = visit("/", **LAPTOP), visit("/join", **PHONE)
    evening.sign_in(ada, ADA)
    code = evening.plan(ada)
    evening.join_with_code(phone, code)
    others = evening.seat_the_others(code)

    ben_is_cut_off_in_the_middle_of_worksheet_1(ada, phone)
    laptop = visit("/", **LAPTOP)
    the_same_half_sentence_is_on_the_laptop(laptop, phone, code)
    the_room_is_shown_worksheet_1(ada, phone, others)
    the_room_writes_and_is_shown_worksheet_2(ada, phone, others)
    ben_leaves_with_an_action(ada, phone, others)
    ada_closes_and_releases(ada)

    cleo, dora = visit("/", **PHONE), visit("/", **LAPTOP)
    read = cleo_reads(cleo)
    evening.sign_in(dora, DORA)
    assert dora.goto(cleo.url).status == 404
    for path in (f"/workbook/{code}/action", f"/events/{code}", f"/events/{code}/results", f"/events/{code}/report"):
        assert [reader.goto(path).status for reader in (cleo, dora)] == [404, 404]
    seen = read + dora.content() + all_that_ada_can_open(ada, code)
    assert [words for words in BENS.values() if words in seen] == []
    phone.goto(f"/workbook/{code}/print")
    assert [words for words in BENS.values() if words not in phone.content()] == []


def test_somebody_new_joins_fills_in_and_finishes_without_scripts(event, visit):
    page = visit("/join", **PHONE, java_script_enabled=False)
    page.get_by_label("Code").fill("heron42")
    page.get_by_role("button", name="Join").click()
    page.get_by_label("E-mail").fill("nell@demo.example")
    page.get_by_role("button", name="I’ve read this: start").click()
    page.get_by_label("Service").check()
    page.get_by_role("button", name="I’ve read this: start").click()
    page.get_by_role("link", name=OBJECTIVES).click()
    page.get_by_label(OBJECTIVE_1).fill(BENS["objective"])
    page.get_by_label("Hit a number").first.check()
    page.get_by_label("I’m guessing").first.check()
    evening.finish(page)
    page.get_by_role("link", name=NEEDS).click()
    who(page).fill(BENS["who"])
    page.get_by_role("button", name="Save and continue").click()

    expect(status(page)).to_contain_text("Saved at ")
    assert set(stored_words()) == {BENS["objective"], BENS["who"]}
    seat = db.session.scalars(select(Participant).where(Participant.rostered_at.is_(None))).one()
    sheets = db.session.scalars(select(Sheet).where(Sheet.participant_id == seat.id).order_by(Sheet.step_id)).all()
    assert (seat.team.name, [sheet.done_at is not None for sheet in sheets]) == ("Service", [True, False])


def ben_is_cut_off_in_the_middle_of_worksheet_1(ada: Page, phone: Page) -> None:
    for _ in range(3):
        ada.get_by_role("button", name="Next", exact=True).click()
    expect(evening.step(ada, OBJECTIVES)).to_contain_text("The room is here")
    expect(evening.step(ada, OBJECTIVES)).to_contain_text("Waiting for people.")
    phone.reload()
    expect(phone.get_by_text("The room is on worksheet 1")).to_be_visible()
    phone.get_by_role("link", name=OBJECTIVES).click()
    evening.type_until_saved(phone, OBJECTIVE_1, BENS["objective"][:20])
    phone.context.set_offline(True)
    phone.get_by_label(OBJECTIVE_1).press_sequentially(BENS["objective"][20:30])
    expect(status(phone)).to_contain_text("You’re offline.")
    assert len(drafts(phone)) == 1
    phone.context.set_offline(False)
    expect(status(phone)).to_contain_text("Back online. Sent at ", timeout=8000)
    assert drafts(phone) == []


def the_same_half_sentence_is_on_the_laptop(laptop: Page, phone: Page, code: str) -> None:
    """His mailbox proves that both are Ben; what he goes on typing on either is on the other."""
    evening.sign_in_by_mail(laptop, code)
    laptop.get_by_role("link", name=OBJECTIVES).click()
    expect(laptop.get_by_label(OBJECTIVE_1)).to_have_value(BENS["objective"][:30])
    evening.type_until_saved(laptop, OBJECTIVE_1, BENS["objective"][30:], after=BENS["objective"][:30])
    phone.reload()
    expect(phone.get_by_label(OBJECTIVE_1)).to_have_value(BENS["objective"])


def the_room_is_shown_worksheet_1(ada: Page, phone: Page, others) -> None:
    phone.get_by_label("Hit a number").first.check()
    phone.get_by_label("I’m guessing").first.check()
    phone.get_by_text("Add detail (optional)").first.click()
    phone.get_by_label("One thing you could take off their plate (objective 1)").press_sequentially(BENS["help"])
    evening.finish(phone)
    evening.write_like_the_demo(others, "objectives")
    ada.get_by_role("link", name="Count again").click()
    expect(evening.step(ada, OBJECTIVES)).to_contain_text("20 of 20 have started, 20 are done.")
    evening.add_up_and_show(ada, OBJECTIVES)
    phone.locator(".contents").get_by_role("link", name=OBJECTIVES).click()
    expect(phone.get_by_role("heading", name="What the room said")).to_be_visible()
    expect(phone.get_by_text("How sure people are · the whole room · 20 people")).to_be_visible()
    expect(phone.get_by_label(OBJECTIVE_1)).to_have_value(BENS["objective"])


def the_room_writes_and_is_shown_worksheet_2(ada: Page, phone: Page, others) -> None:
    ada.get_by_role("button", name="Next", exact=True).click()
    evening.write_like_the_demo(others, "needs")
    phone.get_by_role("link", name="Contents").click()
    phone.get_by_role("link", name="Go there").click()
    who(phone).press_sequentially(BENS["who"])
    phone.get_by_label("A faster answer").first.check()
    phone.get_by_text("Add detail (optional)").first.click()
    phone.get_by_label("The need in your words (customer 1)").press_sequentially(BENS["own_words"])
    for rating in phone.locator(".rating").all():
        rating.locator(".rating-box").nth(3).click()
    evening.finish(phone)
    evening.add_up_and_show(ada, NEEDS)
    phone.locator(".contents").get_by_role("link", name=NEEDS).click()
    expect(phone.get_by_role("row").filter(has_text="Speed").first).to_be_visible()
    expect(who(phone)).to_have_value(BENS["who"])


def ben_leaves_with_an_action(ada: Page, phone: Page, others) -> None:
    ada.get_by_role("button", name="Next", exact=True).click()
    evening.write_like_the_demo(others, "action")
    phone.get_by_role("link", name="Contents").click()
    phone.locator(".contents").get_by_role("link", name=ACTION).click()
    phone.get_by_label("When … (action 1)").press_sequentially(BENS["when"])
    phone.get_by_label("I will … (action 1)").press_sequentially(BENS["will"])
    phone.get_by_label("By which day? (action 1)").fill("2027-03-19")
    phone.get_by_label("Find out").first.check()
    phone.locator(".rating-box").nth(3).click()
    phone.get_by_label("In a week, a month and three months").first.check()
    evening.finish(phone)
    expect(phone.locator(".status.done")).to_have_count(3)


def ada_closes_and_releases(ada: Page) -> None:
    ada.reload()
    ada.get_by_role("link", name="Close the workshop").first.click()
    ada.get_by_role("button", name="Close the workshop").click()
    ada.get_by_role("link", name="Control room").click()
    ada.get_by_role("link", name="Report for Northgate", exact=True).click()
    for number, sentence in enumerate(SENTENCES, start=1):
        ada.get_by_label(f"Sentence {number}").press_sequentially(sentence)
    ada.get_by_role("button", name="Save, and see it as Northgate will").click()
    ada.get_by_role("button", name="Release to Northgate").first.click()
    expect(ada.get_by_text("Northgate can read the report now")).to_be_visible()


def cleo_reads(cleo: Page) -> str:
    evening.sign_in(cleo, CLEO)
    cleo.get_by_role("link", name=evening.TITLE).click()
    for sentence in SENTENCES:
        expect(cleo.get_by_text(sentence)).to_be_visible()
    expect(cleo.get_by_role("row").filter(has_text="Speed").first).to_be_visible()
    return cleo.content()


def all_that_ada_can_open(ada: Page, code: str) -> str:
    seen = ""
    for path in ("", "/results", "/steps/3/adding-up", "/plan", "/roster", "/report", "/report/readers"):
        ada.goto(f"/events/{code}{path}")
        seen += ada.content()
    return seen
