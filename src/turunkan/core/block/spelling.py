"""Kernel, second part: what may a run of letters say? Answers remembered from the spellbook, or a quick no.

`may_say` must name every word that the spellbook would find; it may name too many.
"""

import numpy as np
from numba import njit

from turunkan.core.block.letters import is_digit, is_letter

BASE = np.uint64(0x9E3779B97F4A7C15)
_ONE = np.uint64(1)
_ZERO = np.uint64(0)
_SHORTEST_MERGED, _SHORTEST_HIDDEN = 6, 4
MODE_WORD, MODE_TAG, MODE_GLUED = 0, 1, 2
SHORT = 16
"""Letters of a run whose key is the run itself."""

REVERSED, VOWEL_DROP, PHONETIC, TYPO = range(4)
"""The devices of `core.text.hiding`, in its order."""
ANYWHERE = 255
"""In place of a position: the whole word, or the word without any one of its letters."""

_DIGIT_TWO = 50


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
def add_meant(keys, value, meant, count):
    """Adds the words that have a key to those that a run may mean. Answers how many there are now.

    `keys`: an open-addressed set of hashes (zero stands for empty), its bitmap for a quick no, the group of each
    slot, and the words of each group.
    """
    table, seen, group, group_at, group_word = keys
    mixed = mix(value)
    bit = mixed >> np.uint64(40)
    if not (seen[(bit >> np.uint64(6)) & np.uint64(len(seen) - 1)] >> (bit & np.uint64(63))) & _ONE:
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
def same_run(run, n, slot, table, letters):
    """Whether a slot's letters are those of a long run, of which the key is only hash and length."""
    first = table[slot + 3] >> np.uint64(32)
    for k in range(np.uint64(n)):
        if letters[first + k] != run[k]:
            return False
    return True


@njit
def _stands_at(run, at, size, first, letters):
    """Whether an affix stands in a run."""
    for k in range(size):
        if run[at + k] != letters[first + k]:
            return False
    return True


@njit
def _add_stems(prefix, powers, n, keys, affix_at, affix_letters, prefixes, run, loose, meant, count):
    """Adds the known words that a run is without an ending and a beginning.

    `loose`: of a squeezed run, whose affix may share a letter with its stem.
    """
    endings = len(affix_at) - 1 - prefixes
    for ending in range(-1, endings):
        cut = n
        if ending >= 0:
            first = affix_at[prefixes + ending]
            size = affix_at[prefixes + ending + 1] - first
            cut = n - size
            if cut < 3 or run[n - 1] != affix_letters[first + size - 1]:
                continue
            if not _stands_at(run, cut, size, first, affix_letters):
                continue
        for more in range(2 if loose and ending >= 0 else 1):
            count = add_meant(keys, part_hash(prefix, powers, 0, cut + more), meant, count)
            for start in range(prefixes):
                first = affix_at[start]
                if run[0] != affix_letters[first]:
                    continue
                size = affix_at[start + 1] - first
                if cut - size < 3 or not _stands_at(run, 0, size, first, affix_letters):
                    continue
                count = add_meant(keys, part_hash(prefix, powers, size, cut + more), meant, count)
                if loose:
                    count = add_meant(keys, part_hash(prefix, powers, size - 1, cut + more), meant, count)
    return count


@njit
def _symbol(code):
    return code - 97 if code >= 97 else code - 48 + 26


@njit
def _may_begin(run, at, trigrams):
    """Whether some known word begins with these three letters."""
    key = (_symbol(run[at]) * 36 + _symbol(run[at + 1])) * 36 + _symbol(run[at + 2])
    return (trigrams[key >> 6] >> np.uint64(key & 63)) & _ONE


@njit
def _add_parts(run, n, prefix, powers, keys, trigrams, longest, residue, meant, count):
    """Adds the known words that may cover the run, or with `residue` a beginning or end of six letters."""
    for at in range(n):
        if not (is_letter(run[at]) or is_digit(run[at])):
            return count
    before, covered = count, False
    for first in range(n if residue else 1):
        if n - first < _SHORTEST_MERGED:
            break
        reach = _ONE << np.uint64(first)
        for start in range(first, n - 2):
            if not (reach >> np.uint64(start)) & _ONE or not _may_begin(run, start, trigrams):
                continue
            for end in range(start + 3, min(n, start + longest) + 1):
                known = add_meant(keys, part_hash(prefix, powers, start, end), meant, count)
                if known > count:
                    count = known
                    covered |= end == n or (residue and first == 0 and end >= _SHORTEST_MERGED)
                    reach |= _ONE << np.uint64(end)
    return count if covered else before


@njit
def _sound_hash(run, n):
    """The hash of a run's sound (`core.text.hiding.sound_of`)."""
    value = _ZERO
    count = 0
    last = 0
    at = 0
    while at < n:
        code = np.int64(run[at])
        after = run[at + 1] if at + 1 < n else 0
        second = 0
        step = 1
        if (code == 111 and after == 101) or (code == 101 and after == 119):  # oe
            code, step = 117, 2
        elif code == 100 and after == 106:  # dj
            code, step = 106, 2
        elif code == 116 and after == 106:  # tj
            code, step = 99, 2
        if code == 102 or code == 118:
            code = 112
        elif code == 99 or code == 113:
            code = 107
        elif code == 122:
            code = 115
        elif code == 121:
            code = 105
        elif code == 120:
            code, second = 107, 115
        for _ in range(2):
            if code != last:
                last = code
                if count == 0 or code != 104:
                    heard = 116 if count > 0 and code == 100 else code
                    value = value * BASE + np.uint64(heard) + _ONE
                count += 1
            if second == 0:
                break
            code, second = second, 0
        at += step
    return value


