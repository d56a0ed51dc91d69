"""Kernel, second part: what may a run of letters say? Answers remembered from the spellbook, or a quick no.

`may_say` must never say no where the spellbook would find a word; it may say yes too often.
"""

import numpy as np
from numba import njit

from turunkan.core.block.letters import is_digit, is_letter

BASE = np.uint64(0x9E3779B97F4A7C15)
_ONE = np.uint64(1)
_ZERO = np.uint64(0)
_SHORTEST_MERGED, _SHORTEST_HIDDEN = 6, 4
MODE_WORD, MODE_TAG, MODE_GLUED = 0, 1, 2


@njit
def mix(value):
    """A number well spread (Steele et al. 2014, splitmix64's finaliser)."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


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
def in_set(table, value):
    """Whether a hash is in an open-addressed set (zero stands for empty)."""
    mask = np.uint64(len(table) - 1)
    slot = mix(value) & mask
    while table[slot] != _ZERO:
        if table[slot] == value:
            return True
        slot = (slot + _ONE) & mask
    return False


@njit
def remembered_index(run, n, mode, value, slots, hashes, at, length, modes, letters):
    """The entry that the spellbook's answer for this run has, or -1; its letters are compared, not only hashes."""
    mask = np.uint64(len(slots) - 1)
    slot = mix(value + np.uint64(mode)) & mask
    while slots[slot] >= 0:
        entry = slots[slot]
        if hashes[entry] == value and modes[entry] == mode and length[entry] == n:
            same = True
            for k in range(n):
                if letters[at[entry] + k] != run[k]:
                    same = False
                    break
            if same:
                return entry
        slot = (slot + _ONE) & mask
    return -1


@njit
def _stem_known(prefix, powers, n, known, affix_at, affix_letters, prefixes, run, loose):
    """Whether some stem, without an ending and a beginning, is a known word."""
    endings = len(affix_at) - 1 - prefixes
    for ending in range(-1, endings):
        cut = n
        if ending >= 0:
            first = affix_at[prefixes + ending]
            size = affix_at[prefixes + ending + 1] - first
            cut = n - size
            if cut < 3:
                continue
            same = True
            for k in range(size):
                if run[cut + k] != affix_letters[first + k]:
                    same = False
                    break
            if not same:
                continue
        for more in range(2 if loose and ending >= 0 else 1):
            if in_set(known, part_hash(prefix, powers, 0, cut + more)):
                return True
            for start in range(prefixes):
                first = affix_at[start]
                size = affix_at[start + 1] - first
                if cut - size < 3:
                    continue
                same = True
                for k in range(size):
                    if run[k] != affix_letters[first + k]:
                        same = False
                        break
                if same:
                    if in_set(known, part_hash(prefix, powers, size, cut + more)):
                        return True
                    if loose and in_set(known, part_hash(prefix, powers, size - 1, cut + more)):
                        return True
    return False


@njit
def _symbol(code):
    return code - 97 if code >= 97 else code - 48 + 26


@njit
def _covered(run, n, trie, residue):
    """Whether known words may cover the run, or with `residue` a beginning or end of six letters."""
    ok = _ZERO  # bit i: words cover the run from i to its end
    for back in range(n):
        start = n - 1 - back
        node = 0
        for at in range(start, n):
            code = run[at]
            if not (is_letter(code) or is_digit(code)):
                break
            node = trie[node * 37 + _symbol(code)]
            if node == 0:
                break
            if trie[node * 37 + 36] != 0 and (at + 1 == n or (ok >> np.uint64(at + 1)) & _ONE):
                ok |= _ONE << np.uint64(start)
                break
        if residue and n - start >= _SHORTEST_MERGED and (ok >> np.uint64(start)) & _ONE:
            return True
    if ok & _ONE:
        return True
    return residue and _begins(run, n, trie)


@njit
def _begins(run, n, trie):
    """Whether known words cover a beginning of six letters or more."""
    reach = _ONE
    for start in range(n):
        if not (reach >> np.uint64(start)) & _ONE:
            continue
        node = 0
        for at in range(start, n):
            code = run[at]
            if not (is_letter(code) or is_digit(code)):
                break
            node = trie[node * 37 + _symbol(code)]
            if node == 0:
                break
            if trie[node * 37 + 36] != 0:
                if at + 1 >= _SHORTEST_MERGED:
                    return True
                reach |= _ONE << np.uint64(at + 1)
    return False


