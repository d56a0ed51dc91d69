"""Respell: the spellings that a string of letters may stand for. One function a device.

Each device is a function from a spelling to other spellings; a spelling counts only if a vocabulary knows
it, which is what keeps "35k", "b2b" and "aaamiin" from becoming words.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, product

from turunkan.core.text.disguise import Devices, Disguise

LEET = {
    "0": "o", "1": "il", "2": "z", "3": "e", "4": "a", "5": "s", "6": "gb", "7": "tj", "8": "b", "9": "g",
    "@": "a", "$": "s", "!": "il", "|": "li", "€": "e", "£": "l",
}  # fmt: skip
PREFIXES = ("nge", "ng", "di", "ter", "ke", "se", "per")
SUFFIXES = ("nya", "ny", "ku", "mu", "lah", "in", "an", "kan")
CLITICS = ("nya", "ny", "ku", "mu", "lah")

_TRIPLE = re.compile(r"([a-z])\1{2,}")
_RUN = re.compile(r"([a-z])\1+")
_FINAL_RUN = re.compile(r"([a-z])\1+$")
_TWICE = re.compile(r"(.*[a-z].*)2((?:nya|ny|an|in|kan)?)")
_MOST_SPELLINGS = 32
_SHORTEST_STEM = 4
SHORTEST = 3

Spelling = tuple[str, Devices]
Device = Callable[[str], Iterable[str]]


def leet(letters: str) -> Iterator[str]:
    """Digits and symbols as letters, inside a token that also has letters ("b4l", "1mpor", "b@ju").

    A short token must be mostly letters: "84L" is a size and "4G" a network.
    """
    plain = sum(map(str.isalpha, letters))
    if plain == len(letters) or plain < min(2, len(letters) - 1):
        return
    choices = [LEET.get(char, char) for char in letters]
    yield from ("".join(choice) for choice in islice(product(*choices), _MOST_SPELLINGS))


def repeats(letters: str) -> Iterator[str]:
    """Drawn-out letters: runs of three or more as one and as two, and a drawn-out end ("baaal", "importt")."""
    if _TRIPLE.search(letters):
        yield _TRIPLE.sub(r"\1", letters)
        yield _TRIPLE.sub(r"\1\1", letters)
        yield _RUN.sub(r"\1", letters)
    elif _FINAL_RUN.search(letters):
        yield _FINAL_RUN.sub(r"\1", letters)


def reduplication(letters: str) -> Iterator[str]:
    """ "2" for saying the word twice ("awul2", "monza²"), before an ending too ("karung2an")."""
    if match := _TWICE.fullmatch(letters):
        yield match[1] + match[2]


def affixes(letters: str) -> Iterator[str]:
    """Endings and colloquial affixes that leave the stem what it is ("karungnya", "ngebongkarin")."""
    for ending in ("", *SUFFIXES):
        if letters.endswith(ending):
            stem = letters.removesuffix(ending)
            if len(stem) >= (SHORTEST if ending in CLITICS else _SHORTEST_STEM):
                yield stem
            yield from (
                stem.removeprefix(start)
                for start in PREFIXES
                if stem.startswith(start) and len(stem) - len(start) >= _SHORTEST_STEM
            )


_DEVICES: tuple[tuple[Device, Devices], ...] = (
    (reduplication, frozenset({Disguise.REDUPLICATION})),
    (leet, frozenset({Disguise.LEET})),
    (repeats, frozenset({Disguise.REPEATED})),
    (affixes, frozenset({Disguise.AFFIXED})),
)


def respell(
    letters: str, known: Callable[[str], bool], final: Callable[[str], bool] = lambda _: False
) -> Iterator[Spelling]:
    """Known words that `letters` may stand for, each with the devices seen through.

    A word that is known as it stands is not respelled, and a spelling that is known or `final` no further
    ("b3k4s1" is Bekasi). Devices combine in the order in which a writer applies them backwards: "b44aal2nya"
    is nobody's word, "b4444l" is.
    """
    if known(letters):
        yield letters, frozenset()
        return
    spellings: list[Spelling] = [(letters, frozenset())]
    for device, mark in _DEVICES:
        open_ = [each for each in spellings if not (known(each[0]) or final(each[0]))]
        fresh = [(word, seen | mark) for spelling, seen in open_ for word in device(spelling)]
        spellings += fresh[:_MOST_SPELLINGS]
    said: set[str] = set()
    for word, seen in spellings[1:]:
        if len(word) >= SHORTEST and word not in said and known(word):
            said.add(word)
            yield word, seen
