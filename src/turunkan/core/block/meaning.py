"""Kernel, second part continued: the words that a run of letters may mean, about which nobody was asked.

`may_say` must name every word that the spellbook would find; it may name too many. Nearly every run means none:
so each step asks first whether it is worth while, by the three letters with which known words begin or end.
"""

import numpy as np
from numba import njit

from turunkan.core.block.codes import IS_DIGIT, IS_LETTER, IS_VOWEL, SYMBOLS
from turunkan.core.block.letters import is_digit
from turunkan.core.block.spelling import (
    BASE,
    MODE_GLUED,
    MODE_TAG,
    add_meant,
    hash_prefixes,
    is_seen,
    mix,
    part_hash,
)

REVERSED, VOWEL_DROP, PHONETIC, TYPO = range(4)
"""The devices of `core.text.hiding`, in its order."""
ANYWHERE = 255
"""In place of a position: the whole word, or the word without any one of its letters."""

_SHORTEST_MERGED, _SHORTEST_HIDDEN, _SHORTEST_PART = 6, 4, 3
_LONGEST_PREFIX = 3
_SHORTER = 4  # places up, in the bits of heads
_DIGIT_TWO, _D, _H, _T = 50, 100, 104, 116
_ALWAYS = 8  # bit of a letter that makes a sound of several by itself
_ONE = np.uint64(1)
_ZERO = np.uint64(0)


@njit(inline="always")
def may_say(run, n, mode, pack, room):
    """The words that the spellbook may find in a run, into `room.meant`. Answers how many; none is sure."""
    prefix, meant, powers = room.prefix, room.meant, pack.powers
    known = pack.known, pack.known_seen, pack.known_group, pack.group_at, pack.group_word
    letters_only, drawn, row, hashes = _measured(run, n, pack, prefix)
    if row == 0:
        return add_meant(known, prefix[n], meant, 0)
    affixes = pack.affix_at, pack.affix_letters, pack.affix_on, pack.places[1]
    count = _add_stems(run, n, prefix, powers, known, pack.begin, pack.symbols, affixes, False, meant, 0)
    merging = mode != MODE_GLUED and row >= _SHORTEST_MERGED
    residue = mode == MODE_TAG
    if merging and (residue or _may_cover(run, row, pack.begin, pack.end, pack.symbols)):
        longest = pack.places[4]
        count = _add_parts(
            run, row, prefix, powers, known, pack.begin, pack.symbols, longest, residue, meant, count
        )
    if not letters_only:
        lead = 0
        while lead < n and is_digit(run[lead]):
            lead += 1
        count = add_meant(known, part_hash(prefix, powers, lead, n), meant, count)
        count = add_meant(known, part_hash(prefix, powers, 0, row), meant, count)
    elif mode != MODE_GLUED and n >= _SHORTEST_HIDDEN:
        hidden = pack.hidden_keys, pack.hidden_seen, pack.hidden_group, pack.group_at, pack.group_word
        count = _add_hidden(run, n, hashes, prefix, powers, hidden, room.looked, meant, count)
    if letters_only and not drawn:
        return count
    return _add_otherwise(run, n, row if merging and not letters_only else 0, residue, pack, room, count)


@njit
def _measured(run, n, pack, prefix):
    """All that one look at each letter tells, and the hashes of every beginning into `prefix`.

    Answers: whether there are letters only, whether some are drawn out, the length without digits at the end, and
    hashes: of the run backwards; of its first letter with the consonants after it, and how many vowels there are;
    of its sound.
    """
    traits, pairs, sounds, powers = pack.traits, pack.pairs, pack.sounds, pack.powers
    value = backwards = consonants = sound = prefix[0] = _ZERO
    vowels = same = longest = row = 0
    before = heard = odd = every = np.uint8(0)
    for place in range(np.uint64(n)):
        code = run[place]
        trait = traits[code]
        every |= trait
        row = row if trait & IS_DIGIT else np.int64(place) + 1
        same = same + 1 if code == before else 1
        longest = max(longest, same)
        number = np.uint64(code) + _ONE
        value = value * BASE + number
        prefix[place + _ONE] = value
        backwards += number * powers[place]
        is_vowel = (trait & IS_VOWEL) != 0
        vowels += is_vowel
        consonants = consonants if is_vowel and place > _ZERO else consonants * BASE + number
        odd |= ((pairs[before] & 15) | _ALWAYS) & (pairs[code] >> 4)
        now = sounds[code]
        said = _T if now == _D and place > _ZERO else now
        is_heard = now != heard and (now != _H or place == _ZERO)
        sound = sound * BASE + np.uint64(said) + _ONE if is_heard else sound
        before, heard = code, now
    if odd:
        sound = _sound_hash(run, n)
    letters_only = every == IS_LETTER or every == IS_LETTER | IS_VOWEL
    return letters_only, longest >= 3 or same >= 2, row, (backwards, consonants, vowels, sound)


