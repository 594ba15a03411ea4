"""Who may import whom, read from the code itself: the import line of house-style.md as data, and what breaks it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.borrowing import borrowed_names

TIERS = (
    ("extensions", "config", "prepared", "qr", "tokens", "turns"),
    ("aside",),
    ("database",),
    ("due", "records", "web"),
    ("live", "mail", "audit", "pdf", "branding"),
    ("accounts",),
    ("clients",),
    ("tipsheets", "worksheets"),
    ("events",),
    ("answers", "actions", "asking", "polls", "invitations", "commitments", "attendance"),
    ("insights",),
    ("figures", "rehearsal"),
    ("workbook", "room", "reports"),
    ("newsletter", "enquiries"),
    ("pages", "admin", "tables"),
    ("operations", "demo"),
)
TIER = {feature: number for number, tier in enumerate(TIERS) for feature in tier}
ANSWERS_FOR = {  # who may import which files of `answers`; made-up people write and share as others do
    "insights": None,
    "tables": None,
    "workbook": {"own", "saving", "payload", "exporting", "erasing", "sharing"},
    "rehearsal": {"saving", "payload", "naming", "sharing"},
}
CHECK_INS_FOR = {  # who may import which files of `actions`: what people said leaves it through insights, or to themselves
    "insights": None,
    "tables": {"models", "tip_models"},
    "workbook": {"following", "answering", "form_views"},
    "room": {"schedule"},
    "figures": {"definition"},
    "demo": {"answering", "asking", "following", "waves"},
}
RELEASED = {"releases", "statements", "turnout"}
PRINTED = {
    "figures",
    "derive",
    "findings",
    "phrases",
    "releases",
    "trends",
    "trend_lines",
}  # what is printed, and follows from it
ACTS_ON_FIGURES = {  # who may have figures made, or ask which to expect; nobody else reads what they are made of
    "room": {"adding_up", "confirmation", "expected", "gathering"},
    "demo": {"adding_up", "closing_waves"},
    "tables": {"models"},
}
LATE_LAYERS = {"access": 0, "forms": 1, "views": 2, "commands": 2}
WEB_LIBRARIES = {"flask", "flask_login", "flask_wtf", "wtforms"}


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything that the file imports, names taken from our own modules included."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{'.' * node.level}{node.module or ''}.{alias.name}") for alias in node.names)


def breaches(root: Path) -> list[str]:
    """Every import in `root`/workshop that points the wrong way, as `file:line: sentence`."""
    found = []
    for path in sorted((root / "workshop").rglob("*.py")):
        parts = path.relative_to(root / "workshop").with_suffix("").parts
        if parts == ("__init__",):
            continue
        for line, name in imports_of(path):
            for problem in _problems(parts, name):
                found.append(f"{path.relative_to(root)}:{line}: {problem}")
        borrowed = borrowed_names(path, parts[0])
        found += [f"{path.relative_to(root)}:{line}: {problem}" for line, problem in borrowed]
    return found


def _problems(here: tuple[str, ...], name: str) -> Iterator[str]:
    if name.startswith("."):
        yield f"{name} is not a full path"
    if _is_domain(here) and name.split(".")[0] in WEB_LIBRARIES:
        yield f"{name}: the domain knows no web library"
    if here[:2] == ("insights", "gate") and name.startswith("workshop.") and not name.startswith("workshop.insights.gate"):
        yield f"{name}: the gate is pure"
    if not name.startswith("workshop."):
        return
    there = (*name.split(".")[1:], "", "")
    if there[0] not in TIER:
        yield f"{name}: {there[0]} has no place in the import line"
    elif there[0] != here[0] and TIER[there[0]] >= TIER[here[0]]:
        yield f"{name}: {here[0]} stands before {there[0]}, or beside it"
    if there[0] == "answers" and here[0] != "answers":
        if here[0] not in ANSWERS_FOR:
            yield f"{name}: only insights and workbook read answers, and rehearsal writes them"
        elif (allowed := ANSWERS_FOR[here[0]]) is not None and there[1] not in allowed:
            yield f"{name}: {here[0]} may only use {', '.join(sorted(allowed))}"
    if there[0] == "actions" and here[0] != "actions":
        allowed = CHECK_INS_FOR.get(here[0], set())
        if allowed is not None and there[1] not in allowed:
            yield f"{name}: {here[0]} may use {', '.join(sorted(allowed)) or 'nothing'} of what people said of their actions"
    may_use = RELEASED | {"gate"} | ACTS_ON_FIGURES.get(here[0], set())
    if there[0] == "insights" and here[0] != "insights" and there[1] not in may_use:
        yield f"{name}: only releases, shared statements and turnout leave insights"
    if there[:2] == ("insights", "gate") and here[0] != "insights" and there[2] not in PRINTED:
        yield f"{name}: whoever draws or tells figures knows them as they are printed, and not what they are made of"
    if there[0] == here[0] and there[1] in LATE_LAYERS and _layer(here) < LATE_LAYERS[there[1]]:
        yield f"{name}: {here[-1]} stands before {there[1]}"


def _layer(here: tuple[str, ...]) -> int:
    """How late in its feature a file stands: -1 for the domain, then access, forms, and views beside commands."""
    if here[-1] == "__init__":
        return len(LATE_LAYERS)
    return next((number for layer, number in LATE_LAYERS.items() if here[-1] == layer or here[-1].endswith(f"_{layer}")), -1)


def _is_domain(here: tuple[str, ...]) -> bool:
    is_web = here[0] == "pages" or TIER.get(here[0], 0) < TIER["accounts"]
    return not is_web and len(here) > 1 and _layer(here) < 0
