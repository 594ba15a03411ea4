"""The report on paper: six pages whatever was written, read aloud in order, no title left alone, no bar black."""

import json
from io import BytesIO

import pytest
from pypdf import PdfReader

from bench.reports.setting import released
from tests import factories
from tests.cast import CLEO
from tests.pdf.pixels import colours, pages
from tests.reports.closed import close, release
from tests.reports.test_take_the_report_away import found, gathered, text
from workshop.clients.models import Reader
from workshop.database import utcnow
from workshop.extensions import db
from workshop.figures.strips import bar
from workshop.reports.fitting import CUTS, Cut, cuts, kept
from workshop.reports.models import Report
from workshop.reports.paper_views import document

pytestmark = pytest.mark.look
PAPERS = ("a4", "letter")


@pytest.fixture
def many(app) -> Report:
    """A report of 120 people in twelve teams, of whom half share what they may."""
    report = released(120, code="STORK-12")
    db.session.add(Reader(client_id=report.event.client_id, user_id=factories.user(CLEO).id, invited_at=utcnow()))
    db.session.commit()
    return report


def paper(browse, report: Report, size: str = "a4") -> PdfReader:
    return PdfReader(BytesIO(browse(as_=CLEO).get(f"/reports/{report.public_id}.pdf?paper={size}").data))


@pytest.mark.parametrize("size", PAPERS)
def test_many_statements_and_teams_still_take_six_pages_and_the_paper_says_where_the_rest_is(app, browse, many, size):
    document = paper(browse, many, size)

    said = text(document)
    assert len(document.pages) <= 6
    assert "all of them are on the report’s page and in its spreadsheet." in said
    assert "The first" in said
    for figure in (one for part in gathered(app, many).parts for one in part.figures):
        assert figure.title in said


def test_what_fits_stands_whole_and_says_nothing_of_a_rest(browse, event):
    said = text(paper(browse, release(close(event, n=24))))

    assert "Claims" in said
    assert "on the report’s page and in its spreadsheet." not in said.replace(
        "rated are on the page and in the spreadsheet.", ""
    )


@pytest.mark.parametrize("size", PAPERS)
def test_no_title_stands_alone_at_the_foot_of_a_page(browse, many, size):
    for page in paper(browse, many, size).pages:
        lines = lines_of(page)
        lowest = min(place for place in lines if place > 44)  # what is below is the page's own foot
        assert [words for words, is_title in lines[lowest] if is_title] == []


def lines_of(page) -> dict[int, list[tuple[str, bool]]]:
    """What stands on the page, by its height above the foot in points, and whether it is set as a title."""
    lines: dict[int, list[tuple[str, bool]]] = {}

    def note(words, cm, tm, font, size):
        height = round(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])
        if words.strip():
            lines.setdefault(height, []).append((words, "Semibold" in (font or {}).get("/BaseFont", "") and size >= 11))

    page.extract_text(visitor_text=note)
    return lines


def test_the_check_of_titles_knows_one(browse, many):
    titles = [words for lines in lines_of(paper(browse, many).pages[0]).values() for words, is_title in lines if is_title]

    assert "In three sentences" in titles


def test_its_tree_has_titles_tables_with_heads_and_a_figure_in_the_order_of_the_page(app, browse, event):
    report = release(close(event, n=24))
    tree = paper(browse, report).trailer["/Root"]["/StructTreeRoot"]

    kinds = list(walk(tree))
    assert {"/Title", "/H1", "/H2", "/Table", "/THead", "/TH", "/TD", "/Figure", "/P"} <= set(kinds)
    assert kinds.index("/H1") < kinds.index("/Figure") < len(kinds) - 1 - kinds[::-1].index("/Table")
    said = text(paper(browse, report))
    places = [said.index(part.title) for part in gathered(app, report).parts if part.figures]
    assert places == sorted(places)


def walk(node) -> list[str]:
    """The kinds of all elements below, as they are read aloud."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if not isinstance(node, dict):
        return []
    below = node.get("/K", [])
    below = below.get_object() if hasattr(below, "get_object") else below
    inside = [kind for one in (below if isinstance(below, list) else [below]) for kind in walk(one)]
    return [*([node["/S"]] if "/S" in node else []), *inside]


def test_each_grid_says_in_words_what_it_shows_and_other_drawings_are_passed_over(app, browse, many):
    alternatives = [str(value) for value in found(paper(browse, many), "/Alt")]

    (grid,) = [figure for part in gathered(app, many).parts for figure in part.figures if figure.picture]
    assert alternatives == [f"{grid.title} {grid.reading}"]


def test_nothing_on_its_pages_is_black(app, event):
    report = release(close(event, n=24))
    with app.test_request_context():
        data = document(gathered(app, report), CUTS[0], {"name": "", "logo": "", "accent": ""})

    printed = pages("reports/report.typ", data, title="Report")

    assert [number for number, page in enumerate(printed, 1) if (0, 0, 0) in colours(page)] == []


def test_the_check_of_black_knows_a_drawing_that_lost_its_fill():
    drawn = bar(9, 9, 24).on_white()
    blackened = drawn.replace('fill="', 'data-fill="')
    assert blackened != drawn

    seen = [colours(*pages("pdf/patterns.typ", PATTERN | {"drawing": one}, title="Bars")) for one in (drawn, blackened)]

    assert [(0, 0, 0) in one for one in seen] == [False, True]


PATTERN = json.loads(
    '{"furniture": "", "kicker": "", "standfirst": "", "heading": "Bar", "text": "", "head": [], "rows": []}'
)
PATTERN |= {"head": ["Need", "People"], "rows": [["A", "1"]]}


def test_statements_are_left_out_whole_and_from_the_end():
    texts = ("a" * 30, "b" * 300, "c")

    assert kept(texts, Cut(7, 0)) == texts[:2]
    assert kept(texts, Cut(6, 0)) == texts[:1]
    assert kept(texts, Cut(0, 0)) == ()


def test_the_roomiest_paper_is_tried_first_and_none_twice(app, many):
    tried = list(cuts(gathered(app, many), "a4"))

    assert tried == sorted(set(tried), key=CUTS.index)
    assert tried[-1] == CUTS[-1]
    assert CUTS[0] not in tried
