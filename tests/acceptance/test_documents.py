"""Documents are part of the product: sessions are real, named files exist, every command is described."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from turunkan.cli import COMMANDS
from turunkan.core.lifecycle import NOTICE
from turunkan.desk.parties.roles import RIGHTS, Right, Role
from turunkan.site.environment import SETTINGS

DOCUMENTS = (
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "docs/capture.md",
    "docs/running.md",
    "docs/packs.md",
    "docs/keeping.md",
    "docs/evidence.md",
    "docs/recheck.md",
)
SESSION = re.compile(r"```console\n\$ (turunkan .+)\n((?:.*\n)*?)```")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_every_session_in_the_readme_prints_what_it_shows(root: Path, readme: str) -> None:
    sessions = SESSION.findall(readme)
    assert len(sessions) >= 2
    for command, shown in sessions:
        result = subprocess.run(
            [sys.executable, "-m", "turunkan", *shlex.split(command)[1:]],
            cwd=root,
            env={**os.environ, "COLUMNS": "100"},
            capture_output=True,
            text=True,
        )
        printed = "\n".join(line.rstrip() for line in result.stdout.rstrip().splitlines())
        assert printed == shown.rstrip(), command


def test_every_command_is_described_in_the_readme(readme: str) -> None:
    assert [name for name in COMMANDS if f"`turunkan {name}" not in readme] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_linked_file_exists(root: Path, document: str) -> None:
    page = root / document
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_room_named_in_the_architecture_exists(root: Path) -> None:
    text = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    tree = text.split("```")[1]
    rooms = re.findall(r"[├└]── ([\w-]+)/", tree)
    assert len(rooms) >= 9
    below = {path.name for path in (root / "src").rglob("*") if path.is_dir()}
    assert [room for room in rooms if room not in below] == []


def test_the_letters_life_is_drawn_as_it_is(root: Path) -> None:
    assert f"```mermaid\n{NOTICE.diagram()}\n```" in (root / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_the_table_of_rights_is_the_one_that_the_desk_asks(root: Path) -> None:
    text = (root / "docs/running.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\w+) \|((?: ?✓? ?\|){11})$", text, re.MULTILINE))
    given = {role: [cell.strip() == "✓" for cell in cells.split("|")[:-1]] for role, cells in rows.items()}
    asked = [right for right in Right if right is not Right.ENTER]
    assert given == {role.value: [right in RIGHTS[role] for right in asked] for role in Role}


def test_every_setting_of_the_guides_exists(root: Path) -> None:
    text = "".join((root / f"docs/{name}.md").read_text(encoding="utf-8") for name in ("running", "keeping"))
    names = set(re.findall(r"`(TURUNKAN_\w+|DATABASE_URL)`", text))
    assert names <= {setting.name for setting in SETTINGS}
    assert len(names) >= 7
