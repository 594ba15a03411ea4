"""The outbox: what is shown of a letter, trying again, cancelling."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.admin.acting import letters_to, noted, user_of
from tests.cast import ADA, BEN, CLEO, OMAR
from workshop.database import utcnow
from workshop.extensions import db
from workshop.mail import outbox, queue
from workshop.mail.models import OutgoingMail
from workshop.mail.rendering import Letter

BODY = "what only Ben shall read"


@pytest.fixture
def omar(browse, event):
    return browse(as_=OMAR)


@pytest.fixture
def letter(event) -> str:
    """The path of a letter to Ben that waits."""
    return f"/admin/outbox/{a_letter(BEN)}"


def a_letter(to: str, *, state: str = "queued", kind: str = "welcome", **given) -> str:
    """A letter in this state; its name in addresses."""
    outbox.enqueue(
        db.session,
        dedupe_key=to,
        kind=kind,
        to=to,
        letter=Letter("Your account", BODY),
        html=BODY,
        now=utcnow(),
        **given,
    )
    db.session.execute(update(OutgoingMail).where(OutgoingMail.to_address == to).values(state=state))
    db.session.commit()
    return letters_to(to)[0].message_id


def test_a_letter_is_listed_with_its_state_and_a_masked_address(omar, letter):
    page = omar.get("/admin/outbox").text

    assert "b…n@demo.example" in page
    assert "<span>Waiting</span>" in page
    assert BEN not in page


@pytest.mark.parametrize("state", ["queued", "sent", "failed", "uncertain"])
def test_who_is_asked_how_it_went_is_not_named(omar, state):
    """Who gets a second letter has not answered; who gets no more has said that it is done."""
    name = a_letter(BEN, state=state, kind="check_in")
    letters_to(BEN)[0].smtp_text = f"no mailbox {BEN}"
    db.session.commit()

    pages = [omar.get("/admin/outbox?kind=check_in"), omar.post(f"/admin/outbox/{name}/sending"), omar.get("/admin/audit")]

    assert "somebody who is asked how it went" in pages[0].text
    assert [page.text for page in pages if "demo.example" in page.text.replace(OMAR, "")] == []


@pytest.mark.parametrize("state", ["queued", "failed"])
def test_the_body_of_a_letter_is_never_shown(omar, state):
    name = a_letter(BEN, state=state)

    pages = [omar.get("/admin/outbox"), omar.post(f"/admin/outbox/{name}/cancelling"), omar.get("/admin/audit")]

    assert [page.text for page in pages if BODY in page.text] == []


def test_the_address_of_a_letter_that_failed_is_whole_with_what_the_server_said(omar):
    a_letter(BEN, state="failed")
    letters_to(BEN)[0].smtp_code, letters_to(BEN)[0].smtp_text = 550, "no such mailbox"

    page = omar.get("/admin/outbox").text

    assert (BEN in page, "(550)" in page, "no such mailbox" in page) == (True, True, True)


@pytest.mark.parametrize("state", ["queued", "retry", "inflight", "sent", "uncertain", "cancelled"])
def test_the_servers_words_about_any_other_letter_are_kept_back(omar, state):
    a_letter(BEN, state=state)
    letters_to(BEN)[0].smtp_text = f"greylisted {BEN}"

    assert BEN not in omar.get("/admin/outbox").text


def test_the_list_is_narrowed_to_one_state(omar):
    a_letter(BEN, state="failed")
    a_letter(CLEO)

    page = omar.get("/admin/outbox?state=failed").text

    assert (BEN in page, "c…o@" in page) == (True, False)
    assert "Failed (1)" in page


def test_a_state_that_does_not_exist_narrows_nothing(omar, letter):
    assert "b…n@demo.example" in omar.get("/admin/outbox?state=lost").text


@pytest.mark.parametrize("state", ["failed", "cancelled", "retry"])
def test_a_letter_is_queued_again_and_the_worker_takes_it(omar, state):
    name = a_letter(BEN, state=state)
    letters_to(BEN)[0].attempts = 9

    page = omar.post(f"/admin/outbox/{name}/sending")

    letter = letters_to(BEN)[0]
    assert (page.status_code, letter.state, letter.attempts) == (303, "queued", 0)
    assert [due.message_id for due in queue.claim(db.session, "worker", now=utcnow())] == [name]


def test_a_letter_whose_days_are_over_gets_two_more(omar):
    name = a_letter(BEN, state="cancelled")
    letters_to(BEN)[0].expires_at = utcnow() - timedelta(days=1)

    omar.post(f"/admin/outbox/{name}/sending")

    queue.sweep(db.session, now=utcnow())
    assert letters_to(BEN)[0].state == "queued"


def test_a_code_that_has_expired_is_not_sent_again(omar):
    name = a_letter(BEN, state="cancelled", priority=outbox.CODES)
    letters_to(BEN)[0].expires_at = utcnow() - timedelta(minutes=1)

    page = omar.post(f"/admin/outbox/{name}/sending")

    assert (page.status_code, letters_to(BEN)[0].state) == (409, "cancelled")
    assert "Try again:" not in page.text


@pytest.mark.parametrize("state", ["queued", "inflight", "sent"])
def test_what_waits_or_has_gone_is_not_queued_twice(omar, state):
    name = a_letter(BEN, state=state)

    page = omar.post(f"/admin/outbox/{name}/sending")

    assert (page.status_code, letters_to(BEN)[0].state, noted()) == (409, state, [])


@pytest.mark.parametrize("state", ["queued", "retry"])
def test_a_letter_that_waits_is_cancelled_and_never_sent(omar, state):
    name = a_letter(BEN, state=state)

    page = omar.post(f"/admin/outbox/{name}/cancelling?state=queued")

    assert (page.status_code, page.location) == (303, "/admin/outbox?state=queued")
    assert queue.claim(db.session, "worker", now=utcnow()) == []


@pytest.mark.parametrize("state", ["inflight", "sent", "failed"])
def test_a_letter_that_has_moved_on_is_not_cancelled(omar, state):
    name = a_letter(BEN, state=state)

    page = omar.post(f"/admin/outbox/{name}/cancelling")

    assert (page.status_code, letters_to(BEN)[0].state) == (409, state)
    assert "Too late" in page.text


def test_a_worker_that_holds_a_cancelled_letter_does_not_send_it(omar, letter):
    held = queue.claim(db.session, "worker", now=utcnow())[0]
    db.session.commit()

    omar.post(f"{letter}/cancelling")

    assert queue.begin_sending(db.session, [letters_to(BEN)[0].id], "worker", now=utcnow()) == set()
    assert held.message_id in letter


def test_both_acts_are_noted(omar, letter):
    omar.post(f"{letter}/cancelling")
    omar.post(f"{letter}/sending")

    actor, name = user_of(OMAR).public_id, letters_to(BEN)[0].message_id
    assert noted() == [("letter.cancelled", actor, name), ("letter.retried", actor, name)]


def test_nobody_else_touches_a_letter(browse, event, letter):
    statuses = [browse(as_=ADA).post(f"{letter}/{act}").status_code for act in ("sending", "cancelling")]

    assert statuses == [404, 404]


def test_the_overview_says_how_many_letters_did_not_arrive(omar):
    a_letter(BEN, state="failed")
    a_letter(CLEO, state="uncertain")

    assert "2 letters did not arrive, or nobody knows." in omar.get("/admin").text


def test_a_letter_that_may_have_arrived_is_sent_again_only_by_whoever_has_read_so(omar):
    path = f"/admin/outbox/{a_letter(BEN, state='uncertain')}/sending"

    asked = omar.post(path)
    assert (asked.status_code, letters_to(BEN)[0].state) == (409, "uncertain")
    assert "b…n@demo.example may get it twice" in asked.text

    assert (omar.post(path, data={"anyway": "yes"}).status_code, letters_to(BEN)[0].state) == (303, "queued")


def test_a_letter_that_may_have_arrived_is_let_be(omar):
    omar.post(f"/admin/outbox/{a_letter(BEN, state='uncertain')}/cancelling")

    assert letters_to(BEN)[0].state == "cancelled"


def test_the_list_is_narrowed_to_one_kind(omar, letter):
    assert ("b…n@demo.example" in omar.get("/admin/outbox?kind=welcome").text) is True
    assert ("b…n@demo.example" in omar.get("/admin/outbox?kind=tipsheet").text) is False
