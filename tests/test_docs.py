"""What the README and its neighbours say is so: settings, commands, files."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from workshop.config import ROOT

DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
TOLD = "\n".join(file.read_text() for file in DOCS)


def found(pattern: str) -> list[str]:
    """What the docs name, in this pattern; a pattern that finds nothing would prove nothing."""
    names = sorted(set(re.findall(pattern, TOLD)))
    assert names
    return names


def test_the_table_of_settings_is_that_of_the_code():
    done = subprocess.run([sys.executable, ROOT / "bin/readme", "--check"], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_stale_table_of_settings_is_found(tmp_path):
    for name in ("bin", "workshop"):
        (tmp_path / name).symlink_to(ROOT / name)
    readme = tmp_path / "README.md"
    readme.write_text((ROOT / "README.md").read_text().replace("| `BACKUP_DAYS` | `30` |", "| `BACKUP_DAYS` | `31` |"))
    script = (ROOT / "bin/readme").read_text().replace("Path(__file__).resolve().parent.parent", f"Path({str(tmp_path)!r})")

    done = subprocess.run([sys.executable, "-c", script, "--check"], capture_output=True, text=True)

    assert done.returncode == 1
    assert "run bin/readme" in done.stdout


@pytest.mark.parametrize("target", found(r"(?:`|    |PORT=8001 )make ([a-z]+)"))
def test_every_make_target_named_exists(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("command", found(r"flask --app app ([a-z-]+)"))
def test_every_flask_command_named_exists(site, command):
    assert command in site.cli.list_commands(None)


@pytest.mark.parametrize("script", found(r"(?<![\w/])(bin/[a-z-]+)"))
def test_every_script_named_exists(script):
    assert (ROOT / script).exists()


@pytest.mark.parametrize("folder", found(r"`([a-z]+/(?:[a-z_]+/)*)`"))
def test_every_folder_named_exists(folder):
    assert (ROOT / folder).is_dir()


@pytest.mark.parametrize("file", DOCS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_and_picture_of_a_document_leads_somewhere(file: Path):
    links = [link for link in re.findall(r"\]\(([^)#]+)", file.read_text()) if "://" not in link]

    assert [link for link in links if not (file.parent / link).exists()] == []


@pytest.mark.parametrize("test", found(r"`(tests/[a-z_/]+\.py::\w+)`"))
def test_every_test_named_exists(test):
    file, _, name = test.partition("::")
    defined = {node.name for node in ast.parse((ROOT / file).read_text()).body if hasattr(node, "name")}
    assigned = set(re.findall(r"^(\w+) = ", (ROOT / file).read_text(), re.MULTILINE))

    assert name in defined | assigned


def test_all_forty_points_of_acceptance_have_a_row():
    rows = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \|$", (ROOT / "docs/acceptance.md").read_text(), re.MULTILINE)

    assert [int(number) for number, _, _ in rows] == list(range(1, 41))
