"""Disguised words written by people who had not read the fold: most of them show what they hide.

A text, the part that hides a word, the facts that a reader takes from it, the devices (numbers of dossier 3.2).

- tests/data/disguised.tsv, by two hands: of the first 341 rows 81 % were read when they came, of the next 224,
  with code words and euphemisms of the writer's own among them (devices 1 and 4), 69 %. Much was mended then.
- tests/data/disguised_unseen.tsv: 200 words of the lexicon in devices that change letters, written when all that
  was done. 192 were read at once (96 %), and nothing was mended after them; so this one says what to expect.
"""

from pathlib import Path

import pytest

from turunkan.core.detect import Engine
from turunkan.core.rules import Pack
from turunkan.core.vocab import Item

SOUGHT = {"used", "bale", "import"}


@pytest.mark.parametrize(("table", "size", "least"), [("disguised", 565, 0.9), ("disguised_unseen", 200, 0.95)])
def test_most_disguised_words_show_a_fact_where_they_stand(
    pack: Pack, root: Path, table: str, size: int, least: float
) -> None:
    rows = (root / f"tests/data/{table}.tsv").read_text(encoding="utf-8").split("\n")[1:]
    engine = Engine(pack)
    unread = []
    for text, quote, *_ in (row.split("\t") for row in rows if row):
        start = text.index(quote)
        terms = engine.find(Item(id="1", text=text)).terms
        seen = [term for term in terms if term.start < start + len(quote) and start < term.end]
        if not any(SOUGHT.intersection(term.facts) for term in seen):
            unread.append(quote)
    assert len([row for row in rows if row]) == size
    assert 1 - len(unread) / size >= least, unread


@pytest.mark.parametrize("word", ["be***", "b*kas", "bek*s", "beka\u03c2"])
def test_a_starred_word_is_the_one_that_the_trade_hides(pack: Pack, word: str) -> None:
    terms = Engine(pack).find(Item(id="1", text=f"{word} jaket korea 20rb ready")).terms
    assert [(hit.term, hit.quote) for hit in terms if "used" in hit.facts] == [("bekas", word)]
