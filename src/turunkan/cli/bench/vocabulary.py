"""Vocabulary: the words of vocabulary.txt and their forms, as uneven as in everyday talk."""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import accumulate

_PREFIXES, _SUFFIXES = ("", "di", "ter", "ke", "se"), ("", "nya", "kan", "an", "lah", "i")
_DISTINCT = 5000


@cache
def section(name: str) -> tuple[str, ...]:
    """The entries of one section, in their order."""
    text = (resources.files("turunkan.cli.bench") / "vocabulary.txt").read_text(encoding="utf-8")
    _, _, after = text.partition(f"[{name}]\n")
    return tuple(entry.replace("~", " ") for entry in after.partition("\n[")[0].split())


def words() -> list[str]:
    """Five thousand distinct words, the commonest first."""
    return list(dict.fromkeys((*section("common"), *_built())))[:_DISTINCT]


def _built() -> Iterator[str]:
    """Roots with their affixes; every root once before any has its next form."""
    for prefix in _PREFIXES:
        for suffix in _SUFFIXES:
            yield from (prefix + root + suffix for root in section("roots"))


def weights(count: int) -> list[float]:
    """Cumulative weights after Zipf and Mandelbrot: the r-th word has 1 / (r + 6)."""
    return list(accumulate(1 / (rank + 6) for rank in range(1, count + 1)))
