"""Disabling an account, enabling it, and sending somebody a sign-in link."""

import pytest

from tests import factories
from tests.admin.acting import letters_to, path_of
from tests.cast import ADA, BEN, OMAR


@pytest.fixture
def omar(browse, event):
    return browse(as_=OMAR)


def test_a_disabled_person_is_signed_out_at_the_next_request(omar, browse):
    ada = browse(as_=ADA)
    before = ada.get("/events").status_code

    omar.post(path_of(ADA, "/disabling"))

    assert (before, ada.get("/events").status_code) == (200, 302)
    assert "Disabled" in omar.get(path_of(ADA)).text


def test_enabling_lets_them_in_anew_but_wakes_no_old_device(omar, browse):
    old = browse(as_=ADA)
    omar.post(path_of(ADA, "/disabling"))

    omar.post(path_of(ADA, "/enabling"))

    assert old.get("/events").status_code == 302
    assert browse(as_=ADA).get("/events").status_code == 200


def test_what_a_disabled_person_belongs_to_stays(omar):
    omar.post(path_of(BEN, "/disabling"))

    assert "Participant" in omar.get(path_of(BEN)).text


def test_somebody_who_only_joined_can_be_disabled_too(omar, browse, event):
    stranger = factories.user("ivy@demo.example", is_proven=False)
    factories.seat(event, stranger)
    ivy = browse(as_=stranger)

    omar.post(f"/admin/people/{stranger.public_id}/disabling")

    assert ivy.get("/workbook/HERON-42").status_code == 302


def test_a_sign_in_link_is_mailed_and_shown_to_nobody(omar):
    omar.post(path_of(BEN, "/letter"))
    page = omar.get(path_of(BEN))

    letter = letters_to(BEN)[0]
    assert "A letter with a sign-in link is on its way." in page.text
    assert (letter.priority, "/sign-in/link/" in letter.text, "/sign-in/link/" in page.text) == (0, True, False)


def test_a_disabled_person_is_sent_no_link(omar):
    omar.post(path_of(BEN, "/disabling"))

    page = omar.post(path_of(BEN, "/letter"))

    assert (page.status_code, letters_to(BEN)) == (409, [])


def test_after_five_letters_in_an_hour_none_is_sent(omar):
    statuses = [omar.post(path_of(BEN, "/letter")).status_code for _time in range(6)]

    assert statuses == [303] * 5 + [409]
    assert len(letters_to(BEN)) == 5


def test_the_administrator_is_offered_no_way_to_disable_themself(omar):
    page = omar.get(path_of(OMAR)).text

    assert ("This is you" in page, "/disabling" in page) == (True, False)
