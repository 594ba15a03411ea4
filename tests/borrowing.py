"""Names that files hand on without having made them: from what reads answers, nobody takes a name that is not its own.

`insights.turnout` may be read by everybody and itself imports the exact counts; whoever asks it for those has gone round it.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from workshop.config import ROOT

GUARDED = {"answers", "insights"}


def borrowed_names(path: Path, feature: str) -> Iterator[tuple[int, str]]:
    """Line and sentence for each name that this file of a feature takes from a guarded one that did not make it."""
    tree = ast.parse(path.read_text())
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            guarded = [alias.name for alias in node.names if _feature(alias.name) in GUARDED - {feature}]
            yield from ((node.lineno, f"import {name}: name what is wanted of it") for name in guarded)
        elif isinstance(node, ast.ImportFrom) and _feature(node.module or "") in GUARDED - {feature}:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                if _file(whole) is not None:
                    modules[alias.asname or alias.name] = whole
                else:
                    yield from _problem(node.lineno, node.module or "", alias.name)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield from _problem(node.lineno, modules[node.value.id], node.attr)


def _problem(line: int, module: str, name: str) -> Iterator[tuple[int, str]]:
    if name not in _own(module):
        yield line, f"{module}.{name}: {module} did not make that, or keeps it to itself"


@cache
def _own(module: str) -> frozenset[str]:
    """What a module makes for others, and what its `__all__` says that it hands on."""
    path = _file(module)
    if path is None:
        return frozenset()
    made: set[str] = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            made |= {target.id for target in targets if isinstance(target, ast.Name)}
            if "__all__" in made and isinstance(node.value, ast.List):
                made |= {one.value for one in node.value.elts if isinstance(one, ast.Constant)}
    return frozenset(name for name in made if not name.startswith("_"))


def _feature(module: str) -> str:
    return [*module.split("."), "", ""][1] if module.startswith("workshop.") else ""


def _file(module: str) -> Path | None:
    path = ROOT.joinpath(*module.split("."))
    found = (path.with_suffix(".py"), path / "__init__.py")
    return next((one for one in found if one.exists()), None)
