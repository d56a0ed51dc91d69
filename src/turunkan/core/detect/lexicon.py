"""Lexicon: the terms of a pack as a trie of words, walked along the lattice of a text."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass

from turunkan.core.rules import Pack
from turunkan.core.text import Disguise, Lattice, Reading, Spellbook, Vocabulary, rank_of, read, sign_of, words_of
from turunkan.core.vocab import FactKind, Term

_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"  # any flag, so that no other is seen across two that stand side by side


@dataclass(frozen=True, slots=True)
class Match:
    """A term on a lattice: folded positions `begin:end`, and the devices that hid it."""

    term: Term
    begin: int
    end: int
    disguise: tuple[Disguise, ...]


class _Node:
    __slots__ = ("after", "term")

    def __init__(self) -> None:
        self.after: dict[str, _Node] = {}
        self.term: Term | None = None


class Lexicon:
    """All terms of a pack, compiled for reading."""

    __slots__ = ("_order", "_root", "_sign", "_signs", "book")

    def __init__(self, pack: Pack) -> None:
        terms = [term for concept in pack.concepts.values() for term in concept.terms]
        self.book = Spellbook(vocabulary_of(pack))
        concepts = {concept: at for at, concept in enumerate(pack.concepts)}
        self._order = {term: (concepts[term.concept], at) for at, term in enumerate(terms)}
        self._root = _Node()
        self._signs: dict[str, Term] = {}
        for term in terms:
            self._plant(term)
        self._sign = re.compile("|".join([*map(re.escape, self._signs), _FLAG]))

    def _plant(self, term: Term) -> None:
        if sign := sign_of(term.text):
            self._signs[sign] = term
            return
        node = self._root
        for word in words_of(term.text):
            node = node.after.setdefault(word, _Node())
        node.term = term

    def read(self, text: str) -> tuple[Lattice, list[Match]]:
        """The lattice of a text and the terms on it, in reading order, none of which overlap."""
        lattice = read(text, self.book)
        found = [match for start in lattice.by_start for match in self._from(lattice, start)]
        found += (
            Match(self._signs[sign[0]], *sign.span(), ())
            for sign in self._sign.finditer(lattice.folded.letters)
            if sign[0] in self._signs
        )
        return lattice, self._chosen(found)

    def _from(self, lattice: Lattice, start: int) -> Iterator[Match]:
        """Every term that begins at a position; paths are short, terms being a few words long."""
        stack: list[tuple[_Node, list[Reading]]] = [(self._root, [first]) for first in lattice.by_start[start]]
        while stack:
            node, path = stack.pop()
            below = node.after.get(path[-1][2])
            if below is None:
                continue
            if below.term is not None:
                yield Match(below.term, start, path[-1][1], lattice.disguises(path))
            if below.after:
                stack += [(below, [*path, following]) for following in lattice.after(path[-1])]

    def _chosen(self, found: list[Match]) -> list[Match]:
        """The longest first, then the fewest devices, then the order of the pack, the first, then the plainest
        devices; nothing overlaps them.

        This is how another sense guards a word: "cakar ayam" swallows "cakar".
        """
        taken: list[tuple[int, int]] = []
        chosen: list[Match] = []
        for match in sorted(found, key=self._rank):
            at = bisect_left(taken, (match.begin, match.end))
            after_left = at == 0 or taken[at - 1][1] <= match.begin
            before_right = at == len(taken) or match.end <= taken[at][0]
            if after_left and before_right:
                insort(taken, (match.begin, match.end))
                chosen.append(match)
        return sorted(chosen, key=lambda match: match.begin)

    def _rank(self, match: Match) -> tuple[int, int, int, int, int, int]:
        concept, place = self._order[match.term]
        devices, plainness = rank_of(match.disguise)
        return match.begin - match.end, devices, concept, match.begin, place, plainness


def vocabulary_of(pack: Pack) -> Vocabulary:
    """The words of a pack; those that carry evidence are also looked for in heavy disguise."""
    evidence = {fact.id for fact in pack.facts.values() if fact.kind is not FactKind.RELIEF}
    carrying = [concept for concept in pack.concepts.values() if evidence.intersection(concept.facts)]
    return Vocabulary(
        (term.text for concept in pack.concepts.values() for term in concept.terms),
        helpers=(*pack.joiners, *pack.negators),
        hidden=(term.text for concept in carrying for term in concept.terms),
        ordinary=pack.ordinary,
    )
