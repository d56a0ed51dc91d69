"""The lexicon: every spelling of the dossier and of the pack is found; longer phrases swallow shorter ones."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from turunkan.core.detect.lexicon import Lexicon
from turunkan.core.rules import Pack


@pytest.fixture(scope="module")
def lexicon(pack: Pack) -> Lexicon:
    return Lexicon(pack)


def concepts(lexicon: Lexicon, text: str) -> list[str]:
    _, matches = lexicon.read(text)
    return [match.term.concept for match in matches]


def dossier_spellings(root: Path) -> list[tuple[str, str]]:
    """(head word, spelling) of all 175 rows of the dossier's lexicon."""
    with (root / "tests/data/lexicon.psv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE))
    assert len(rows) == 175
    return [(row["term"], word) for row in rows for word in (row["term"], *row["variants"].split(",")) if word]


def test_every_spelling_of_the_dossier_is_read_whole(root: Path, lexicon: Lexicon) -> None:
    """All of a spelling's letters are covered by terms of the pack, whatever view reads them."""
    missed = []
    for head, spelling in dossier_spellings(root):
        lattice, matches = lexicon.read(spelling)
        covered = {at for match in matches for at in range(match.begin, match.end)}
        letters = {at for at, char in enumerate(lattice.folded.letters) if char.isalnum()}
        if not letters <= covered:
            missed.append((head, spelling))
    assert missed == []


EXAMPLES = {"{n}": "25", "{phone}": "0812-0000-1147", "{price}": "35rb", "{millions}": "3,5 juta"}


def test_every_term_of_the_pack_finds_itself(pack: Pack, lexicon: Lexicon) -> None:
    """A term alone gives a Hit of its own concept, or of a concept of which it is the shorter name."""
    lost = []
    for concept in pack.concepts.values():
        for term in concept.terms:
            text = term.text
            for place, example in EXAMPLES.items():
                text = text.replace(place, example)
            if concept.id not in concepts(lexicon, text):
                lost.append((concept.id, term.text))
    assert lost == []


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("cakar ayam pedas", "food"),
        ("second opinion dokter", "second-sense"),
        ("bal-balan sore", "sport"),
        ("bal segel", "sealed-bale"),
        ("thrift savings plan", "saving"),
        ("ball gown", "other-ball"),
    ],
)
def test_a_longer_phrase_swallows_the_ambiguous_word(lexicon: Lexicon, text: str, concept: str) -> None:
    assert concepts(lexicon, text)[0] == concept


@pytest.mark.parametrize(
    "text", ["bal, segel", 'bal" "segel', "bal\nsegel", "sealed. Bale", "#bal #segel", "bal (segel)"]
)
def test_a_term_does_not_reach_across_a_clause(lexicon: Lexicon, text: str) -> None:
    assert "sealed-bale" not in concepts(lexicon, text)


@pytest.mark.parametrize(
    "text", ["bal  segel", "bal - segel", "bal/segel", "bal 📦 segel", "BAL_SEGEL", "bal*segel"]
)
def test_a_term_reaches_across_a_few_signs(lexicon: Lexicon, text: str) -> None:
    assert "sealed-bale" in concepts(lexicon, text)


def test_matches_never_overlap_and_come_in_reading_order(lexicon: Lexicon) -> None:
    _, matches = lexicon.read("ready bal segel korea bal jaket second import kode bal kode karung")
    assert all(one.end <= two.begin for one, two in pairwise(matches))
    assert len(matches) > 4
