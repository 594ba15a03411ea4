"""The meeting of a webinar stands beside the companion, for participants alone; its recording comes afterwards."""

import pytest

from tests.cast import ADA, BEN
from tests.workbook.pages import Form
from workshop.database import utcnow
from workshop.events.links import BadLink, clean_link, set_links
from workshop.extensions import db

MEETING, RECORDING = "https://meet.example/j/7?pwd=x", "https://video.example/r/7"


def plan_of(event, browse) -> dict:
    """The fields of Ada's planning page as they stand, to send again."""
    form = Form(browse(as_=ADA).get(f"/events/{event.code}/plan").text, "novalidate")
    return form.sent("save")


@pytest.fixture
def webinar(event):
    event.kind = "webinar"
    set_links(event, meeting=MEETING, recording=RECORDING)
    db.session.commit()
    return event


def test_ben_opens_the_meeting_in_another_window(webinar, browse):
    page = browse(as_=BEN).get("/workbook/HERON-42").text

    link = f'href="{MEETING}" target="_blank" rel="noopener noreferrer"'
    assert page.index("</h1>") < page.index(link) < page.index('class="contents"')  # before anything else he could do there
    assert RECORDING not in page


def test_after_the_end_the_recording_stands_in_its_place(webinar, browse):
    webinar.close(now=utcnow())

    page = browse(as_=BEN).get("/workbook/HERON-42").text

    assert (MEETING in page, f'href="{RECORDING}"' in page) == (False, True)


def test_without_a_link_nothing_stands_there(event, browse):
    pages = browse(as_=BEN).get("/workbook/HERON-42").text, browse(as_=ADA).get("/events/HERON-42").text

    assert ["Open the meeting" in page for page in pages] == [False, False]


def test_ada_opens_the_meeting_from_what_is_now_until_it_is_over(webinar, browse):
    ada = browse(as_=ADA)
    assert f'href="{MEETING}"' in ada.get("/events/HERON-42").text
    assert f'href="{MEETING}"' in ada.get("/events/HERON-42/parts/now").text

    webinar.close(now=utcnow())
    db.session.commit()

    assert MEETING not in ada.get("/events/HERON-42").text


@pytest.mark.parametrize("path", ["/join/HERON-42", "/join"])
def test_a_visitor_learns_nothing_of_the_meeting(webinar, browse, path):
    assert "meet.example" not in browse().get(path).text


def test_the_message_for_the_chat_stands_in_a_field_and_on_the_button(webinar, browse):
    page = browse(as_=ADA).get("/events/HERON-42").text
    message = (
        "Our workbook is at http://localhost/join/HERON-42 (code HERON-42). You alone read what you write; "
        "others see totals of six people or more."
    )

    assert f"{message}</textarea>" in page
    assert f'data-copy="{message}"' in page


def test_there_is_no_message_while_the_doors_are_shut(webinar, browse):
    webinar.close(now=utcnow())

    assert "Message for the chat" not in browse(as_=ADA).get("/events/HERON-42").text


@pytest.mark.parametrize(
    "typed",
    [
        "http://meet.example/7",
        "meet.example/7",
        "javascript:alert(1)",
        "https://",
        "https://meet",
        "https://meet.example/a b",
        "https://you:pass@meet.example/",
        "https://meet.example:x/",
        "https://meet.example/" + "x" * 500,
    ],
)
def test_only_whole_https_addresses_are_links(typed):
    with pytest.raises(BadLink):
        clean_link(typed)


def test_a_link_is_kept_as_it_was_typed():
    assert (clean_link(f"  {MEETING} "), clean_link(" ")) == (MEETING, "")


@pytest.mark.parametrize("is_locked", [False, True])
def test_ada_changes_the_links_at_any_time(event, browse, is_locked):
    event.locked_at = utcnow() if is_locked else None
    fields = plan_of(event, browse) | {"meeting": MEETING, "recording": RECORDING}

    page = browse(as_=ADA).post("/events/HERON-42/plan", data=fields)

    assert page.status_code == 303, page.text
    assert (event.meeting_link, event.recording_link) == (MEETING, RECORDING)


def test_a_link_that_is_none_is_said(event, browse):
    fields = plan_of(event, browse) | {"meeting": "meet.example/7"}

    page = browse(as_=ADA).post("/events/HERON-42/plan", data=fields)

    assert (page.status_code, "beginning with https://" in page.text) == (422, True)