@njit
def _vowel_key(run, n):
    """The hash of the first letter and the consonants after it."""
    value = np.uint64(run[0]) + _ONE
    for at in range(1, n):
        code = run[at]
        if code != 97 and code != 101 and code != 105 and code != 111 and code != 117:
            value = value * BASE + np.uint64(code) + _ONE
    return value


@njit
def _vowels_in(run, n):
    count = 0
    for at in range(n):
        code = run[at]
        count += code == 97 or code == 101 or code == 105 or code == 111 or code == 117
    return count


@njit
def salted(value, device, place):
    """A key's hash for one device, so that those of different devices stay apart in one set."""
    return value ^ ((np.uint64(device) << np.uint64(8) | np.uint64(place)) * np.uint64(0xC2B2AE3D27D4EB4F))


@njit
def _add_hidden(run, n, prefix, powers, hidden, looked, meant, count):
    """Adds the hidden words that share a key with a run (`core.text.hiding`, `hidden.hidden_hashes`).

    First all keys, then the bitmap for all of them without a branch: the memory is waited for once, not for each.
    """
    value = _ZERO
    for at in range(n):
        value = value * BASE + np.uint64(run[n - 1 - at]) + _ONE
    looked[0] = salted(value, REVERSED, 0)
    looked[1] = salted(prefix[n], REVERSED, 0)
    looked[2] = salted(_vowel_key(run, n), VOWEL_DROP, _vowels_in(run, n))
    looked[3] = salted(_sound_hash(run, n), PHONETIC, 0)
    looked[4] = salted(prefix[n], TYPO, ANYWHERE)
    keys = 5
    for at in range(1, n):
        rest = prefix[at] * powers[n - 1 - at] + part_hash(prefix, powers, at + 1, n)
        looked[keys] = salted(rest, TYPO, at)
        keys += at == 1 or run[at] != run[at - 1]  # else the same rest again
    seen = hidden[1]
    maybe = 0
    for at in range(keys):
        bit = mix(looked[at]) >> np.uint64(40)
        looked[maybe] = looked[at]
        maybe += np.int64(seen[(bit >> np.uint64(6)) & np.uint64(len(seen) - 1)] >> (bit & np.uint64(63)) & _ONE)
    for at in range(maybe):
        count = add_meant(hidden, looked[at], meant, count)
    return count


@njit
def _squeeze(run, n, out):
    count = 0
    for at in range(n):
        if count == 0 or out[count - 1] != run[at]:
            out[count] = run[at]
            count += 1
    return count


@njit(inline="always")
def may_say(run, n, mode, hints, scratch, meant):
    """The words that the spellbook may find in a run, into `meant`. Answers how many; none is sure."""
    known, hidden, trigrams, affix_at, affixes, loose, powers, places = hints
    prefix = scratch[3]
    hash_prefixes(run, n, prefix)
    letters_only, drawn, row = _shape(run, n)
    if row == 0:
        return add_meant(known, prefix[n], meant, 0)
    prefixes, longest = places[1], places[4]
    count = _add_stems(prefix, powers, n, known, affix_at, affixes, prefixes, run, False, meant, 0)
    merging = mode != MODE_GLUED and row >= _SHORTEST_MERGED
    if merging:
        count = _add_parts(run, row, prefix, powers, known, trigrams, longest, mode == MODE_TAG, meant, count)
    if not letters_only:
        lead = 0
        while lead < n and is_digit(run[lead]):
            lead += 1
        count = add_meant(known, part_hash(prefix, powers, lead, n), meant, count)
        count = add_meant(known, part_hash(prefix, powers, 0, row), meant, count)
    elif mode != MODE_GLUED and n >= _SHORTEST_HIDDEN:
        count = _add_hidden(run, n, prefix, powers, hidden, scratch[4], meant, count)
    if letters_only and not drawn:
        return count
    row = row if merging and not letters_only else 0
    return _add_otherwise(run, n, row, mode == MODE_TAG, loose, affix_at, powers, places, scratch, meant, count)


@njit
def _shape(run, n):
    """Whether a run is of letters only, whether some are drawn out, and its length without digits at its end."""
    letters_only = True
    drawn = False
    same = 1
    for at in range(n):
        if not is_letter(run[at]):
            letters_only = False
        if at > 0:
            same = same + 1 if run[at] == run[at - 1] else 1
            if same >= 3:
                drawn = True
    row = n
    while row > 0 and is_digit(run[row - 1]):
        row -= 1
    return letters_only, drawn or same >= 2, row


@njit
def _add_otherwise(run, n, row, residue, loose, affix_at, powers, places, scratch, meant, count):
    """The same with leet and drawn-out letters undone; `row` letters may be merged words."""
    known, drawn, trigrams, skeleton, affixes = loose
    _, plain, squeezed, prefix, _ = scratch
    for twice in range(-1, n):
        # As it stands, and without each "2" that says a word twice.
        if twice >= 0 and run[twice] != _DIGIT_TWO:
            continue
        size = 0
        for at in range(n):
            if at != twice:
                plain[size] = skeleton[run[at]]
                size += 1
        short = _squeeze(plain, size, squeezed)
        hash_prefixes(squeezed, short, prefix)
        count = _add_stems(
            prefix, powers, short, drawn, affix_at, affixes, places[1], squeezed, True, meant, count
        )
    if row == 0:
        return count
    for at in range(row):
        plain[at] = skeleton[run[at]]
    hash_prefixes(plain, row, prefix)
    return _add_parts(plain, row, prefix, powers, known, trigrams, places[4], residue, meant, count)
