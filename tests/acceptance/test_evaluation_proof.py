"""The page of the repository: real text leaves nothing but counts, places, rules and concepts."""

import importlib
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def proof(root: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(root / "proofs")
    return importlib.import_module("evaluation")


def finding(action: str, priority: str, row: int) -> dict[str, Any]:
    return {
        "id": f"/data/real/x.csv:{row}",
        "label": "seller",
        "confidence": 0.9,
        "priority": priority,
        "action": action,
        "rules": ["bale-offer"],
        "terms": [{"concept": "bale-word", "quote": "rahasia", "term": "bal"}] * 2,
        "reasons": ['"rahasia"'],
    }


FINDINGS = [finding("none", "none", 1), finding("review", "low", 2), finding("request", "normal", 3)]


def test_a_file_is_counted(proof: Any) -> None:
    counted = proof.counted("x.csv", FINDINGS)
    assert (counted.rows, counted.surfaced, len(counted.accused)) == (3, 2, 1)


def test_an_accused_row_is_explained_without_its_text(proof: Any) -> None:
    (line,) = proof.counted("x.csv", FINDINGS).accused
    expected = "- x.csv, row 3: request as seller, confidence 0.9. Rules: `bale-offer`. Concepts: `bale-word`."
    assert line == expected


@pytest.mark.parametrize(
    ("surfaced", "accused", "kept"), [(3, 0, True), (4, 0, False), (3, 1, True), (3, 2, False)]
)
def test_the_goals_are_told_kept_or_missed(proof: Any, surfaced: int, accused: int, kept: bool) -> None:
    section = proof.real_section([proof.Counted("x.csv", 1000, surfaced, ("- row",) * accused)])
    assert ("**missed**" not in section) is kept
    assert ("No row is accused." in section) is (accused == 0)


def test_the_page_says_that_its_rows_are_invented_and_links_what_lies_elsewhere(proof: Any, root: Path) -> None:
    page = (root / "docs/evaluation.md").read_text(encoding="utf-8")
    assert proof.INVENTED in page
    assert "**Recall is measured on invented posts; false alarms are measured on real text.**" in page
    assert "## Real text: false alarms" in page
    for link in ("proof/evaluation/reliability.svg", "proof/evaluation/figures.json", "pilot.md"):
        assert f"({link})" in page
        assert (root / "docs" / link).is_file()
