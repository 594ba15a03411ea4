"""What a participant's browser fetches before a page is drawn and works: little, for a train and an old phone."""

from collections import Counter

import pytest

from tests.cast import BEN

pytestmark = [pytest.mark.browser, pytest.mark.look]
LIMITS = {"stylesheet": 6_000, "script": 14_000, "font": 85_000}  # bytes, compressed as sent
PAGES = [
    ("/join/HERON-42", None),
    ("/workbook/HERON-42", BEN),
    ("/workbook/HERON-42/needs", BEN),
]


def fetched(visit, path, person) -> Counter:
    """Bytes of each kind that a browser with nothing kept fetches for a page."""
    page = visit("/healthz", as_=person, extra_http_headers={"Accept-Encoding": "gzip"})
    asked = []
    page.on("request", lambda request: asked.append(request))
    page.goto(path)
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => null)")
    sizes = Counter()
    for request in asked:
        if request.resource_type in LIMITS:
            sizes[request.resource_type] += request.sizes()["responseBodySize"]  # once it has come in whole
    return sizes


@pytest.mark.parametrize(("path", "person"), PAGES)
def test_a_participants_page_weighs_little(visit, event, path, person):
    sizes = fetched(visit, path, person)

    assert {kind for kind in LIMITS if sizes[kind] == 0} == set()
    assert {kind: sizes[kind] for kind, most in LIMITS.items() if sizes[kind] > most} == {}
