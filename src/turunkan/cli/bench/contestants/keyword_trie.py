"""flashtext: a trie of keywords over raw text, whole words only."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from turunkan.cli.bench.contestants.needles import needles, texts
from turunkan.core.rules import Pack
from turunkan.core.vocab import Item


class KeywordTrie:
    """A KeywordProcessor with every term."""

    def __init__(self, pack: Pack) -> None:
        flashtext: Any = import_module("flashtext")
        self._processor = flashtext.KeywordProcessor()
        for needle in needles(pack):
            self._processor.add_keyword(needle)

    def prepare(self, items: Sequence[Item]) -> list[str]:
        """The texts."""
        return list(texts(items))

    def run(self, prepared: Sequence[str]) -> int:
        """The number of hits."""
        return sum(len(self._processor.extract_keywords(text, span_info=True)) for text in prepared)
