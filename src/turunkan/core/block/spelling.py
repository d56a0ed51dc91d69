"""Kernel, second part: the keys of runs of letters, and sets and tables that are looked up by them."""

import numpy as np
from numba import njit

BASE = np.uint64(0x9E3779B97F4A7C15)
_ONE = np.uint64(1)
_ZERO = np.uint64(0)
MODE_WORD, MODE_TAG, MODE_GLUED = 0, 1, 2
SHORT = 16
"""Letters of a run whose key is the run itself."""


@njit
def mix(value):
    """A number spread over its low bits (multiply and fold)."""
    value = (value ^ (value >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
    return value ^ (value >> np.uint64(29))


@njit
def run_key(run, n, prefix):
    """A run as two numbers: its letters themselves up to sixteen, else its hash and length."""
    head = _ZERO
    tail = _ZERO
    if n <= SHORT:
        for k in range(min(n, 8)):
            head = head << np.uint64(8) | np.uint64(run[k])
        for k in range(8, n):
            tail = tail << np.uint64(8) | np.uint64(run[k])
        return head, tail
    hash_prefixes(run, n, prefix)
    return prefix[n], np.uint64(n)


@njit
def run_slot(head, tail, mode):
    """Where a run's key is looked for first."""
    return mix(head ^ (tail * np.uint64(0x9FB21C651E98DF25)) ^ (np.uint64(mode) << np.uint64(57)))


@njit
def hash_prefixes(run, n, prefix):
    """Polynomial hashes of every beginning of a run: prefix[n] is that of the whole."""
    prefix[0] = _ZERO
    for at in range(n):
        prefix[at + 1] = prefix[at] * BASE + np.uint64(run[at]) + _ONE


@njit
def part_hash(prefix, powers, start, end):
    """The hash of the letters start:end."""
    return prefix[end] - prefix[start] * powers[end - start]


@njit
def is_seen(seen, mixed):
    """Whether a set's bitmap has a hash, of which both bits are in one word: a quick no, seldom a wrong yes."""
    word = seen[(mixed >> np.uint64(46)) & np.uint64(len(seen) - 1)]
    one = word >> (mixed >> np.uint64(40) & np.uint64(63))
    other = word >> (mixed >> np.uint64(34) & np.uint64(63))
    return (one & other & _ONE) != _ZERO


@njit
def add_meant(keys, value, meant, count):
    """Adds the words that have a key to those that a run may mean. Answers how many there are now.

    `keys`: an open-addressed set of hashes (zero stands for empty), its bitmap for a quick no, the group of each
    slot, and the words of each group.
    """
    table, seen, group, group_at, group_word = keys
    mixed = mix(value)
    if not is_seen(seen, mixed):
        return count
    mask = np.uint64(len(table) - 1)
    slot = mixed & mask
    while table[slot] != _ZERO:
        if table[slot] == value:
            for k in range(group_at[group[slot]], group_at[group[slot] + 1]):
                if count < len(meant):
                    meant[count] = group_word[k]
                    count += 1
            return count
        slot = (slot + _ONE) & mask
    return count


@njit
def remembered_slot(head, tail, mode, start, table):
    """Where the spellbook's answer for a key is in the table of four numbers a slot, or -1.

    A slot holds head, tail, mode + 1 with the number of readings, and where readings and letters begin.
    """
    mask = np.uint64(len(table) // 4 - 1)
    slot = start & mask
    while True:
        base = slot * np.uint64(4)
        info = table[base + np.uint64(2)]
        if info == _ZERO:
            return np.int64(-1)
        if table[base] == head and table[base + _ONE] == tail and (info & np.uint64(255)) == np.uint64(mode + 1):
            return np.int64(base)
        slot = (slot + _ONE) & mask


@njit
def same_run(run, n, slot, remembered):
    """Whether a slot's letters are those of a long run, of which the key is only hash and length."""
    first = remembered.table[slot + 3] >> np.uint64(32)
    for k in range(np.uint64(n)):
        if remembered.run_letters[first + k] != run[k]:
            return False
    return True
