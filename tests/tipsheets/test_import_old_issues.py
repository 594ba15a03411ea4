"""Bringing old issues along: all files or none, each error with its file and line."""

from io import BytesIO

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from tests.cast import OMAR
from tests.tipsheets.test_read_tipsheets import TEXT, spoilt
from workshop.database import utcnow
from workshop.extensions import db
from workshop.tipsheets.importing import MOST_FILES, MOST_KILOBYTES, NotImported, import_issues
from workshop.tipsheets.models import WrittenTipsheet


def refused(*files) -> list[str]:
    with pytest.raises(NotImported) as refusal:
        import_issues(db.session, files, now=utcnow())
    return list(refusal.value.sentences)


def encoded(files) -> dict:
    """The body that a browser sends, made without a file on the disk."""
    boundary, body = encode_multipart(MultiDict(("files", FileStorage(content, name)) for content, name in files))
    return {"data": body, "content_type": f"multipart/form-data; boundary={boundary}"}


def n_rows() -> int:
    return db.session.scalar(select(func.count()).select_from(WrittenTipsheet))


def test_old_issues_stand_in_the_archive_under_their_day_at_once(browse, event):
    files = [(BytesIO(spoilt("2026-03-01", f"20{year:02}-03-01").encode()), f"issue-{year}.md") for year in (*range(25), 35)]

    done = browse(as_=OMAR).post("/admin/tipsheets/import", data={"files": files})

    assert done.status_code == 303
    assert browse().get("/tips/issue-19").status_code == 200
    assert browse().get("/tips/issue-35").status_code == 404  # its day is to come
    pages = [browse().get(f"/tips?page={number}").text for number in (1, 2)]
    assert [page.count('<a href="/tips/issue-') for page in pages] == [19, 6]  # and the one that came with the site
    assert "/tips/issue-10" in browse().get("/tips?year=2010").text
    assert "/tips/issue-11" not in browse().get("/tips?year=2010").text


def test_one_bad_file_keeps_all_of_them_out_and_every_error_is_named(app):
    told = refused(
        ("good.md", TEXT.encode()),
        ("Odd name.md", spoilt("title: Ask first\n", "").encode()),
        ("day.md", spoilt("2026-03-01", "soon").encode()),
        ("latin.md", "---\ntitle: Café\n---\n".encode("latin-1")),
        ("good.md", TEXT.encode()),
        ("be-the-name-that-comes-up.md", TEXT.encode()),
        ("french.md", spoilt("language: en", "language: fr\ntranslation_of: nowhere").encode()),
    )

    assert [sentence.split(":")[0] for sentence in told] == [
        "Odd name.md, line 1",
        "day.md, line 5",
        "latin.md, line 2",
        "good.md",
        "be-the-name-that-comes-up.md",
        "french.md",
    ]
    assert n_rows() == 0


def test_the_page_says_what_is_wrong_and_takes_nothing(browse, event):
    files = [(BytesIO(spoilt("author: Ada", "autor: Ada").encode()), "ask.md")]

    page = browse(as_=OMAR).post("/admin/tipsheets/import", data={"files": files})

    assert page.status_code == 422
    assert "ask.md, line 1: author: Field required" in page.text
    assert n_rows() == 0


def test_as_much_as_the_page_promises_is_taken_and_more_is_told(browse, event):
    omar = browse(as_=OMAR)
    most, each = MOST_KILOBYTES * 1000, MOST_KILOBYTES * 1000 // MOST_FILES
    small = [(BytesIO(b"x" * each), f"an-issue-with-a-rather-long-name-{number}.md") for number in range(MOST_FILES)]

    promised = omar.get("/admin/tipsheets/import").text
    read = omar.post("/admin/tipsheets/import", **encoded(small))
    too_much = omar.post("/admin/tipsheets/import", **encoded([(BytesIO(b"x" * (most + 200_000)), "big.md")]))

    assert f"At most {MOST_FILES} files at once, of {MOST_KILOBYTES} kB together." in promised
    assert (read.status_code, f"long-name-{MOST_FILES - 1}.md" in read.text) == (422, True)
    assert too_much.status_code == 413
    assert "choose fewer files" in too_much.text


def test_a_translation_may_come_with_its_first_version(app):
    french = spoilt("language: en", "language: fr\ntranslation_of: ask-first")

    rows = import_issues(db.session, [("demander.md", french.encode()), ("ask-first.md", TEXT.encode())], now=utcnow())

    assert [(row.slug, row.translation_of) for row in rows] == [("demander", "ask-first"), ("ask-first", None)]


def test_the_command_says_what_it_brought_along_and_what_is_wrong(app, tmp_path):
    (tmp_path / "ask-first.md").write_text(TEXT)
    (tmp_path / "bad.md").write_text("Ask")

    good = app.test_cli_runner().invoke(args=["import-tipsheet", str(tmp_path / "ask-first.md")])
    bad = app.test_cli_runner().invoke(args=["import-tipsheet", str(tmp_path / "bad.md")])

    assert (good.exit_code, good.output) == (0, "/tips/ask-first: Ask first\n")
    assert (bad.exit_code, "bad.md, line 1: title: Field required" in bad.output) == (1, True)
