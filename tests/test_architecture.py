"""Imports point one way; privacy is an import error. Each rule was seen to fail on a planted breach, and is again here."""

import re
from pathlib import Path

import pytest

from tests.architecture import TIERS, breaches
from workshop.config import ROOT

PLANTED = [
    ("workshop/accounts/greeting.py", "from workshop.events.models import Event"),
    ("workshop/reports/leak.py", "from workshop.answers.models import Answer"),
    ("workshop/room/leak.py", "from workshop.answers.own import own_sheet"),
    ("workshop/demo/leak.py", "import workshop.answers.models"),
    ("workshop/workbook/leak.py", "from workshop.answers.models import Answer"),
    ("workshop/reports/peek.py", "from workshop.insights.values import values_of"),
    ("workshop/reports/peek.py", "from workshop.insights import adding_up"),
    ("workshop/room/peek.py", "from workshop.insights.values import values"),
    ("workshop/room/rows.py", "from workshop.insights.models import ReleaseRow"),
    ("workshop/workbook/peek.py", "from workshop.insights.adding_up import add_up"),
    ("workshop/rehearsal/count.py", "from workshop.insights.confirmation import confirmation"),
    ("workshop/reports/count.py", "from workshop.insights.confirmation import confirmation"),
    ("workshop/room/count.py", "from workshop.insights.progress import progress"),
    ("workshop/reports/borrow.py", "from workshop.insights.turnout import progress"),
    ("workshop/reports/borrow.py", "from workshop.insights.turnout import n_joined as joined"),
    ("workshop/reports/borrow.py", "from workshop.insights.releases import ReleaseRow"),
    ("workshop/reports/inside.py", "from workshop.insights.turnout import _of_step"),
    ("workshop/room/borrow.py", "from workshop.insights import turnout; turnout.progress"),
    ("workshop/room/whole.py", "import workshop.insights.turnout"),
    ("workshop/demo/peek.py", "from workshop.insights.values import written_in"),
    ("workshop/reports/peek.py", "from workshop.actions.models import CheckIn"),
    ("workshop/room/peek.py", "from workshop.actions.answering import hear"),
    ("workshop/newsletter/peek.py", "from workshop.actions.following import actions_of"),
    ("workshop/figures/sharper.py", "from workshop.insights.gate.tallies import Tally"),
    ("workshop/reports/sharper.py", "from workshop.insights.gate.coarsen import coarsen"),
    ("workshop/insights/gate/impure.py", "from workshop.events.models import Event"),
    ("workshop/events/joining.py", "from flask import request"),
    ("workshop/events/models.py", "from workshop.events.views import bp"),
    ("workshop/events/near.py", "from . import models"),
    ("workshop/events/far.py", "from workshop.utils import anything"),
]


def test_imports_point_one_way():
    assert breaches(ROOT) == []


@pytest.mark.parametrize(("path", "line"), PLANTED)
def test_a_planted_breach_is_found(tmp_path: Path, path: str, line: str):
    planted = tmp_path / path
    planted.parent.mkdir(parents=True)
    planted.write_text(line + "\n")

    assert {breach.split(": ")[0] for breach in breaches(tmp_path)} == {f"{path}:1"}


def test_the_line_that_people_read_is_the_one_that_holds():
    told = (ROOT / "CONTRIBUTING.md").read_text()
    line = re.search(r"^    extensions,.*?(?=\n    within a feature)", told, re.MULTILINE | re.DOTALL)[0]

    assert [tuple(tier.split(", ")) for tier in " ".join(line.split()).split(" < ")] == list(TIERS)


def test_each_feature_of_the_line_is_there():
    there = {path.stem for path in (ROOT / "workshop").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}

    assert there - {"__init__"} == {feature for tier in TIERS for feature in tier}


def test_nothing_is_called_utils_or_helpers():
    banned = {"utils", "util", "helpers", "helper", "common", "misc", "services", "service", "manager", "managers"}

    assert [str(path) for path in (ROOT / "workshop").rglob("*") if path.stem in banned] == []


def test_no_file_of_ours_is_over_300_lines():
    long = [
        str(path.relative_to(ROOT))
        for folder in ("workshop", "tests", "templates", "static/css", "static/js")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".py", ".html", ".css", ".js"} and len(path.read_text().splitlines()) > 300
    ]

    assert long == []
