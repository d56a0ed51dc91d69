"""Spellbook: which known words a run of letters says. It depends on the letters alone, so it is asked once.

The view that found the run says how freely it may be read. The vocabulary has the last word in all of them.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from itertools import chain, islice

from turunkan.core.text.disguise import Devices, Disguise
from turunkan.core.text.hiding import hidings
from turunkan.core.text.respell import leet, respell
from turunkan.core.text.segment import segment
from turunkan.core.text.vocabulary import Vocabulary

Said = tuple[int, int, str, Devices]
"""Letters `start:end` of the run say a word, through these devices."""

LONGEST = 64
"""Nobody reads a word of more letters than this; a wall of letters is not worth cutting up."""

SHORTEST_MERGED = 6
SHORTEST_HIDDEN = 4
_MOST_LEET = 4
_MOST_REMEMBERED = 200_000
_UNIT_AFTER = re.compile(r"(\d+)([a-z]{1,8})")
_UNIT_BEFORE = re.compile(r"([a-z]{1,8})\d+")
_NONE: Devices = frozenset()
_MERGED: Devices = frozenset({Disguise.MERGED})
_SPACED: Devices = frozenset({Disguise.SPACED})
_INNER: Devices = frozenset({Disguise.INNER_SYMBOL})
_LEET: Devices = frozenset({Disguise.LEET})


class Mode(IntEnum):
    """How a run of letters stands in its text."""

    WORD = 0
    TAG = 1
    GLUED = 2
    SPACED = 3


class Spellbook:
    """All devices that look at letters only, over one vocabulary."""

    __slots__ = ("_remembered", "hidings", "vocabulary")

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.hidings = hidings(vocabulary.hidden)
        self._remembered: dict[tuple[str, Mode], tuple[Said, ...]] = {}

    def spell(self, letters: str, mode: Mode) -> tuple[Said, ...]:
        """What letters, digits and the signs that stand for letters say; () for most of them."""
        found = self._remembered.get((letters, mode))
        if found is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            found = tuple(self._spell(letters, mode)) if len(letters) <= LONGEST else ()
            self._remembered[letters, mode] = found
        return found

    def _spell(self, letters: str, mode: Mode) -> Iterator[Said]:
        has = self.vocabulary.has
        if has(letters) or self.vocabulary.is_ordinary(letters):
            if has(letters):
                yield 0, len(letters), letters, _SPREAD[mode]
            return
        yield from (self._as_written, self._as_written, self._glued, self._spaced)[mode](letters, mode)

    def _as_written(self, letters: str, mode: Mode) -> Iterator[Said]:
        whole = list(self._whole(letters, _NONE))
        yield from (
            whole
            or [*self._unit(letters), *self._merged(letters, residue=mode is Mode.TAG)]
            or self._hidden(letters)
        )

    def _glued(self, letters: str, _: Mode) -> Iterator[Said]:
        return self._whole(letters, _INNER)

    def _spaced(self, letters: str, _: Mode) -> Iterator[Said]:
        """As one known word, else as several without a rest."""
        yield from (
            list(self._whole(letters, _SPACED))
            or list(self._parts(letters, _SPACED, residue=False))
            or [(start, end, word, seen | _SPACED) for start, end, word, seen in self._hidden(letters)]
        )

    def _whole(self, letters: str, seen: Devices) -> Iterator[Said]:
        for word, devices in respell(letters, self.vocabulary.has, self.vocabulary.is_ordinary):
            yield 0, len(letters), word, devices | seen

    def _unit(self, letters: str) -> Iterator[Said]:
        """The word glued to a figure ("35k", "5pcs", "rp50")."""
        if match := _UNIT_AFTER.fullmatch(letters):
            start, end = match.span(2)
        elif match := _UNIT_BEFORE.fullmatch(letters):
            start, end = match.span(1)
        else:
            return
        if self.vocabulary.has(letters[start:end]):
            yield start, end, letters[start:end], _NONE

    def _merged(self, letters: str, *, residue: bool) -> Iterator[Said]:
        """Words written as one ("balsegel", "bajubekasimpor"), covered by known words; tags may keep a rest."""
        row = letters.rstrip("0123456789")
        if len(row) >= SHORTEST_MERGED and not self.vocabulary.is_ordinary(row):
            yield from self._parts(row, _MERGED, residue=residue)

    def _parts(self, letters: str, seen: Devices, *, residue: bool) -> Iterator[Said]:
        """Several known words in a row, as written or with digits for letters."""
        said: set[tuple[int, int, str]] = set()
        spellings = ((word, seen | _LEET) for word in islice(leet(letters), _MOST_LEET))
        for spelling, devices in chain([(letters, seen)], spellings):
            for start, end in segment(spelling, self.vocabulary, residue=residue):
                if (start, end, spelling[start:end]) not in said:
                    said.add((start, end, spelling[start:end]))
                    yield start, end, spelling[start:end], devices

    def _hidden(self, letters: str) -> Iterator[Said]:
        """Known words in heavy disguise, each by the first device that leads there; of letters only, and only
        where nothing plainer was read.

        An ordinary word stays one with an ending, or drawn out ("kurangnya", "susahhh").
        """
        if len(letters) < SHORTEST_HIDDEN or not letters.isalpha():
            return
        if any(respell(letters, self.vocabulary.is_ordinary)):
            return
        found: dict[str, Disguise] = {}
        for hiding in self.hidings:
            for word in hiding.words(letters):
                found.setdefault(word, hiding.device)
            if found and hiding.is_sure:
                break
        yield from ((0, len(letters), word, frozenset({device})) for word, device in found.items())


_SPREAD = {Mode.WORD: _NONE, Mode.TAG: _NONE, Mode.GLUED: _INNER, Mode.SPACED: _SPACED}
