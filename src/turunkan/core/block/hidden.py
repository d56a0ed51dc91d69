"""Hidden: the keys of `core.text.hiding` as hashes, each with what else its device asks, for a quick no.

What a run's key must agree in beside its letters is mixed into the hash (`meaning.salted`): the device; of a
word without its vowels, how many the run may have kept; of a slip, about where it is.
"""

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import accumulate

import numpy as np

from turunkan.core.block.codes import IS_DIGIT, IS_LETTER, IS_SIGN, IS_VOWEL, Array
from turunkan.core.text.hiding import PAIRS, SOUNDS, VOWELS, Phonetic, Reversed, VowelDrop

MASK = (1 << 64) - 1
BASE = 0x9E3779B97F4A7C15
_SALT = 0xC2B2AE3D27D4EB4F
_REVERSED, _VOWEL_DROP, _PHONETIC, _TYPO = range(4)
_ANYWHERE = 255
_SHORTEST_LONGER = 6  # letters of a word whose slips may change its length


def run_hash(letters: bytes) -> int:
    """The polynomial hash of the kernels (`spelling.hash_prefixes`)."""
    return reduce(_further, letters, 0)


def _further(value: int, code: int) -> int:
    return (value * BASE + code + 1) & MASK


def salted(value: int, device: int, place: int) -> int:
    """The same as `meaning.salted`."""
    return value ^ ((device << 8 | place) * _SALT & MASK)


def hidden_hashes(words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Every hash under which `meaning.may_say` may look for one of the words, with the word."""
    listed = sorted(words)
    for device, kind in ((_REVERSED, Reversed), (_PHONETIC, Phonetic)):
        for key, having in kind(listed).index.items():
            yield from ((salted(run_hash(key.encode()), device, 0), word) for word in having)
    for key, having in VowelDrop(listed).index.items():
        for word in having:
            for kept in range(sum(letter in VOWELS for letter in word) // 2 + 1):
                yield salted(run_hash(key.encode()), _VOWEL_DROP, kept), word
    for word in listed:
        yield from ((value, word) for value in _slips(word))


def letter_arrays() -> dict[str, Array]:
    """By letter, for `meaning`: what it is; with which others it makes one sound; and how it sounds alone.

    `pairs`: the low bits say which second letters may follow (one bit each), the high bits which of them it is;
    the eighth bit is that of a letter with two sounds.
    """
    traits = np.full(256, IS_SIGN, np.uint8)
    pairs = np.zeros(256, np.uint8)
    sounds = np.arange(256, dtype=np.uint8)
    traits[ord("0") : ord("9") + 1] = IS_DIGIT
    traits[ord("a") : ord("z") + 1] = IS_LETTER
    traits[[*map(ord, VOWELS)]] = IS_LETTER | IS_VOWEL
    seconds = list(dict.fromkeys(pair[1] for pair, _ in PAIRS))
    for pair, _ in PAIRS:
        bit = 1 << seconds.index(pair[1])
        pairs[ord(pair[0])] |= bit
        pairs[ord(pair[1])] |= bit << 4
    for letter, sound in SOUNDS.items():
        if len(sound) > 1:
            pairs[letter] |= 1 << 7
        else:
            sounds[letter] = ord(sound)
    return {"traits": traits, "pairs": pairs, "sounds": sounds}


def _slips(word: str) -> Iterator[int]:
    """A word without one of its letters, by the place; whole, for a run with a letter too many."""
    heads = [*accumulate(word.encode(), _further, initial=0)]
    power = 1
    for at in range(len(word) - 1, 0, -1):
        rest = heads[-1] + (heads[at] - heads[at + 1]) * power & MASK
        power = power * BASE & MASK
        # Letters that changed places are missing one place apart.
        for place in (at - 1, at, at + 1):
            yield salted(rest, _TYPO, place)
        if len(word) >= _SHORTEST_LONGER:
            yield salted(rest, _TYPO, _ANYWHERE)
    if len(word) >= _SHORTEST_LONGER:
        for place in range(1, len(word) + 1):
            yield salted(heads[-1], _TYPO, place)
