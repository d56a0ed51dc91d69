"""Kernel, second part continued: each run of letters is answered, noted to be asked, or passed over.

Two steps, so that the costly one stands in one place: `known_runs` answers what is remembered and lists the rest,
`other_runs` goes through that list.
"""

import numpy as np
from numba import njit

from turunkan.core.block.codes import ASKS_SPELLING, DONE, TOO_MUCH
from turunkan.core.block.letters import NEWLINE, SPACE, is_word
from turunkan.core.block.meaning import may_say
from turunkan.core.block.spelling import (
    MODE_GLUED,
    MODE_TAG,
    MODE_WORD,
    SHORT,
    remembered_slot,
    run_key,
    run_slot,
    same_run,
)

LONGEST = 64
MOST_MISSED = 4096
"""Runs of one text that are asked in one pass."""

_IS_SILENT, _IS_FOUND = 1, 2
_LOOKED_UP = 4  # beside a mode: the run is not remembered
_SPARE = 8
_MOST_PARTS = 4
_SHORTEST_GLUED = 4
_EXCLAMATION = 33
_ONE = np.uint64(1)
_TWO = np.uint64(2)


@njit
def is_leet(code):
    """Signs that stand for letters: @ $ ! | and the pound sign."""
    return code == 64 or code == 36 or code == 33 or code == 124 or code == 0xA3


@njit(inline="always")
def known_runs(n, many, remembered, room):
    """Readings of the tokens that are remembered; what is not, is listed. Answers (readings, listed, state)."""
    letters, start, end, tag = room.letters, room.token_start, room.token_end, room.token_tag
    others = room.other_start, room.other_end, room.other_mode
    most = len(others[0]) - _MOST_PARTS - 2
    count = 0
    listed = 0
    _look_up(many, remembered, room)
    for token in range(many):
        first, last = start[token], end[token]
        mode = MODE_TAG if tag[token] & 1 else MODE_WORD
        size = last - first
        if listed >= most:
            return count, listed, TOO_MUCH
        if size > SHORT:
            if size <= LONGEST:
                listed = _list(others, listed, first, last, mode)
        elif room.token_known[token] != _IS_SILENT:
            slot = np.int64(room.token_slot[token])
            if room.token_known[token] != _IS_FOUND:
                head, tail = room.token_head[token], room.token_tail[token]
                slot = remembered_slot(head, tail, mode, run_slot(head, tail, mode), remembered.table)
            if slot < 0:
                listed = _list(others, listed, first, last, mode | _LOOKED_UP)
            else:
                count = _say(slot, remembered, first, -1, room, count)
                if count < 0:
                    return 0, 0, TOO_MUCH
        if last < n and letters[last] != SPACE and letters[last] != NEWLINE:
            listed = _list_glued(letters, start, end, many, token, others, listed)
            if is_leet(letters[last]):
                listed = _list_chunk(letters, n, first, last, others, listed)
                continue
        if first > 0 and is_leet(letters[first - 1]):
            listed = _list_chunk(letters, n, first, last, others, listed)
    return count, listed, DONE


