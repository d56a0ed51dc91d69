"""The figures that proposals must keep on invented accounts; with every post rightly labelled, too."""

import importlib
from pathlib import Path
from typing import Any

import pytest

from turunkan.core.detect import Engine, many


@pytest.fixture
def proof(root: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The proof of accounts, which holds the oracle."""
    monkeypatch.syspath_prepend(root / "proofs")
    return importlib.import_module("accounts")


@pytest.fixture
def invented(root: Path) -> Path:
    return root / "tests/data/accounts.jsonl"


def test_rightly_labelled_posts_give_acceptable_proposals(proof: Any, engine: Engine, invented: Path) -> None:
    figures = proof.figures_of(invented, engine, proof.Oracle(engine))
    assert figures.rows == 60
    assert figures.within.count >= 57
    assert figures.condemned == ()


def test_the_engine_proposes_no_account_that_should_be_left_alone(
    proof: Any, engine: Engine, invented: Path
) -> None:
    figures = proof.figures_of(invented, engine, many(engine))
    assert figures.condemned == ()
    assert figures.within.count >= 39  # what reading comes to today; it may only grow


def test_the_same_on_accounts_on_which_no_number_was_tuned(proof: Any, engine: Engine, shared_data: Path) -> None:
    path = shared_data / "dev_accounts.jsonl"
    told = proof.figures_of(path, engine, proof.Oracle(engine))
    read = proof.figures_of(path, engine, many(engine))
    assert (told.condemned, read.condemned) == ((), ())
    assert told.within.count >= 29


def test_the_pack_holds_the_confidence_that_was_measured(proof: Any, engine: Engine, invented: Path) -> None:
    accounts = proof.accounts_of(invented)
    measured = proof.table(proof.judged(accounts, engine, many(engine)), proof.ways(accounts, engine))
    assert {way: share for way, (_, share) in measured.items()} == proof.held_by(engine.pack)
