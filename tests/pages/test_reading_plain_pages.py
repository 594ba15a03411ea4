"""The pages anybody may read."""

import re

import pytest

from tests import factories
from tests.cast import ADA, BEN, CLEO

PAGES = ["/", "/workshops", "/help", "/privacy", "/accessibility", "/patterns"]


def title(html: str) -> str:
    return re.search(r"<title>(.*?)</title>", html)[1]


def links_of_the_head(html: str) -> list[str]:
    return re.findall(r'<a href="([^"]*)"', html.split('class="context"')[1].split("</header>")[0])


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_reads_every_plain_page(browse, path):
    page = browse().get(path)

    assert page.status_code == 200
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_titles_are_unique_and_end_with_the_site(browse):
    titles = [title(browse().get(path).text) for path in PAGES]

    assert len(set(titles)) == len(PAGES)
    assert {one.rsplit(" – ", 1)[1] for one in titles} == {"Workshop Companion"}


def test_home_sends_a_code_to_the_door_without_changing_anything(browse):
    page = browse().get("/").text

    assert re.findall(r'<form [^>]*method="get" action="/join"', page) == [
        '<form class="flow tight" method="get" action="/join"'
    ]


def test_home_shows_the_latest_tipsheet(browse):
    page = browse().get("/").text
    latest = browse().get("/tips/latest").headers["Location"]

    assert page.count(f'href="{latest}"') == 1


def test_privacy_says_how_long_a_backup_is_kept(browse):
    page = browse().get("/privacy").text

    assert page.count("when they expire, after 30 days.") == 1


def test_privacy_prints_the_honest_limits(browse):
    page = browse().get("/privacy").text

    assert page.count("Whoever plants five false participants before adding up can learn about a sixth") == 1
    assert page.count("Whoever runs the server could, with effort, read its database.") == 1


@pytest.mark.parametrize(
    ("reader", "doors"),
    [
        (None, ["/sign-in"]),
        (BEN, ["/workbook", "/account"]),
        (ADA, ["/events", "/account"]),
        (CLEO, ["/reports", "/account"]),
    ],
)
def test_the_head_shows_the_doors_of_whoever_reads(browse, event, reader, doors):
    page = browse(as_=reader).get("/help").text

    assert links_of_the_head(page) == doors


def test_a_provisional_user_is_shown_no_staff_doors(browse, event):
    impostor = factories.user(ADA, is_proven=False)

    assert links_of_the_head(browse(as_=impostor).get("/help").text) == ["/account"]


def test_the_doors_cost_one_statement(browse, event, statements):
    reader = browse(as_=ADA)
    reader.get("/help")
    statements.clear()

    reader.get("/help")

    assert len([line for line in statements if "FROM facilitators" in line]) == 1