@njit
def _look_up(many, remembered, room):
    """Which tokens say nothing, and which are where the table has their key first.

    Without a branch, so that the memory is waited for once and not for every token.
    """
    table, silent = remembered.table, remembered.silent
    mask = np.uint64(len(table) // 4 - 1)
    for token in range(np.uint64(many)):
        head, tail = room.token_head[token], room.token_tail[token]
        mode = np.uint64(room.token_tag[token] & 1)
        probe = run_slot(head, tail, mode)
        slot = (probe & mask) * np.uint64(4)
        info = table[slot + _TWO] & np.uint64(255)
        found = (table[slot] == head) & (table[slot + _ONE] == tail) & (info == mode + _ONE)
        room.token_slot[token] = slot
        room.token_known[token] = found * _IS_FOUND | is_silent(silent, head, tail, mode, probe) * _IS_SILENT


@njit
def is_silent(silent, head, tail, mode, probe):
    """Whether a short run is known to say nothing."""
    spot = silent_spot(silent, mode, probe)
    first = (silent[spot] == head) & (silent[spot + _ONE] == tail)
    second = (silent[spot + _TWO] == head) & (silent[spot + _TWO + _ONE] == tail)
    return first | second


@njit
def silent_spot(silent, mode, probe):
    """Where short runs that say nothing are noted: places for two, the later first, in the part of their mode."""
    third = np.uint64(len(silent) // 12)
    return (np.uint64(mode) * third + (probe & (third - _ONE))) * np.uint64(4)


@njit
def _note_silent(silent, head, tail, mode, probe):
    """Notes that a short run says nothing; of two before it the older is forgotten."""
    spot = silent_spot(silent, mode, probe)
    silent[spot + _TWO], silent[spot + _TWO + _ONE] = silent[spot], silent[spot + _ONE]
    silent[spot], silent[spot + _ONE] = head, tail


@njit(inline="always")
def _say(slot, remembered, begin, end, room, count):
    """Adds the readings of a remembered run; `end` is that of a glued word, whose readings span it all, else -1.

    Answers how many there are now, or -1 where there is no room.
    """
    table = remembered.table
    size = np.int64((table[slot + 2] >> np.uint64(8)) & np.uint64(0xFFFF))
    place = np.int64(table[slot + 3] & np.uint64(0xFFFFFFFF))
    if count + size > most_readings(room):
        size, count = 0, -1
    for k in range(place, place + size):
        room.reading_start[count] = begin if end >= 0 else begin + remembered.said_start[k]
        room.reading_end[count] = end if end >= 0 else begin + remembered.said_end[k]
        room.reading_word[count] = remembered.said_word[k]
        room.reading_devices[count] = remembered.said_devices[k]
        count += 1
    return count


@njit
def most_readings(room):
    """How many readings of one text there is room for; a few places stay free."""
    return len(room.reading_start) - _SPARE


@njit
def _list(others, listed, first, last, mode):
    """Notes a run that is not answered yet."""
    others[0][listed], others[1][listed], others[2][listed] = first, last, mode
    return listed + 1


@njit
def _list_chunk(letters, n, first, last, others, listed):
    """Lists the letters and signs for letters around a token, if it is their first."""
    begin = first
    while begin > 0 and is_leet(letters[begin - 1]):
        begin -= 1
    if begin > 0 and is_word(letters[begin - 1]):
        return listed
    stop = last
    while stop < n and (is_word(letters[stop]) or is_leet(letters[stop])):
        stop += 1
    while stop > begin and letters[stop - 1] == _EXCLAMATION:
        stop -= 1
    if (stop == last and begin == first) or stop - begin > LONGEST:
        return listed
    return _list(others, listed, begin, stop, MODE_WORD)


@njit
def _list_glued(letters, start, end, many, token, others, listed):
    """Lists this token and the next ones, one to three signs apart, as one word."""
    size = end[token] - start[token]
    for last in range(token + 1, min(token + _MOST_PARTS, many)):
        if not _is_glue(letters, end[last - 1], start[last]):
            break
        size += end[last] - start[last]
        if size > LONGEST:
            break
        if size >= _SHORTEST_GLUED:
            listed = _list(others, listed, start[token], end[last], MODE_GLUED)
    return listed


@njit
def _is_glue(letters, first, last):
    if last - first > 3:
        return False
    for k in range(first, last):
        if letters[k] == SPACE or letters[k] == NEWLINE:
            return False
    return True


@njit(inline="always")
def other_runs(listed, remembered, pack, room, count):
    """Looks up what is listed. What may say something and was never asked stays listed, and its words are read.

    Answers (readings, still listed, state); a reading of a word that a run only may say has no devices.
    """
    buffer, silent = room.buffer, remembered.silent
    others = room.other_start, room.other_end, room.other_mode
    asked = 0
    for one in range(listed):
        begin, end, mode = others[0][one], others[1][one], others[2][one] & ~_LOOKED_UP
        size = spell_out(room.letters, begin, end, mode, buffer)
        head, tail = run_key(buffer, size, room.prefix)
        probe = run_slot(head, tail, mode)
        if size <= SHORT and is_silent(silent, head, tail, mode, probe):
            continue
        slot = np.int64(-1)
        if mode == others[2][one]:
            slot = remembered_slot(head, tail, mode, probe, remembered.table)
        if slot >= 0 and (size <= SHORT or same_run(buffer, size, slot, remembered)):
            count = _say(slot, remembered, begin, end if mode == MODE_GLUED else -1, room, count)
            if count < 0:
                return 0, 0, TOO_MUCH
            continue
        words = may_say(buffer, size, mode, pack, room)
        if words == len(room.meant) or count + words > most_readings(room):
            return 0, 0, TOO_MUCH
        for word in range(words):
            room.reading_start[count], room.reading_end[count] = begin, end
            room.reading_word[count], room.reading_devices[count] = room.meant[word], 0
            count += 1
        if words > 0:
            asked = _list(others, asked, begin, end, mode)
        elif size <= SHORT:
            _note_silent(silent, head, tail, mode, probe)
    return count, asked, ASKS_SPELLING if asked > 0 else DONE


@njit
def spell_out(letters, begin, end, mode, buffer):
    """The letters of a run, into `buffer`; of a glued one without the signs between. Answers how many."""
    size = 0
    for k in range(begin, end):
        if mode != MODE_GLUED or is_word(letters[k]):
            buffer[size] = letters[k]
            size += 1
    return size


@njit
def note_runs(letters, asked, others, buffer, missed, misses):
    """Keeps runs that the spellbook is to be asked about, while there is room; the text comes again anyway."""
    missed_letters, missed_mode, missed_at = misses
    for one in range(min(asked, len(missed_mode) - 1 - missed)):
        size = spell_out(letters, others[0][one], others[1][one], others[2][one], buffer)
        for k in range(size):
            missed_letters[missed_at[missed] + k] = buffer[k]
        missed_mode[missed] = others[2][one]
        missed_at[missed + 1] = missed_at[missed] + size
        missed += 1
    return missed
