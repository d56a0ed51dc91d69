"""Vocabulary: the words that a text may hide, as the fold writes them."""

import re
from collections.abc import Iterable

from turunkan.core.text.fold import fold

NUMBER = "{n}"
PHONE = "{phone}"
PLACES = (NUMBER, PHONE)

_WORD = re.compile(r"\{n\}|\{phone\}|[a-z0-9]+")


def words_of(term: str) -> tuple[str, ...]:
    """A term as the words that the lattice will meet: `"Bal-Prés {n} kg"` → `bal`, `pres`, `{n}`, `kg`."""
    return tuple(_WORD.findall(fold(term).letters))


class Vocabulary:
    """The words of all terms, and words that only help to cut up merged ones."""

    __slots__ = ("_words", "longest")

    def __init__(self, terms: Iterable[str], helpers: Iterable[str] = ()) -> None:
        words = {word for term in (*terms, *helpers) for word in words_of(term)}
        self._words = frozenset(words - set(PLACES))
        self.longest = max(map(len, self._words), default=0)

    def has(self, word: str) -> bool:
        """Whether a folded word is known."""
        return word in self._words