@njit
def _is_in(table, symbols, run, at):
    """Whether three letters are among those of a table."""
    key = (np.int64(symbols[run[at]]) * SYMBOLS + symbols[run[at + 1]]) * SYMBOLS + symbols[run[at + 2]]
    return ((table[key >> 6] >> np.uint64(key & 63)) & _ONE) != _ZERO


@njit
def _may_cover(run, n, begin, end, symbols):
    """Whether a run of six letters or more begins and ends as known words do."""
    return _is_in(begin, symbols, run, 0) and _is_in(end, symbols, run, n - _SHORTEST_PART)


@njit
def _stands_at(run, at, size, first, letters):
    """Whether an affix stands in a run."""
    for k in range(size):
        if run[at + k] != letters[first + k]:
            return False
    return True


@njit
def _stem_heads(run, n, begin, symbols, affixes, loose):
    """Where a stem may begin, as bits of positions: with the run, or behind a prefix (`_head`)."""
    affix_at, letters, affix_on, _ = affixes
    heads = _head(run, n, 0, begin, symbols, loose)
    prefixes = affix_on[run[0]] & 255
    which = 0
    while prefixes:
        first = affix_at[which]
        size = affix_at[which + 1] - first
        if prefixes & 1 and n >= size and _stands_at(run, 0, size, first, letters):
            heads |= _head(run, n, size, begin, symbols, loose)
            if loose:
                heads |= _head(run, n, size - 1, begin, symbols, loose)
        prefixes >>= 1
        which += 1
    return heads


@njit
def _head(run, n, at, begin, symbols, loose):
    """Whether a stem may begin here: a bit for one of three letters or more, and one for a shorter."""
    longer = n - at >= _SHORTEST_PART and _is_in(begin, symbols, run, at)
    return np.int64(longer) << at | np.int64(loose) << (at + _SHORTER)


@njit
def _add_stems(run, n, prefix, powers, keys, begin, symbols, affixes, loose, meant, count):
    """Adds the known words that a run is, or is without an ending and a beginning.

    `loose`: of a run without double letters. There a stem may have lost letters, and share one with its affix.
    """
    if n < _SHORTEST_PART and not loose:
        return add_meant(keys, prefix[n], meant, count)
    heads = _stem_heads(run, n, begin, symbols, affixes, loose)
    if heads == 0:
        return count
    affix_at, letters, affix_on, which = affixes
    count = _add_from(heads, n, prefix, powers, keys, meant, count)
    endings = affix_on[run[n - 1]] >> 8
    while endings:
        first = affix_at[which]
        cut = n - (affix_at[which + 1] - first)
        if endings & 1 and cut >= 0 and _stands_at(run, cut, n - cut, first, letters):
            for more in range(2 if loose else 1):
                count = _add_from(heads, cut + more, prefix, powers, keys, meant, count)
        endings >>= 1
        which += 1
    return count


@njit
def _add_from(heads, end, prefix, powers, keys, meant, count):
    """Adds the known words that begin at one of the heads and stop at `end`."""
    for head in range(min(_LONGEST_PREFIX + 1, end)):
        kind = head if end - head >= _SHORTEST_PART else head + _SHORTER
        if (heads >> kind) & 1:
            count = add_meant(keys, part_hash(prefix, powers, head, end), meant, count)
    return count