@njit
def _sound_hash(run, n):
    """The hash of a run's sound (`core.text.hiding.sound_of`), and its length."""
    value = _ZERO
    count = 0
    last = 0
    at = 0
    while at < n:
        code = run[at]
        after = run[at + 1] if at + 1 < n else 0
        second = 0
        step = 1
        if code == 111 and after == 101:  # oe
            code, step = 117, 2
        elif code == 101 and after == 119:  # ew
            code, step = 117, 2
        elif code == 100 and after == 106:  # dj
            code, step = 106, 2
        elif code == 116 and after == 106:  # tj
            code, step = 99, 2
        if code == 104 and at > 0:
            at += step
            continue
        if code == 102 or code == 118:
            code = 112
        elif code == 99 or code == 113:
            code = 107
        elif code == 122:
            code = 115
        elif code == 121:
            code = 105
        elif code == 100 and at > 0:
            code = 116
        elif code == 120:
            code, second = 107, 115
        if code != last:
            value = value * BASE + np.uint64(code) + _ONE
            count += 1
            last = code
        if second:
            value = value * BASE + np.uint64(second) + _ONE
            count += 1
            last = second
        at += step
    return value, count


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
def _may_hide(run, n, prefix, powers, known, vowel_keys, sound_keys, typo_keys):
    value = _ZERO
    for at in range(n):
        value = value * BASE + np.uint64(run[n - 1 - at]) + _ONE
    if in_set(known, value) or in_set(vowel_keys, _vowel_key(run, n)):
        return True
    sound, _ = _sound_hash(run, n)
    if in_set(sound_keys, sound) or in_set(typo_keys, prefix[n]):
        return True
    for at in range(1, n):
        rest = prefix[at] * powers[n - 1 - at] + part_hash(prefix, powers, at + 1, n)
        if in_set(typo_keys, rest):
            return True
    return False


@njit
def _squeeze(run, n, out):
    count = 0
    for at in range(n):
        if count == 0 or out[count - 1] != run[at]:
            out[count] = run[at]
            count += 1
    return count


@njit
def may_say(
    run, n, mode, prefix, powers, known, known_skeleton, vowel_keys, sound_keys, typo_keys, trie_raw, trie_skeleton,
    skeleton, affix_at, affix_letters, affix_skeleton, prefixes, buffer, squeezed,
):  # fmt: skip
    """Whether the spellbook may find a word in a run; `prefix` holds its hashes."""
    if _stem_known(prefix, powers, n, known, affix_at, affix_letters, prefixes, run, False):
        return True
    letters_only = True
    drawn = False
    run_length = 1
    for at in range(n):
        if not is_letter(run[at]):
            letters_only = False
        if at > 0:
            run_length = run_length + 1 if run[at] == run[at - 1] else 1
            if run_length >= 3:
                drawn = True
    if run_length >= 2:
        drawn = True
    row = n
    while row > 0 and is_digit(run[row - 1]):
        row -= 1
    if not letters_only and row == 0:
        return False
    if not letters_only:
        lead = 0
        while lead < n and is_digit(run[lead]):
            lead += 1
        if in_set(known, part_hash(prefix, powers, lead, n)) or in_set(known, part_hash(prefix, powers, 0, row)):
            return True
    merging = mode != MODE_GLUED and row >= _SHORTEST_MERGED
    if merging and _covered(run, row, trie_raw, mode == MODE_TAG):
        return True
    if not letters_only or drawn:
        for cut in range(2 if run[n - 1] == 50 else 1):
            size = n - cut
            for at in range(size):
                buffer[at] = skeleton[run[at]]
            short = _squeeze(buffer, size, squeezed)
            hash_prefixes(squeezed, short, prefix)
            if _stem_known(prefix, powers, short, known_skeleton, affix_at, affix_skeleton, prefixes, squeezed, True):
                return True
        if not letters_only and merging:
            for at in range(row):
                buffer[at] = skeleton[run[at]]
            if _covered(buffer, row, trie_skeleton, mode == MODE_TAG):
                return True
        hash_prefixes(run, n, prefix)
    if mode != MODE_GLUED and letters_only and n >= _SHORTEST_HIDDEN:
        return _may_hide(run, n, prefix, powers, known, vowel_keys, sound_keys, typo_keys)
    return False
