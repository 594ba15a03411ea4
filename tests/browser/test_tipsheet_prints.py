from io import BytesIO

import pytest
from pypdf import PdfReader

from workshop.database import utcnow
from workshop.extensions import db
from workshop.tipsheets import library
from workshop.tipsheets.models import WrittenTipsheet
from workshop.tipsheets.paper import n_pages
from workshop.tipsheets.tipsheet import WORD_LIMIT

LONGEST = max(library.everything(), key=lambda tipsheet: tipsheet.n_words)
N_TIPS_AT_MOST = 7
PAPERS = pytest.mark.parametrize("paper", ["A4", "Letter"])

# Stretches the tipsheet on the page: more tips, and more of its own words in each.
STRETCH = """([nTips, nWords]) => {
  const list = document.querySelector(".article > ol");
  while (list.children.length < nTips) list.append(list.lastElementChild.cloneNode(true));
  const tips = [...list.children].map((tip) => tip.querySelector("p"));
  const count = () => document.querySelector(".tipsheet").textContent.split(/\\s+/).filter(Boolean).length;
  const words = tips.flatMap((tip) => tip.textContent.trim().split(/\\s+/));
  for (let at = 0; count() < nWords; at++) tips[at % tips.length].append(" " + words[at % words.length]);
  while (count() > nWords) {
    const longest = tips.reduce((one, other) => (one.textContent.length > other.textContent.length ? one : other));
    longest.textContent = longest.textContent.trim().split(/\\s+/).slice(0, -1).join(" ");
  }
}"""


def printed(page, paper):
    return PdfReader(BytesIO(page.pdf(format=paper))).pages


@PAPERS
def test_the_longest_tipsheet_prints_on_one_page(visit, paper):
    pages = printed(visit(f"/tips/{LONGEST.slug}"), paper)

    assert len(pages) == 1
    words = " ".join(pages[0].extract_text().split())
    assert LONGEST.title in words
    assert " ".join(LONGEST.action.split()[-6:]) in words


@PAPERS
def test_as_many_words_as_may_be_published_fit_on_one_page(visit, paper):
    page = visit(f"/tips/{LONGEST.slug}")

    page.evaluate(STRETCH, [N_TIPS_AT_MOST, WORD_LIMIT])
    n_pages_at_the_limit = len(printed(page, paper))
    page.evaluate(STRETCH, [N_TIPS_AT_MOST, 2 * WORD_LIMIT])
    n_pages_far_beyond_it = len(printed(page, paper))

    assert n_pages_at_the_limit == 1
    assert n_pages_far_beyond_it > 1


WORDS = "Ask of each what a good shopkeeper asks, and what they would go elsewhere for. "  # 15 words


def tips(n, words):
    return "\n\n".join(f"{number}. ## Ask of each\n\n   {words}" for number in range(1, n + 1))


SHAPES = {  # each a text, and whether it has to be found too long: about twice a page, or half of one
    "many-headings": ("\n\n".join(f"## Ask\n\n{WORDS}" for _ in range(20)), True),
    "many-short-lines": ("\n".join(["- Ask of each"] * 60), True),
    "many-tips": (tips(18, WORDS), True),
    "many-words": (WORDS * 60, True),
    "a-few-headings": ("\n\n".join(f"## Ask\n\n{WORDS}" for _ in range(5)), False),
    "a-short-list": ("\n".join(["- Ask of each"] * 15), False),
    "a-few-tips": (tips(6, WORDS * 3), False),
    "a-few-words": (WORDS * 18, False),
}


def test_whether_a_tipsheet_fits_is_worked_out_as_paper_has_it(app, visit):
    now = utcnow()
    given = {"standfirst": WORDS * 2, "action": WORDS * 2, "author": "Ada", "language": "en"}
    for slug, (source, _is_long) in SHAPES.items():
        row = WrittenTipsheet(slug=slug, title="Ask first", source=source, published_at=now, created_at=now, changed_at=now)
        db.session.add(row)
        for name, words in given.items():
            setattr(row, name, words)
    db.session.commit()
    page = visit("/tips")
    worked_out, on_paper = {}, {}
    for slug in SHAPES:
        page.goto(f"/tips/{slug}")
        on_paper[slug] = max(len(printed(page, paper)) for paper in ("A4", "Letter")) > 1
        row = db.session.query(WrittenTipsheet).where(WrittenTipsheet.slug == slug).one()
        worked_out[slug] = n_pages(row.as_tipsheet()) > 1
        db.session.commit()

    assert worked_out == on_paper == {slug: is_long for slug, (_source, is_long) in SHAPES.items()}
