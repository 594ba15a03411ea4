"""Static files carry a hash of the whole tree, are kept for good, and survive a deploy."""

import re
from pathlib import Path

import pytest
from flask import Flask

from workshop.web import static_tree


def make_site(root: Path, files: dict[str, str]) -> Flask:
    """A bare site whose static folder holds these files."""
    for name, words in files.items():
        file = root / "static" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words)
    app = Flask("site", root_path=str(root), instance_path=str(root / "instance"), static_folder=None)
    static_tree.install(app)
    return app


def address(app: Flask, name: str) -> str:
    return app.jinja_env.globals["asset"](name)


def fetch(app: Flask, path: str, **headers: str):
    return app.test_client().get(path, headers=headers, buffered=True)


LONG = "body { color: black; }\n" * 50


def test_a_file_is_kept_for_good_and_sent_compressed(tmp_path):
    app = make_site(tmp_path, {"css/base.css": LONG})

    answer = fetch(app, address(app, "css/base.css"), **{"Accept-Encoding": "br"})

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert answer.headers["Content-Encoding"] == "br"
    assert len(answer.data) < len(LONG) / 10


def test_any_change_in_the_tree_changes_every_address(tmp_path):
    before = address(make_site(tmp_path, {"css/base.css": LONG, "js/a.js": "1"}), "css/base.css")
    after = address(make_site(tmp_path, {"js/a.js": "2"}), "css/base.css")

    assert before != after
    assert re.fullmatch(r"/static/[0-9a-f]{16}/css/base.css", after)


def test_a_page_opened_before_a_deploy_still_finds_its_files(tmp_path):
    before = address(make_site(tmp_path, {"css/base.css": "old"}), "css/base.css")
    app = make_site(tmp_path, {"css/base.css": "new"})

    assert fetch(app, before).text == "old"
    assert fetch(app, address(app, "css/base.css")).text == "new"


def test_an_unknown_hash_gets_the_current_file_and_only_briefly(tmp_path):
    app = make_site(tmp_path, {"css/base.css": "new"})

    answer = fetch(app, "/static/0123456789abcdef/css/base.css")

    assert (answer.status_code, answer.text, answer.headers["Cache-Control"]) == (200, "new", "max-age=60, public")


@pytest.mark.parametrize("path", ["/static/x/none.css", "/static/", "/static/x/../app.py", "/static/x/%2e%2e/app.py"])
def test_what_is_not_there_is_not_found(tmp_path, path):
    app = make_site(tmp_path, {"css/base.css": "new"})
    (tmp_path / "app.py").write_text("not for readers")

    assert fetch(app, path).status_code == 404


def test_a_file_that_is_missing_stops_the_page_and_not_the_reader(tmp_path):
    app = make_site(tmp_path, {"css/base.css": "new"})

    with pytest.raises(LookupError):
        address(app, "css/gone.css")
    assert app.jinja_env.globals["has_asset"]("css/gone.css") is False


def test_versions_do_not_pile_up(tmp_path):
    for number in range(static_tree.VERSIONS_KEPT + 3):
        make_site(tmp_path, {"js/a.js": str(number)})

    assert len(list((tmp_path / "instance" / "static").iterdir())) == static_tree.VERSIONS_KEPT


def test_a_start_removes_nothing_that_another_process_is_about_to_serve(tmp_path):
    for number in range(static_tree.VERSIONS_SERVED):
        make_site(tmp_path, {"js/a.js": str(number)})
    about_to_be_served = list((tmp_path / "instance" / "static").iterdir())

    make_site(tmp_path, {"js/a.js": "new"})

    assert len(about_to_be_served) == static_tree.VERSIONS_SERVED
    assert all(version.is_dir() for version in about_to_be_served)