@njit
def _add_parts(run, n, prefix, powers, keys, begin, symbols, longest, residue, meant, count):
    """Adds the known words that may cover the run, or with `residue` a beginning or end of six letters."""
    before, covered = count, False
    for first in range(n - _SHORTEST_MERGED + 1 if residue else 1):
        reach = _ONE << np.uint64(first)
        for start in range(first, n - 2):
            if not (reach >> np.uint64(start)) & _ONE or not _is_in(begin, symbols, run, start):
                continue
            for end in range(start + _SHORTEST_PART, min(n, start + longest) + 1):
                known = add_meant(keys, part_hash(prefix, powers, start, end), meant, count)
                if known > count:
                    count = known
                    covered |= end == n or (residue and first == 0 and end >= _SHORTEST_MERGED)
                    reach |= _ONE << np.uint64(min(end, 63))
    return count if covered else before


@njit
def _sound_hash(run, n):
    """The hash of the sound (`core.text.hiding.sound_of`) of a run in which letters go together."""
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
        elif code == 116 and after == 100 and at + 2 < n and run[at + 2] == 106:  # tdj: dj is j first
            code, step = 99, 3
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
                if count == 0 or code != _H:
                    heard = _T if count > 0 and code == _D else code
                    value = value * BASE + np.uint64(heard) + _ONE
                count += 1
            if second == 0:
                break
            code, second = second, 0
        at += step
    return value


@njit
def salted(value, device, place):
    """A key's hash for one device, so that those of different devices stay apart in one set."""
    return value ^ ((np.uint64(device) << np.uint64(8) | np.uint64(place)) * np.uint64(0xC2B2AE3D27D4EB4F))


@njit
def _add_hidden(run, n, hashes, prefix, powers, hidden, looked, meant, count):
    """Adds the hidden words that share a key with a run (`core.text.hiding`, `hidden.hidden_hashes`).

    First all keys, then the bitmap for all of them without a branch: the memory is waited for once, not for each.
    """
    backwards, consonants, vowels, sound = hashes
    looked[0] = salted(backwards, REVERSED, 0)
    looked[1] = salted(prefix[n], REVERSED, 0)
    looked[2] = salted(consonants, VOWEL_DROP, vowels)
    looked[3] = salted(sound, PHONETIC, 0)
    looked[4] = salted(prefix[n], TYPO, ANYWHERE)
    keys = 5
    for at in range(1, n):
        rest = prefix[n] + (prefix[at] - prefix[at + 1]) * powers[n - 1 - at]
        looked[keys] = salted(rest, TYPO, at)
        keys += 1
    maybe = 0
    for at in range(keys):
        looked[maybe] = looked[at]
        maybe += is_seen(hidden[1], mix(looked[at]))
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


@njit
def _add_otherwise(run, n, row, residue, pack, room, count):
    """The same with leet and drawn-out letters undone; `row` letters may be merged words."""
    plain, squeezed, prefix, meant, powers = room.buffer2, room.squeezed, room.prefix, room.meant, pack.powers
    drawn = pack.known_squeezed, pack.squeezed_seen, pack.squeezed_group, pack.group_at, pack.group_word
    affixes = pack.affix_at, pack.affix_skeleton, pack.affix_on_skeleton, pack.places[1]
    for twice in range(-1, n):
        # As it stands, and without each "2" that says a word twice.
        if twice >= 0 and run[twice] != _DIGIT_TWO:
            continue
        size = 0
        for at in range(n):
            if at != twice:
                plain[size] = pack.skeleton[run[at]]
                size += 1
        short = _squeeze(plain, size, squeezed)
        hash_prefixes(squeezed, short, prefix)
        count = _add_stems(
            squeezed, short, prefix, powers, drawn, pack.begin_squeezed, pack.symbols, affixes, True, meant, count
        )
    if row == 0:
        return count
    for at in range(row):
        plain[at] = pack.skeleton[run[at]]
    if not (residue or _may_cover(plain, row, pack.begin_skeleton, pack.end_skeleton, pack.symbols)):
        return count
    hash_prefixes(plain, row, prefix)
    known = pack.known_skeleton, pack.skeleton_seen, pack.skeleton_group, pack.group_at, pack.group_word
    begin, longest = pack.begin_skeleton, pack.places[4]
    return _add_parts(plain, row, prefix, powers, known, begin, pack.symbols, longest, residue, meant, count)
