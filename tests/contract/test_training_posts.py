"""The labelled posts of a pack, for training: every row is whole and invented, and none is of the examination."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import turunkan
from turunkan.core.detect.evaluation import SOUGHT
from turunkan.core.rules import load_pack
from turunkan.core.text import dialled, fold, phones
from turunkan.core.vocab import Kind, Label

PACKS = Path(turunkan.__file__).parent / "packs"
FILES = sorted(PACKS.glob("*/training/*.jsonl"))
TEXTS = ("title", "text", "transcript", "image_text", "author")
KEYS = {"id", "platform", "kind", "label", "acceptable", "tier", "disguise", "note"}


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def said(row: dict[str, Any], *names: str) -> str:
    """All that a row says, folded."""
    return fold("\n".join(str(row[name]) for name in names if row.get(name))).letters


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_row_is_labelled_as_the_pack_knows_it(file: Path) -> None:
    outcomes = {(outcome.label, outcome.tier) for outcome in load_pack(file.parts[-3]).outcomes}
    for row in rows(file):
        assert set(row) >= KEYS, row["id"]
        assert said(row, *TEXTS[:-1]).strip(), row["id"]
        assert Kind(row["kind"])
        label, also = Label(row["label"]), {*map(Label, row["acceptable"])}
        assert label in also, row["id"]
        assert Label.UNCLEAR not in also, row["id"]
        assert ((label, row["tier"]) in outcomes) is (label in SOUGHT), row["id"]
        assert row["tier"] is None or label in SOUGHT, row["id"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_telephone_numbers_are_invented(file: Path) -> None:
    for row in rows(file):
        letters = said(row, *TEXTS)
        numbers = [dialled(letters[start:end]) for start, end in phones(letters)]
        assert [one for one in numbers if "x" not in one and not one.startswith("628120000")] == [], row["id"]


def test_ids_and_texts_are_those_of_one_row_and_none_is_of_the_examination(root: Path) -> None:
    found = [row for file in FILES for row in rows(file)]
    examined = {said(row, "text") for row in rows(root / "tests/data/dev_posts.jsonl")}
    assert len({row["id"] for row in found}) == len(found) > 3000
    assert len({said(row, *TEXTS) for row in found}) == len(found)
    assert examined.isdisjoint(said(row, "text") for row in found)


def test_both_posts_of_a_pair_are_there_and_differ() -> None:
    pairs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in (row for file in FILES for row in rows(file)):
        if row.get("pair"):
            pairs[row["pair"]].append(row)
    assert len(pairs) > 150
    alone = [name for name, both in pairs.items() if len(both) < 2]
    alike = [name for name, both in pairs.items() if len({(row["label"], row["tier"]) for row in both}) < 2]
    assert (alone, alike) == ([], [])
