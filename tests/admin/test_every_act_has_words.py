"""Whatever is noted in the log has words there."""

import ast
import re
from collections.abc import Iterator

from workshop.admin.wording import ACTS
from workshop.config import ROOT

ACT = re.compile(r"[a-z_]+\.[a-z_]+")
SOURCES = [ast.parse(path.read_text()) for path in sorted((ROOT / "workshop").rglob("*.py"))]


def noted(tree: ast.AST, takers: set[str]) -> Iterator[str]:
    """The acts that this code names: given as `act`, or to a function that takes one. They are of the form `what.done`."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            given = [*(call.args if name in takers else ()), *(one.value for one in call.keywords if one.arg == "act")]
            words = [one.value for top in given for one in ast.walk(top) if isinstance(one, ast.Constant)]
            yield from (one for one in words if isinstance(one, str) and ACT.fullmatch(one))


def takers_of_an_act(tree: ast.AST) -> set[str]:
    """The functions that have a parameter `act`."""
    functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
    return {one.name for one in functions if "act" in [arg.arg for arg in (*one.args.args, *one.args.kwonlyargs)]}


def test_every_act_has_words():
    takers = set().union(*map(takers_of_an_act, SOURCES))
    acts = {act for tree in SOURCES for act in noted(tree, takers)}

    assert sorted(acts - ACTS.keys()) == []
    assert len(acts) > 30


def test_a_planted_one_would_be_found():
    planted = ast.parse('note(session, act="door.slammed", actor=a)\n_done("door.oiled", user, _("Oiled."))')

    assert list(noted(planted, {"_done"})) == ["door.slammed", "door.oiled"]
