"""Disguised words written by somebody who had not read the fold: most of them show what they hide.

tests/data/disguised.tsv: a text, the part that hides a word, the facts that a reader takes from it, the
devices (numbers of dossier 3.2). Two hands wrote it: of the first 341 rows 81 % were read when they came, of the
next 224, among which are code words and euphemisms of the writer's own (devices 1 and 4), 69 %. Much was mended
after them, so the share says what holds, not what to expect of new ones.
"""

from pathlib import Path

import pytest

from turunkan.core.detect import Engine
from turunkan.core.rules import Pack
from turunkan.core.vocab import Item

SOUGHT = {"used", "bale", "import"}
LEAST = 0.9


@pytest.fixture(scope="module")
def rows(root: Path) -> list[list[str]]:
    text = (root / "tests/data/disguised.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n")[1:] if line]


def test_most_disguised_words_show_a_fact_where_they_stand(pack: Pack, rows: list[list[str]]) -> None:
    engine = Engine(pack)
    unread = []
    for text, quote, *_ in rows:
        start = text.index(quote)
        terms = engine.find(Item(id="1", text=text)).terms
        seen = [term for term in terms if term.start < start + len(quote) and start < term.end]
        if not any(SOUGHT.intersection(term.facts) for term in seen):
            unread.append(quote)
    assert len(rows) >= 565
    assert 1 - len(unread) / len(rows) >= LEAST, unread
