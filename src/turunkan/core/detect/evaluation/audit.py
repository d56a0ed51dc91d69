"""Audit: a sample drawn by hash, and what its being clean says of all that it was drawn from."""

import hashlib
from collections.abc import Iterable
from heapq import heappush, heappushpop
from math import comb

from turunkan.core.detect.evaluation.figures import Audit
from turunkan.core.detect.evaluation.share import Share
from turunkan.core.vocab import Item

_LEFT = 0.05  # the chance of being wrong that a bound leaves
_HALVINGS = 60


class Draw:
    """Keeps the Items of the smallest hashes of seed and id, in flat memory.

    The same seed draws the same Items whatever their order, and each id once; a smaller draw is part of a larger.
    """

    def __init__(self, size: int, seed: str) -> None:
        self._size = size
        self._seed = seed
        self._kept: list[tuple[int, Item]] = []  # a heap, largest hash first, by its negative
        self._hashes: set[int] = set()
        self.seen = 0

    def offer(self, item: Item) -> None:
        """One more Item that may be drawn."""
        self.seen += 1
        hashed = -int.from_bytes(hashlib.sha256(f"{self._seed}\n{item.id}".encode()).digest(), "big")
        if hashed in self._hashes:
            return
        self._hashes.add(hashed)
        if len(self._kept) < self._size:
            heappush(self._kept, (hashed, item))
        else:
            self._hashes.discard(heappushpop(self._kept, (hashed, item))[0])

    @property
    def drawn(self) -> list[Item]:
        """The Items drawn, in the order of their hashes, which tells nothing of where they stood."""
        return [item for _, item in sorted(self._kept, key=lambda kept: -kept[0])]


def audit(sought: Iterable[bool]) -> Audit | None:
    """What people found among Items that did not surface; None where none were looked at."""
    found = Share.of(sought)
    return Audit(found, most(found.count, found.total)) if found.total else None


def most(found: int, drawn: int) -> float:
    """The share of the whole that would still give so few in so many with a chance of 5 % (Clopper, Pearson 1934).

    The whole holds less than that, with 95 % confidence. Of none in 300 it is 1 %.
    """
    low, high = found / drawn, 1.0
    if found == drawn:
        return high
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(found, drawn, middle) > _LEFT else (low, middle)
    return high


def _at_most(found: int, drawn: int, share: float) -> float:
    """The chance to find no more than so many."""
    return sum(comb(drawn, each) * share**each * (1 - share) ** (drawn - each) for each in range(found + 1))
