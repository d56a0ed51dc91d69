"""The house: every arrow between rooms points up the page, and a planted wrong one is caught."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CLOCKS = {"now", "today", "utcnow", "time", "monotonic"}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run lint-imports on the package that lies in `folder/src`."""
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )


CONTRACTS = (
    "The house",
    "Inside core",
    "Inside desk",
    "Core knows no framework",
    "A capture runs",
    "Pictures are read",
    "The engine commands",
)


def broken_contracts(folder: Path) -> list[str]:
    """The contracts that lint-imports calls broken, by the beginning of their names."""
    result = lint(folder)
    assert result.returncode == 1, result.stdout + result.stderr
    broken = [line for line in result.stdout.splitlines() if line.endswith("BROKEN")]
    return [contract for contract in CONTRACTS if any(line.startswith(contract) for line in broken)]


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the package and its contracts, to be spoilt."""
    shutil.copytree(root / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_holds(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(
    ("room", "line", "contract"),
    [
        ("core/vocab/items.py", "import turunkan.core.text", "Inside core"),
        ("core/text/fold.py", "import turunkan.core.rules", "Inside core"),
        ("core/law/book.py", "import turunkan.core.text", "Inside core"),
        ("core/rules/pack.py", "import turunkan.core.detect", "Inside core"),
        ("core/readers/table.py", "import turunkan.core.detect", "Inside core"),
        ("core/detect/judge.py", "import turunkan.cli", "The house"),
        ("core/detect/judge.py", "import sqlite3", "Core knows no framework"),
        ("core/readers/table.py", "import django", "Core knows no framework"),
        ("core/lifecycle/machine.py", "import turunkan.core.detect", "Inside core"),
        ("cli/scan.py", "import django", "The engine commands"),
        ("cli/scan.py", "import turunkan.desk.review.services", "The engine commands"),
        ("desk/review/services.py", "import turunkan.site.settings", "The house"),
        ("desk/parties/models.py", "import turunkan.desk.audit.services", "Inside desk"),
        ("desk/intake/privacy.py", "import turunkan.desk.review.services", "Inside desk"),
        ("desk/notices/checks.py", "import turunkan.desk.followup.services", "Inside desk"),
        ("desk/intake/capture/guard.py", "import django", "A capture runs"),
        ("desk/intake/capture/job.py", "import turunkan.desk.intake.models", "A capture runs"),
        ("desk/intake/media/job.py", "import turunkan.desk.intake.models", "Pictures are read"),
        ("core/media/reading.py", "import turunkan.core.readers", "Inside core"),
        ("desk/public/views.py", "import turunkan.desk.console.rows", "Inside desk"),
        ("scale/worker.py", "import django", "The engine commands"),
        ("scale/worker.py", "import turunkan.desk.review.services", "The house"),
        ("scale/worker.py", "import turunkan.cli.writers", "The house"),
        ("core/detect/judge.py", "import turunkan.scale.plan", "The house"),
    ],
)
def test_a_planted_wrong_import_is_caught(copy: Path, room: str, line: str, contract: str) -> None:
    file = copy / "src/turunkan" / room
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    assert contract in broken_contracts(copy)


def test_a_room_to_come_has_its_arrows_already(copy: Path) -> None:
    reports = copy / "src/turunkan/desk/reports"
    reports.mkdir()
    (reports / "__init__.py").write_text("import turunkan.desk.console\n", encoding="utf-8")
    assert broken_contracts(copy) == ["Inside desk"]


def test_core_never_asks_for_the_time(root: Path) -> None:
    asked = [
        f"{file.name}:{node.lineno}"
        for file in (root / "src/turunkan/core").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]
    assert asked == []
