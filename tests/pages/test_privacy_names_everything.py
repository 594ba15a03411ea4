"""What the privacy page lists is what the database and the browser hold: nothing personal is kept that it does not name."""

import re

import pytest

from workshop import tables
from workshop.config import ROOT
from workshop.extensions import Base

PERSONAL = {  # each table that holds something of a person, and the words of the row that speaks of it
    "users": "Your address and name",
    "roster_lines": "Your address and name",
    "participants": "Your address and name",
    "seat_keys": "Where you are signed in",
    "sign_ins": "Where you are signed in",
    "outgoing_mail": "Letters we sent you",
    "sheets": "What you write in worksheets",
    "entries": "What you write in worksheets",
    "answers": "What you write in worksheets",
    "writers": "What you write in worksheets",
    "kept_copies": "What you write in worksheets",
    "shares": "An answer that you share without your name",
    "statement_batches": "An answer that you share without your name",
    "ready_pdfs": "An answer that you share without your name",
    "actions": "Your action, and how it went",
    "check_ins": "Your action, and how it went",
    "tip_actions": "Your action, and how it went",
    "askings": "Your action, and how it went",
    "tip_refusals": "That no letter about a tipsheet’s action may go to an address",
    "counted_in": "Figures already added up",
    "share_links": "A link that you make to a company’s report",
    "share_openings": "A link that you make to a company’s report",
    "commitments": "What a company writes to those who took part",
    "invitations": "An invitation: your address",
    "certificates": "A certificate of attendance",
    "calendar_feeds": "The secret address for your calendar program",
    "room_questions": "Questions you ask the room",
    "question_votes": "Questions you ask the room",
    "poll_voters": "A vote in a quick poll",
    "facilitators": "That you lead a workshop",
    "planners": "That you lead a workshop",
    "readers": "That you lead a workshop",
    "administrators": "That you lead a workshop",
    "enquiries": "What you ask us for",
    "forwards": "That you had a tipsheet mailed to a friend",
    "forward_refusals": "That nobody may have us mail a tipsheet to your address",
    "subscribers": "Your newsletter subscription",
    "pending_subscriptions": "Your newsletter subscription",
    "subscription_keys": "Your newsletter subscription",
    "consents": "The ledger of consent",
    "suppressions": "That no newsletter may go to an address",
    "bounce_scores": "That no newsletter may go to an address",
    "second_factors": "The second step at sign-in",
    "recovery_codes": "The second step at sign-in",
    "mailed_codes": "A code or link that was mailed to you",
    "attempts": "How often a wrong password or code was tried",
    "erasures": "That you had yourself erased",
    "screen_keys": "A device used as a big screen",
    "audit": "What staff of the site did",
}
OF_NOBODY = {
    # plans, words of the practice, counts, hashes of other rows
    "closed_waves", "tip_counts", "closing_turnouts", "gone_turnouts",
    "announcements", "audit_seals", "big_screens", "blocks", "bulk_letters", "mail_pauses", "clients",
    "event_team_parts", "event_teams",
    "events", "mailings", "poll_options", "polls", "questions_on_screen", "releases", "report_releases", "reports",
    "practice_look", "signals", "steps", "teams", "tipsheets",
}  # fmt: skip
COOKIES = {  # where a cookie is set, and the row that speaks of it; Flask itself sets the one that keeps people signed in
    "workshop/__init__.py": "The cookie ‘workshop’",
    "workshop/pages/appearance.py": "The cookie ‘theme’",
    "workshop/room/views.py": "The cookie ‘keys’",
    "workshop/room/pairing_views.py": "The cookie ‘screen’",
}


@pytest.fixture
def rows(browse) -> list[str]:
    """The first cell of each row of the list."""
    page = browse().get("/privacy").text
    return re.findall(r'<th scope="row"[^>]*>\s*([^<]+)', page)


def unnamed(wanted: dict[str, str], rows: list[str]) -> list[str]:
    return [one for one, words in wanted.items() if not any(row.startswith(words) for row in rows)]


def test_every_table_is_either_of_a_person_or_of_nobody():
    assert tables.ALL
    assert {table.name for table in Base.metadata.sorted_tables} == PERSONAL.keys() | OF_NOBODY
    assert not PERSONAL.keys() & OF_NOBODY


def test_a_table_with_an_address_or_a_person_in_it_is_never_of_nobody():
    pointing = {
        table.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if re.search(r"address|hmac|recipient", column.name)
        or any(key.column.table.name in ("users", "participants") for key in column.foreign_keys)
    }

    assert pointing & OF_NOBODY == set()


def test_each_table_of_a_person_is_named_on_the_privacy_page(rows):
    assert unnamed(PERSONAL, rows) == []


def test_each_cookie_is_named_on_the_privacy_page(rows):
    setting = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "workshop").rglob("*.py")
        if re.search(r"\.set_cookie\(|SESSION_COOKIE_NAME", file.read_text())
    }

    assert setting == COOKIES.keys()
    assert unnamed(COOKIES, rows) == []


def test_each_row_says_who_sees_it_how_long_and_how_to_delete_it(browse):
    table = re.search(r"<tbody>(.*?)</tbody>", browse().get("/privacy").text, re.DOTALL)[1]

    cells = [len(re.findall(r"<td[^>]*>\s*[^<\s]", row)) for row in table.split("</tr>")[:-1]]

    assert set(cells) == {3}


def test_what_is_not_on_the_page_is_found(rows):
    assert unnamed({"horoscopes": "Your stars"}, rows) == ["horoscopes"]
