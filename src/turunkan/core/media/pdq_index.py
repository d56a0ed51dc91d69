"""PDQ search: every hash within a Hamming distance of 31, exactly, by multi-index hashing (Norouzi, Punjani and
Fleet, "Fast Exact Search in Hamming Space with Multi-Index Hashing", 2014).

Two hashes of 256 bits that differ in at most 31 are, in one of 16 stretches of 16 bits, the same but for one bit
at most. So 17 look-ups in each of 16 tables find every candidate, and only those are compared. Needs numpy alone.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DISTANCE = 31
"""Bits in which hashes of the same picture may differ: ThreatExchange's recommendation for PDQ."""

_BYTES, _CHUNKS, _KEYS = 32, 16, 1 << 16
_SPARSE = 60  # of so many hashes one: more are marked, fewer sorted
_NEAR = np.array([0, *(1 << bit for bit in range(16))], dtype=np.uint16)  # flips of at most one bit

Rows = NDArray[np.uint64]
"""Hashes as rows of four numbers."""


class Match(NamedTuple):
    """A hash that was found: its place among those that the index was made of, and its distance in bits."""

    place: int
    distance: int


def packed(hashes: Iterable[str]) -> Rows:
    """Hashes of 64 hexadecimal digits as rows. Raises ValueError for anything else."""
    data = b"".join(_bytes_of(text) for text in hashes)
    return np.frombuffer(data, dtype=">u8").reshape(-1, 4).astype(np.uint64)


def nearest_by_brute_force(rows: Rows, sought: Rows, distance: int = DISTANCE) -> list[Match]:
    """What `PdqIndex.search` gives, by comparing with every row: the twin that it is held against."""
    return _matches(rows, np.arange(len(rows)), sought, distance)


class PdqIndex:
    """Hashes to search among; 64 bytes a hash beside the hashes themselves. Read-only once it is made."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        keys = _stretches(rows)
        order = [np.argsort(keys[:, chunk], kind="stable").astype(np.uint32) for chunk in range(_CHUNKS)]
        self._order = order
        self._starts = [_first_places(keys[places, chunk]) for chunk, places in enumerate(order)]

    def __len__(self) -> int:
        return len(self._rows)

    def search(self, sought: Rows) -> list[Match]:
        """All hashes at most DISTANCE away from one row, in the order of their places."""
        spans = self._spans(sought)
        if sum(end - start for _, start, end in spans) >= len(self._rows):  # many alike: each is looked at once
            return nearest_by_brute_force(self._rows, sought)
        near = [self._order[chunk][start:end] for chunk, start, end in spans]
        places = self._each_once(np.concatenate(near)) if near else np.array([], dtype=np.uint32)
        return _matches(self._rows, places, sought, DISTANCE)

    def _each_once(self, places: NDArray[np.uint32]) -> NDArray[np.integer]:
        """The places in their order; many are marked on a list of all, which costs less than sorting them."""
        if len(places) < len(self._rows) // _SPARSE:
            return np.unique(places)
        marked = np.zeros(len(self._rows), dtype=np.bool_)
        marked[places] = True
        return np.flatnonzero(marked)

    def _spans(self, sought: Rows) -> list[tuple[int, int, int]]:
        """(stretch, first, end) of the hashes that are the same there but for one bit."""
        keys = _stretches(sought.reshape(1, 4))[0]
        spans = []
        for chunk, near in enumerate((keys[:, None] ^ _NEAR).astype(np.int64)):
            starts = self._starts[chunk]
            for start, end in zip(starts[near].tolist(), starts[near + 1].tolist(), strict=True):
                if start < end:
                    spans.append((chunk, start, end))
        return spans


def _matches(rows: Rows, places: NDArray[np.integer], sought: Rows, distance: int) -> list[Match]:
    differing = np.bitwise_count(rows[places] ^ sought).sum(axis=1, dtype=np.int64)
    near = np.flatnonzero(differing <= distance)
    return list(map(Match, places[near].tolist(), differing[near].tolist()))


def _stretches(rows: Rows) -> NDArray[np.uint16]:
    return np.ascontiguousarray(rows).view(np.uint16).reshape(-1, _CHUNKS)


def _first_places(ordered: NDArray[np.uint16]) -> NDArray[np.int64]:
    """Where each of the 65,536 keys begins among the ordered ones, and after the last their number."""
    counts = np.bincount(ordered, minlength=_KEYS)
    return np.concatenate([[0], np.cumsum(counts)])


def _bytes_of(text: str) -> bytes:
    data = bytes.fromhex(text)
    if len(data) != _BYTES:
        raise ValueError(f"a PDQ hash has {2 * _BYTES} digits, not {len(text)}")
    return data
