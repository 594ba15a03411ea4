"""Every site that a test makes is let go: what it leaves open is closed by the collector, in the middle of another test."""

from workshop.config import ROOT

MAKERS = {"tests/access/test_matrix.py", "tests/conftest.py", "tests/databases.py"}


def test_only_what_lets_a_site_go_makes_one():
    made = {str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("*.py") if "= create_app(" in path.read_text()}

    assert made - {"tests/test_sites_are_let_go.py"} == MAKERS
