"""Budgets and manners of the repository itself."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

FILE_LINES, FUNCTION_LINES, MEDIAN_LINES = 400, 50, 10
# In halves, so that this file does not name what it looks for.
HOSTS = re.compile(
    "|".join(map(r"".join, [("py", r"pi\.org"), ("python", "hosted"), ("registry.np", "mjs"), ("deb.deb", "ian")]))
)


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    """All files that git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [root / name for name in listed.stdout.splitlines() if (root / name).is_file()]


@pytest.fixture(scope="module")
def sources(root: Path) -> dict[Path, ast.Module]:
    files = sorted((root / "src").rglob("*.py"))
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}


def functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def lines(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


# Files that may be longer, and why.
LONG_FILES_WITH_A_REASON = {"verifier.py": "one file that every bundle ships, to be read and run alone"}


def test_no_file_is_longer_than_the_budget(root: Path) -> None:
    lengths = {f.name: f.read_text(encoding="utf-8").count("\n") for f in (root / "src").rglob("*.py")}
    assert {name for name, length in lengths.items() if length > FILE_LINES} <= set(LONG_FILES_WITH_A_REASON)


# Functions that may be longer, and why.
LONG_WITH_A_REASON = {
    "kernel.py:read_block": "its parameters are every array of the layout, named once",
}


def test_functions_are_short(sources: dict[Path, ast.Module]) -> None:
    lengths = {f"{file.name}:{f.name}": lines(f) for file, tree in sources.items() for f in functions(tree)}
    assert set(LONG_WITH_A_REASON) <= set(lengths)
    lengths = {name: length for name, length in lengths.items() if name not in LONG_WITH_A_REASON}
    assert {name: length for name, length in lengths.items() if length > FUNCTION_LINES} == {}
    assert median(lengths.values()) <= MEDIAN_LINES


def public(tree: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Public functions and classes of a module, and public methods of public classes."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def test_every_public_name_of_core_says_what_it_is(sources: dict[Path, ast.Module]) -> None:
    core = {file: tree for file, tree in sources.items() if "core" in file.parts}
    silent = [
        f"{file.name}:{n.name}" for file, tree in core.items() for n in public(tree) if not ast.get_docstring(n)
    ]
    assert silent == []


def test_no_file_names_the_host_of_a_package_registry(tracked: list[Path]) -> None:
    texts = {file: file.read_bytes().decode("utf-8", "replace") for file in tracked}
    assert [file.name for file, text in texts.items() if HOSTS.search(text)] == []


def test_telephone_numbers_are_invented(tracked: list[Path]) -> None:
    """Only the reserved-looking 0812-0000 numbers stand in code, tests and documents."""
    number = re.compile(r"(?<!\d)08\d{2}[- ]?\d{4}[- ]?\d{3,4}(?!\d)")
    found = {
        match
        for file in tracked
        if file.suffix in {".py", ".md", ".yaml", ".json", ".jsonl", ".ndjson", ".tsv", ".csv", ".txt"}
        for match in number.findall(file.read_text(encoding="utf-8", errors="replace"))
    }
    assert {text for text in found if not re.sub(r"\D", "", text).startswith("08120000")} == set()
