"""The edge cases of the dossier (section 5), each told in several ways: what the engine may recommend of each.

The table is tests/data/edge_cases.jsonl: Items with `case` (the dossier's number), `outcome` (below) and the
`acceptable` labels. A `near_miss` lies on the other side of the line. Where a case is decided in the office, the
rest of it is in tests/desk/test_edge_cases.py.
"""

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from turunkan.core.detect import Engine
from turunkan.core.readers import ReadOptions, read
from turunkan.core.vocab import Action, Finding, Item, Label

TABLE = Path(__file__).parents[1] / "data" / "edge_cases.jsonl"
OFFICE = Path(__file__).parents[1] / "desk" / "test_edge_cases.py"
NUMBERS = [f"E{number:02}" for number in range(1, 53)]

ALLOWED = {
    "notice": {Action.NOTICE},
    "second": {Action.NOTICE, Action.REVIEW},  # surely looked at; a second person may have to agree
    "request": {Action.REQUEST, Action.REVIEW},
    "review": {Action.REVIEW},
    "none": {Action.NONE, Action.REVIEW},
}
"""What may be recommended under each outcome of the table; all but `none` have to reach a person."""

Row = dict[str, Any]


def rows() -> list[Row]:
    """The table, as it is written."""
    return [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]


ROWS = rows()


@pytest.fixture(scope="module")
def findings(engine: Engine) -> dict[str, Finding]:
    """What the engine says of every Item of the table, read as any capture is."""
    with TABLE.open("rb") as source:
        items = [item for item in read(source, TABLE.name, ReadOptions()) if isinstance(item, Item)]
    return {item.id: engine.find(item) for item in items}


def told(finding: Finding) -> str:
    """All that the Finding says, for whoever reads why a case failed."""
    return "\n".join(reason.sentence.en for reason in finding.reasons)


def case(row: Row) -> Any:
    """A row as a parameter; what is known not to hold yet says why."""
    limit = row.get("known_limit")
    return pytest.param(row, id=row["id"], marks=[pytest.mark.xfail(reason=limit)] if limit else [])


@pytest.mark.parametrize("row", [case(row) for row in ROWS])
def test_an_edge_case_has_its_outcome(findings: dict[str, Finding], row: Row) -> None:
    finding = findings[row["id"]]
    assert finding.action in ALLOWED[row["outcome"]], told(finding)
    assert finding.surfaced or row["outcome"] == "none", told(finding)
    # Who is in doubt may say so, as long as a person decides.
    doubt = [] if finding.action.accuses else [Label.UNCLEAR]
    assert finding.label in [*map(Label, row["acceptable"]), *doubt], told(finding)
    if finding.action.accuses:
        assert finding.tier in row["tiers"], told(finding)
    if row["outcome"] != "none":
        assert finding.priority in row.get("priorities", [finding.priority]), told(finding)


@pytest.mark.parametrize("row", [row for row in ROWS if "law" in row], ids=lambda row: row["id"])
def test_a_dated_edge_case_is_shown_the_law_of_its_day(findings: dict[str, Finding], row: Row) -> None:
    finding = findings[row["id"]]
    assert set(row["law"]) <= set(finding.law)
    assert set(row["not_law"]).isdisjoint(finding.law)
    assert all(words in told(finding) for words in row.get("says", []))


def test_every_case_is_told_in_three_ways_and_has_a_near_miss() -> None:
    by_case = defaultdict(list)
    for row in ROWS:
        by_case[row["case"]].append(row.get("near_miss", False))
    assert {case: ways for case, ways in by_case.items() if ways.count(False) < 3 or True not in ways} == {}


def test_every_number_of_the_dossier_is_held_here_or_in_the_office() -> None:
    in_office = set(re.findall(r"\bE\d\d\b", OFFICE.read_text(encoding="utf-8")))
    assert sorted({row["case"] for row in ROWS} | in_office) == NUMBERS
