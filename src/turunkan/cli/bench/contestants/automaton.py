"""A loop over posts: this project's fold, pyahocorasick over whole words, hits mapped back. No rules."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from turunkan.cli.bench.contestants.needles import needles, texts
from turunkan.core.rules import Pack
from turunkan.core.text import Folded, fold
from turunkan.core.vocab import Item


class Automaton:
    """An Aho-Corasick automaton over the folded terms."""

    def __init__(self, pack: Pack) -> None:
        ahocorasick: Any = import_module("ahocorasick")
        self._automaton = ahocorasick.Automaton()
        for at, needle in enumerate(needles(pack)):
            self._automaton.add_word(needle, (at, len(needle)))
        self._automaton.make_automaton()

    def prepare(self, items: Sequence[Item]) -> list[str]:
        """The texts; folding them is part of the work."""
        return list(texts(items))

    def run(self, prepared: Sequence[str]) -> int:
        """Hits as (text, term, start, end) in the original."""
        return len([hit for at, text in enumerate(prepared) for hit in self._hits(at, fold(text))])

    def _hits(self, at: int, folded: Folded) -> list[tuple[int, int, int, int]]:
        letters = folded.letters
        found = []
        for last, (term, length) in self._automaton.iter(letters):
            begin, end = last - length + 1, last + 1
            if not (letters[begin - 1 : begin].isalnum() or letters[end : end + 1].isalnum()):
                found.append((at, term, *folded.span(begin, end)))
        return found
