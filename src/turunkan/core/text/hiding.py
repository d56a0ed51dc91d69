"""Hiding: words so changed that only a guess by form brings them back. One class a device.

These look only for the longer words that carry evidence, and never in an ordinary word. Each keeps an index
from a key to the words that have it: a word and its disguise share a key. Sources: the habits of sellers in
dossier 3.2 (nos. 7, 9, 14, 26); keyed lookup of typing errors by deletion follows Garbe's symmetric delete.
"""

import re
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from turunkan.core.text.disguise import Disguise

VOWELS = "aiueo"
_DROP = str.maketrans("", "", VOWELS)
_OPEN_SYLLABLE = re.compile("[^aiueo][aiueo][^aiueo][aiueo]")
_SHORTEST_SKELETON = 3
_SHORTEST_TYPO = 6
_SHORTEST_SOUND = 4
SOUNDS = str.maketrans({"f": "p", "v": "p", "c": "k", "q": "k", "z": "s", "y": "i", "x": "ks"})
PAIRS = (("oe", "u"), ("ew", "u"), ("dj", "j"), ("tj", "c"))
_RUN = re.compile(r"(.)\1+")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = [pair for row in _ROWS for pair in pairwise(row)]
# Each row lies half a key to the right of the one above it: a letter touches two of the next row.
_BELOW = [
    (above[at + shift], key)
    for above, row in pairwise(_ROWS)
    for at, key in enumerate(row)
    for shift in (0, 1)
    if at + shift < len(above)
]
_NEIGHBOURS = {pair for a, b in (*_BESIDE, *_BELOW) for pair in (a + b, b + a)}


class Hiding(ABC):
    """One device: which known words may a string of letters be?"""

    device: Disguise
    is_sure = True
    """Whether what it finds leaves no room for the devices after it."""

    def __init__(self, hidden: Iterable[str]) -> None:
        self.index: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(hidden):
            for key in dict.fromkeys(self._word_keys(word)):
                self.index[key].append(word)

    def _word_keys(self, word: str) -> Iterator[str]:
        yield from self.keys(word)

    @abstractmethod
    def keys(self, letters: str) -> Iterator[str]:
        """The keys under which the letters are looked up."""

    def words(self, letters: str) -> Iterator[str]:
        """The words that share a key and pass the device's own test."""
        found = dict.fromkeys(word for key in self.keys(letters) for word in self.index.get(key, ()))
        yield from (word for word in found if word != letters and self._may_be(letters, word))

    def _may_be(self, letters: str, word: str) -> bool:
        return True


class Reversed(Hiding):
    """Words written backwards ("sakeb"; boso walikan), ng and ny kept ("ngurak"), or their syllables swapped."""

    device = Disguise.REVERSED

    def _word_keys(self, word: str) -> Iterator[str]:
        yield word
        yield word.replace("ng", "gn").replace("ny", "yn")
        if _OPEN_SYLLABLE.match(word):
            yield word[2:] + word[:2]

    def keys(self, letters: str) -> Iterator[str]:
        """The letters backwards, and as they stand."""
        yield letters[::-1]
        yield letters

    def _may_be(self, letters: str, word: str) -> bool:
        return sorted(letters) == sorted(word)


class VowelDrop(Hiding):
    """Words without some of their vowels ("krng", "bngkr", "thrft"): the rest stands in its order."""

    device = Disguise.VOWEL_DROP

    def keys(self, letters: str) -> Iterator[str]:
        """The first letter and the consonants after it."""
        key = letters[:1] + letters[1:].translate(_DROP)
        if len(key) >= _SHORTEST_SKELETON:
            yield key

    def _may_be(self, letters: str, word: str) -> bool:
        rest = iter(word)
        return 2 * _vowels(letters) <= _vowels(word) and all(letter in rest for letter in letters)


class Phonetic(Hiding):
    """Words spelled by ear ("trifft", "zekon", "krunek")."""

    device = Disguise.PHONETIC
    is_sure = False  # a slip may sound like another word, too ("karunh")

    def keys(self, letters: str) -> Iterator[str]:
        """The sound in one spelling."""
        sound = sound_of(letters)
        if len(sound) >= _SHORTEST_SOUND:
            yield sound


class Typo(Hiding):
    """Words of six letters or more with one letter wrong, missing, doubled or swapped; the first is right.

    In words of five letters only neighbours on the keyboard and swapped letters.
    """

    device = Disguise.TYPO

    def keys(self, letters: str) -> Iterator[str]:
        """The letters, and the letters without one of them; never without the first."""
        yield letters
        for at in range(1, len(letters)):
            yield letters[:at] + letters[at + 1 :]

    def _may_be(self, letters: str, word: str) -> bool:
        if letters[:1] != word[:1]:
            return False
        if len(word) >= _SHORTEST_TYPO:
            return _distance_is_one(letters, word)
        return len(letters) == len(word) and (_swapped(letters, word) or _beside(letters, word))


def _vowels(letters: str) -> int:
    return sum(letter in VOWELS for letter in letters)


def _distance_is_one(one: str, other: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of neighbours leads from one to the other."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    if len(rest) == len(others):
        return rest[1:] == others[1:] or (rest[1::-1] == others[:2] and rest[2:] == others[2:])
    return rest[1:] == others or rest == others[1:]


def _swapped(one: str, other: str) -> bool:
    return _distance_is_one(one, other) and sorted(one) == sorted(other)


def _beside(one: str, other: str) -> bool:
    """Whether they differ in one letter, by its neighbour on the keyboard."""
    differ = {a + b for a, b in zip(one, other, strict=True) if a != b}
    return len(differ) == 1 and not differ.isdisjoint(_NEIGHBOURS)


def sound_of(letters: str) -> str:
    """How letters sound, in one spelling: f, v and p are one, so are c, k and q, or z and s; after the first
    letter d is as hard as t, and h is not heard."""
    for pair, plain in PAIRS:
        letters = letters.replace(pair, plain)
    sound = _RUN.sub(r"\1", letters.translate(SOUNDS))
    return sound[:1] + sound[1:].replace("h", "").replace("d", "t")


def hidings(hidden: Iterable[str]) -> tuple[Hiding, ...]:
    """All devices over the same words."""
    words = list(hidden)
    return tuple(kind(words) for kind in (Reversed, VowelDrop, Phonetic, Typo))
