"""Vocabulary: the words that a text may hide, as the fold writes them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from turunkan.core.text.fold import fold

NUMBER = "{n}"
PHONE = "{phone}"
PRICE = "{price}"
MILLIONS = "{millions}"
PLACES = (NUMBER, PHONE, PRICE, MILLIONS)

_WORD = re.compile(r"\{(?:n|phone|price|millions)\}|[a-z0-9]+")
_SHORTEST_HIDDEN = 5


@lru_cache(maxsize=1 << 15)
def words_of(term: str) -> tuple[str, ...]:
    """A term as the words that the lattice will meet: `"Bal-Prés {n} kg"` → `bal`, `pres`, `{n}`, `kg`."""
    return tuple(_WORD.findall(fold(term).letters))


@lru_cache(maxsize=1 << 15)
def sign_of(term: str) -> str:
    """The sign that a term without words is: one pictograph, or the two letters of a flag; else ""."""
    sign = fold(term).letters.strip()
    flag = len(sign) == 2 and all("\U0001f1e6" <= half <= "\U0001f1ff" for half in sign)
    return sign if not words_of(term) and not sign.isascii() and (len(sign) == 1 or flag) else ""


class Vocabulary:
    """The words of all terms, and words that only help to cut up merged ones.

    `hidden` are terms whose longer words are also looked for in heavy disguise (typos, dropped vowels, …);
    `ordinary` are words that are no disguise of anything, however near they come to a known one.
    """

    __slots__ = ("_ordinary", "_words", "hidden", "longest")

    def __init__(
        self,
        terms: Iterable[str],
        helpers: Iterable[str] = (),
        hidden: Iterable[str] = (),
        ordinary: Iterable[str] = (),
    ) -> None:
        self._words = frozenset(_words((*terms, *helpers)))
        self._ordinary = frozenset(_words(ordinary)) - self._words
        self.hidden = frozenset(word for word in _words(hidden) & self._words if len(word) >= _SHORTEST_HIDDEN)
        self.longest = max(map(len, self._words), default=0)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._words))

    def has(self, word: str) -> bool:
        """Whether a folded word is known."""
        return word in self._words

    def is_ordinary(self, word: str) -> bool:
        """Whether a folded word means what it says, and nothing that is looked for."""
        return word in self._ordinary


def _words(terms: Iterable[str]) -> set[str]:
    return {word for term in terms for word in words_of(term)} - set(PLACES)
