"""`sample`: the same Items every time, without those who wrote them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]

AUTHOR = {"id": "77", "handle": "rina.88", "name": "Rina", "bio": "hidup santai", "followers": 3}


@pytest.fixture
def feed(tmp_path: Path, seller: str) -> Path:
    """Two sellers and five quiet posts, all by one author."""
    rows = [{"id": f"s{n}", "text": seller} for n in range(2)]
    rows += [{"id": f"q{n}", "text": f"Selamat pagi {n}"} for n in range(5)]
    path = tmp_path / "feed.jsonl"
    path.write_text("".join(json.dumps(row | {"author": AUTHOR}) + "\n" for row in rows), encoding="utf-8")
    return path


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(("source", "first", "count"), [("unsurfaced", "q", 5), ("surfaced", "s", 2)])
def test_what_surfaced_and_what_did_not_are_drawn_apart(
    run: Run, feed: Path, source: str, first: str, count: int
) -> None:
    found = rows(run("sample", feed, "--from", source))
    assert len(found) == count
    assert {row["id"][0] for row in found} == {first}
    assert {row["drawn"] for row in found} == {source}


def test_the_unsurfaced_are_what_is_drawn_unasked(run: Run, feed: Path) -> None:
    result = run("sample", feed, "--size", 3, "--lang", "en")
    assert [row["id"][0] for row in rows(result)] == ["q"] * 3
    assert "3 items drawn from 5 (those that did not surface), seed 'turunkan'." in result.stderr


def test_a_seed_draws_the_same_again_and_another_seed_others(run: Run, feed: Path, tmp_path: Path) -> None:
    lines = feed.read_text(encoding="utf-8").splitlines()
    turned = tmp_path / "turned.jsonl"
    turned.write_text("\n".join(reversed(lines)), encoding="utf-8")
    first = run("sample", feed, "--from", "all", "--seed", "a").stdout
    assert run("sample", turned, "--from", "all", "--seed", "a").stdout == first
    assert run("sample", feed, "--from", "all", "--seed", "b").stdout != first


def test_authors_and_addresses_leave_and_numbers_are_masked(run: Run, tmp_path: Path) -> None:
    row = {
        "id": "1",
        "url": "https://tiktok.com/@toko.bal/video/1",
        "links": ["https://toko.example/bal"],
        "text": "Selamat pagi @toko.bal, WA 0812-0000-1147, surel a@toko.example",
        "hashtags": ["pagi"],
        "place": "Medan",
        "author": AUTHOR,
        "metrics": {"views": 3},
        "media": [{"url": "https://toko.example/1.jpg"}],
    }
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    (found,) = rows(run("sample", path, "--from", "all"))
    assert found == {
        "id": "1",
        "text": "Selamat pagi @•••, WA 0812-••••-1147, surel a@•••",
        "hashtags": ["pagi"],
        "place": "Medan",
        "label": None,
        "acceptable": [],
        "tier": None,
        "disguise": [],
        "note": "",
        "drawn": "all",
    }


def test_a_bio_keeps_what_it_says_masked(run: Run, tmp_path: Path) -> None:
    row = {"id": "1", "kind": "bio", "text": "profil", "author": AUTHOR | {"bio": "pagi @toko.bal"}}
    path = tmp_path / "bio.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    (found,) = rows(run("sample", path, "--from", "all"))
    assert found["author"] == {"bio": "pagi @•••"}


def test_what_is_drawn_can_be_labelled_and_evaluated_as_an_audit(run: Run, feed: Path, tmp_path: Path) -> None:
    out = tmp_path / "audit.jsonl"
    assert run("sample", feed, "--out", out).exit_code == 0
    assert run("evaluate", out).exit_code == 2  # nobody has labelled it yet
    labelled = [json.loads(line) | {"label": "unrelated"} for line in out.read_text(encoding="utf-8").splitlines()]
    labelled[0]["label"] = "seller"
    out.write_text("".join(json.dumps(row) + "\n" for row in labelled), encoding="utf-8")
    figures = json.loads(run("evaluate", out, "--json").stdout)
    assert (figures["audit"]["overlooked"]["count"], figures["audit"]["overlooked"]["total"]) == (1, 5)
    assert "Audit atas konten yang tidak muncul" in run("evaluate", out).stdout


def test_the_output_is_no_input(run: Run, feed: Path) -> None:
    assert run("sample", feed, "--out", feed).exit_code == 2
