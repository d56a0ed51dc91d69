"""Keyed: sets of hashes as arrays in which the kernels look words up (`spelling.add_meant`)."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from turunkan.core.block.codes import Array

_LOAD = 4  # slots a key, at least
_BITS = 16  # bits a key, about
_MASK = (1 << 64) - 1
_FACTOR = 0xD6E8FEB86659FD93
Pair = tuple[int, int]
"""A hash, and the number of a word that has it."""


def keyed(sets: Mapping[str, Iterable[Pair]], words: int) -> dict[str, Array]:
    """Sets of hashes with their bitmaps and groups, under three names each; and the words of the groups.

    A group is what has one hash: a word alone has its own number, several together one after the last word's.
    """
    several: dict[tuple[int, ...], int] = {}
    made: dict[str, Array] = {}
    for names, pairs in sets.items():
        made |= zip(names.split(), _hash_set(*_grouped(pairs, several, words)), strict=True)
    groups = [*((word,) for word in range(words)), *several]
    return made | {
        "group_at": np.cumsum([0, *map(len, groups)], dtype=np.int32),
        "group_word": np.array([word for group in groups for word in group], np.int32),
    }


def mix(value: Any) -> Any:
    """The same as `spelling.mix`, of one or of many."""
    value = (value ^ (value >> 32)) * _FACTOR & _MASK
    return value ^ (value >> 29)


def slots(keys: int) -> int:
    """How many places there are for so many keys: a power of two."""
    return 1 << max(4, (keys * _LOAD - 1).bit_length())


def _grouped(pairs: Iterable[Pair], several: dict[tuple[int, ...], int], words: int) -> tuple[Array, Array]:
    """Every hash once, in order, and its group. No hash is zero, which stands for an empty place."""
    columns = np.array([pair for pair in pairs if pair[0]], np.uint64).reshape(-1, 2)
    values, ids = columns[np.lexsort((columns[:, 1], columns[:, 0]))].T
    differs = (values[1:] != values[:-1]) | (ids[1:] != ids[:-1])
    fresh = np.concatenate([np.ones(min(len(values), 1), bool), differs])
    values, ids = values[fresh], ids[fresh]
    alone, first, sizes = np.unique(values, return_index=True, return_counts=True)
    group = ids[first].astype(np.int32)
    for at in np.flatnonzero(sizes > 1).tolist():
        row = tuple(ids[first[at] : first[at] + sizes[at]].tolist())
        group[at] = words + several.setdefault(row, len(several))
    return alone, group


def _hash_set(values: Array, group: Array) -> tuple[Array, Array, Array]:
    """An open-addressed set of hashes (zero stands for empty), its bitmap, and the group of each slot."""
    table = np.zeros(slots(len(values)), np.uint64)
    group_of = np.zeros(len(table), np.int32)
    seen = np.zeros(1 << max(6, (len(values) * _BITS // 64).bit_length()), np.uint64)
    one, mixed = np.uint64(1), mix(values)
    both = one << (mixed >> np.uint64(40) & np.uint64(63)) | one << (mixed >> np.uint64(34) & np.uint64(63))
    np.bitwise_or.at(seen, (mixed >> np.uint64(46) & np.uint64(len(seen) - 1)).astype(np.int64), both)
    slot = (mixed & np.uint64(len(table) - 1)).astype(np.int64)
    left = np.arange(len(values))
    while len(left):  # the first that asks for a free place has it, the others try the next one
        free = left[table[slot[left]] == 0]
        _, first = np.unique(slot[free], return_index=True)
        placed = free[first]
        table[slot[placed]], group_of[slot[placed]] = values[placed], group[placed]
        left = np.setdiff1d(left, placed, assume_unique=True)
        slot[left] = (slot[left] + 1) & (len(table) - 1)
    return table, seen, group_of
