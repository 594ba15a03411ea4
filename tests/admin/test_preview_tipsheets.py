"""The address under which somebody without an account reads a draft: for seven days, and that draft alone."""

import re

import pytest

from tests.admin.tips import FROM_A_FILE, PATH, begin, opened, row
from tests.cast import OMAR
from tests.newsletter.readers import later
from workshop.extensions import db


@pytest.fixture
def omar(browse, event):
    return browse(as_=OMAR)


def test_a_preview_of_a_deleted_draft_opens_no_later_one_of_the_same_address(omar, browse):
    begin(omar)
    path = re.search(r"/tips/preview/[^\"]+", omar.get(PATH).text)[0]
    first_id = row().id
    omar.post(f"{PATH}/removal")

    begin(omar, action="Not for everybody yet.")

    row().id = first_id  # SQLite may hand it out again
    db.session.commit()
    assert browse().get(path).status_code == 404


def test_a_preview_of_a_file_stays_good_when_the_file_is_corrected_here(omar, browse):
    path = re.search(r"/tips/preview/[^\"]+", omar.get(FROM_A_FILE).text)[0]

    omar.post(FROM_A_FILE, data=opened(omar, FROM_A_FILE) | {"action": "Ask two."})

    assert browse().get(path).status_code == 200


def test_a_preview_is_read_by_whoever_has_its_address_for_seven_days(omar, browse):
    begin(omar)
    token = re.search(r"/tips/preview/([^\"]+)\"", omar.get(PATH).text)[1]

    page = browse().get(f"/tips/preview/{token}")
    assert (page.status_code, ">Ask first</h1>" in page.text) == (200, True)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex">' in page.text
    with later(days=6, hours=23):
        assert browse().get(f"/tips/preview/{token}").status_code == 200
    with later(days=7, minutes=1):
        assert browse().get(f"/tips/preview/{token}").status_code == 410
    signed, _, signature = token.rpartition(".")  # in its first letter: the last one may be another and mean the same
    other = f"{signed}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"
    assert browse().get(f"/tips/preview/{other}").status_code == 404
