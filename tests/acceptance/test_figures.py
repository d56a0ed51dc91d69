"""The figures that the engine must keep, on invented posts for judging and on real text."""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from turunkan.cli import app
from turunkan.core.detect import Engine
from turunkan.core.detect.many import many
from turunkan.core.readers import ReadOptions, read
from turunkan.core.vocab import Item


@pytest.fixture(scope="module")
def figures(root: Path) -> Any:
    """What `turunkan evaluate --json` says of the posts for judging."""
    result = CliRunner().invoke(app, ["evaluate", str(root / "tests/data/dev_posts.jsonl"), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_most_sellers_and_promoters_are_surfaced(figures: Any) -> None:
    assert figures["engine"]["found"]["share"] >= 0.95


def test_few_of_the_rest_are_accused(figures: Any) -> None:
    assert figures["engine"]["accused"]["share"] <= 0.01


def test_few_of_the_rest_are_surfaced(figures: Any) -> None:
    assert figures["engine"]["disturbed"]["share"] <= 0.15


def test_the_keyword_check_finds_less_and_accuses_more(figures: Any) -> None:
    ours, theirs = figures["engine"], figures["baseline"]
    assert theirs["found"]["share"] < ours["found"]["share"] / 2
    assert theirs["accused"]["share"] > ours["accused"]["share"] * 5


def test_at_most_one_row_of_real_text_is_accused(root: Path, shared_data: Path, engine: Engine) -> None:
    """Sixty-one thousand rows about other things; each accused row is listed when this fails."""
    mappings = json.loads((root / "proofs/real_text.json").read_text(encoding="utf-8"))
    assert set(mappings) == {file.name for file in (shared_data / "real").iterdir()}
    accused, read_rows, finder = [], 0, many(engine)
    for name, mapping in mappings.items():
        with (shared_data / "real" / name).open("rb") as source:
            parts = read(source, name, ReadOptions(mapping=mapping))
            for item, finding in finder.stream(part for part in parts if isinstance(part, Item)):
                read_rows += 1
                if finding and finding.action.accuses:
                    accused.append((item.id, finding.rules, [hit.quote for hit in finding.terms]))
    assert read_rows > 61_000
    assert len(accused) <= 1, accused


def test_the_pack_holds_its_calibration(root: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `make proof calibration` measures on the training posts is what pack.yaml says."""
    monkeypatch.syspath_prepend(root / "proofs")
    calibration = importlib.import_module("calibration")
    measured = calibration.table(engine, calibration.training_posts())
    assert {way: getattr(engine.pack.confidence, way) for way in measured} == measured
