"""The protocol of the pilot: its tables are what the code computes, its commands exist."""

import re
from pathlib import Path

import pytest

from turunkan.cli import COMMANDS
from turunkan.core.detect.evaluation import Share
from turunkan.core.detect.evaluation.audit import most

NONE = "–"


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs/pilot.md").read_text(encoding="utf-8")


def table(page: str, first: str) -> list[list[str]]:
    """Heading and rows of the table whose first heading is that."""
    lines = page[page.index(f"| {first} |") :].split("\n\n")[0].splitlines()
    cells = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]
    return [cells[0], *cells[2:]]


def test_the_bounds_of_an_audit_are_computed(page: str) -> None:
    heading, *rows = table(page, "drawn")
    found = [int(cell.split()[0]) for cell in heading[1:]]
    assert len(rows) == 7
    for drawn, *shown in rows:
        assert shown == [f"{100 * most(each, int(drawn)):.2f} %" for each in found]


def test_the_intervals_of_a_share_are_computed(page: str) -> None:
    heading, *rows = table(page, "posts")
    parts = [int(cell.split()[0]) for cell in heading[1:]]
    for posts, *shown in rows:
        for part, cell in zip(parts, shown, strict=True):
            count, rest = divmod(part * int(posts), 100)
            interval = None if rest else Share(count, int(posts)).interval
            assert cell == (f"{100 * interval[0]:.1f}–{100 * interval[1]:.1f} %" if interval else NONE)


@pytest.mark.parametrize(("audited", "percent"), [(300, 80), (3000, 97)])
def test_the_example_of_recall_is_worked_out(page: str, audited: int, percent: int) -> None:
    assert int(100 * 400 / (400 + most(0, audited) * 9500)) == percent  # rounded down, since it is a bound
    assert f"{percent} %" in page


def test_every_command_of_the_protocol_exists(page: str) -> None:
    named = set(re.findall(r"turunkan ([a-z]+)", page))
    assert named - set(COMMANDS) <= {"says"}
