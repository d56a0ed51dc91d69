"""`learn` writes an n-gram model beside the classifier, which sees nothing but the text."""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from turunkan.core.classifier import Group, extract, parsed
from turunkan.core.detect.baseline import BASELINE, NgramsAlone, load_ngrams, ngrams
from turunkan.core.rules import pack_folder
from turunkan.core.vocab import Author, Item, Kind, Label

Command = Callable[..., "subprocess.Popen[bytes]"]

PACK = "pakaian-bekas-impor"
MOST_OF_A_CLASS = 12


@pytest.fixture(scope="module")
def alone() -> NgramsAlone:
    found = load_ngrams(PACK)
    assert found is not None
    return found


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The shipped pack with a few posts of each class, in two files."""
    folder = tmp_path / PACK
    shutil.copytree(Path(str(pack_folder(PACK))), folder)
    files = sorted((folder / "training").glob("*.jsonl"))
    for file in files[2:]:
        file.unlink()
    for file in files[:2]:
        seen: Counter[tuple[str, str | None]] = Counter()
        kept = []
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            seen[row["label"], row["tier"]] += 1
            if seen[row["label"], row["tier"]] <= MOST_OF_A_CLASS:
                kept.append(line)
        file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return folder


@pytest.mark.skipif(find_spec("sklearn") is None, reason="the extra `learn` is not installed")
def test_learning_writes_an_n_gram_model_beside_the_classifier(
    command: Command, small: Path, tmp_path: Path
) -> None:
    out = tmp_path / "classifier.model"
    _, told = command("learn", small, "--out", out).communicate()
    baseline = parsed(out.with_name(BASELINE).read_text(encoding="ascii"))
    assert baseline.names == frozenset()
    assert baseline.fingerprint.encode() in told
    assert baseline.classes == parsed(out.read_text(encoding="ascii")).classes


def test_only_words_and_their_pieces_are_seen() -> None:
    item = Item(id="1", kind=Kind.LISTING, platform="x", text="bal segel")
    seen = extract(item, ["#bal"], ["toko"], [1, 2])
    only = ngrams(seen)
    assert [bool(seen.rows(group)) for group in Group] == [True] * len(Group)
    assert {group for group in Group if only.rows(group)} == {Group.WORDS, Group.PIECES}
    assert only.rows(Group.WORDS) == seen.rows(Group.WORDS)


def test_an_author_changes_nothing(alone: NgramsAlone, seller: str) -> None:
    bare = Item(id="1", text=seller)
    dressed = Item(id="1", text=seller, author=Author(name="Monza", bio="bal"), hashtags=("bal",), kind=Kind.POST)
    assert alone.guess(bare) == alone.guess(dressed)


def test_it_guesses_what_the_words_say(alone: NgramsAlone, seller: str) -> None:
    sells, greets = (
        alone.guess(Item(id="1", text=text)) for text in (seller, "Selamat pagi, mau makan apa hari ini")
    )
    assert sells.label is Label.SELLER
    assert greets.label not in (Label.SELLER, Label.PROMOTER)
    assert 0 <= greets.sought < 0.5 < sells.sought <= 1
