"""Kernel, second part continued: each run of letters is answered, noted to be asked, or passed over."""

import numpy as np
from numba import njit

from turunkan.core.block.codes import ASKS_SPELLING, DONE, TOO_MUCH
from turunkan.core.block.letters import NEWLINE, SPACE, is_word
from turunkan.core.block.spelling import (
    MODE_GLUED,
    MODE_TAG,
    MODE_WORD,
    SHORT,
    may_say,
    remembered_slot,
    run_key,
    run_slot,
    same_run,
)

LONGEST = 64
MOST_MISSED = 4096
"""Runs of one text that are asked in one pass."""

_MOST_PARTS = 4
_SHORTEST_GLUED = 4
_EXCLAMATION = 33
_ONE = np.uint64(1)
_TWO = np.uint64(2)


@njit
def is_leet(code):
    """Signs that stand for letters: @ $ ! | and the pound sign."""
    return code == 64 or code == 36 or code == 33 or code == 124 or code == 0xA3


@njit
def read_runs(letters, n, tokens, many, book, hints, scratch, readings, room, missed, misses):
    """Readings of every run. Answers (readings, runs missed so far, state)."""
    start, end, tag, head, tail = tokens
    buffer = scratch[0]
    count = 0
    state = DONE
    for token in range(many):
        first, last = start[token], end[token]
        mode = MODE_TAG if tag[token] & 1 else MODE_WORD
        size = last - first
        slot = np.int64(-1)
        if size <= SHORT:
            probe = run_slot(head[token], tail[token], mode)
            if is_silent(book[6], head[token], tail[token], mode, probe):
                size = LONGEST + 1
            else:
                slot = remembered_slot(head[token], tail[token], mode, probe, book[0])
        if slot >= 0:
            count, state = _say(slot, first, -1, book, readings, room, count, state)
        elif size <= LONGEST:
            for k in range(size):
                buffer[k] = letters[first + k]
            count, missed, state = _ask(
                size, mode, first, -1, book, hints, scratch, readings, room, count, missed, misses, state
            )
        if last < n and letters[last] != SPACE and letters[last] != NEWLINE:
            count, missed, state = _read_glued(
                letters, n, tokens, many, token, book, hints, scratch, readings, room, count, missed, misses, state
            )
        if (last < n and is_leet(letters[last])) or (first > 0 and is_leet(letters[first - 1])):
            size, begin = _chunk(letters, n, first, last, buffer)
            if 0 < size <= LONGEST:
                count, missed, state = _ask(
                    size, MODE_WORD, begin, -1, book, hints, scratch, readings, room, count, missed, misses, state
                )
        if state & TOO_MUCH:
            break
    return count, missed, state


@njit
def is_silent(silent, head, tail, mode, probe):
    """Whether a short run is known to say nothing."""
    spot = silent_spot(silent, mode, probe)
    return silent[spot] == head and silent[spot + _ONE] == tail


@njit
def silent_spot(silent, mode, probe):
    """Where a short run that says nothing is noted: one place for each, in the part of its mode."""
    third = np.uint64(len(silent) // 6)
    return (np.uint64(mode) * third + (probe & (third - _ONE))) * _TWO


@njit
def _say(slot, begin, end, book, readings, room, count, state):
    """Adds the readings of a remembered run; `end` is that of a glued word, whose readings span it all."""
    table, _, said_start, said_end, said_word, said_devices, _ = book
    said = np.int64((table[slot + 2] >> np.uint64(8)) & np.uint64(0xFFFF))
    if count + said > room:
        return count, state | TOO_MUCH
    first = np.int64(table[slot + 3] & np.uint64(0xFFFFFFFF))
    for k in range(first, first + said):
        readings[0][count] = begin if end >= 0 else begin + said_start[k]
        readings[1][count] = end if end >= 0 else begin + said_end[k]
        readings[2][count], readings[3][count] = said_word[k], said_devices[k]
        count += 1
    return count, state


@njit
def _chunk(letters, n, first, last, buffer):
    """The letters and signs for letters around a token, if it is their first: (size, begin), size 0 for none."""
    begin = first
    while begin > 0 and is_leet(letters[begin - 1]):
        begin -= 1
    if begin > 0 and is_word(letters[begin - 1]):
        return 0, begin
    stop = last
    while stop < n and (is_word(letters[stop]) or is_leet(letters[stop])):
        stop += 1
    while stop > begin and letters[stop - 1] == _EXCLAMATION:
        stop -= 1
    if (stop == last and begin == first) or stop - begin > LONGEST:
        return 0, begin
    for k in range(stop - begin):
        buffer[k] = letters[begin + k]
    return stop - begin, begin


@njit
def _read_glued(
    letters, n, tokens, many, token, book, hints, scratch, readings, room, count, missed, misses, state
):  # fmt: skip
    """This token and the next ones, one to three signs apart, as one word."""
    start, end, _, _, _ = tokens
    buffer = scratch[0]
    for parts in range(2, min(_MOST_PARTS, many - token) + 1):
        last = token + parts - 1
        if not _is_glue(letters, end[last - 1], start[last]):
            break
        size = 0
        for part in range(token, last + 1):
            for k in range(start[part], end[part]):
                if size <= LONGEST:
                    buffer[size] = letters[k]
                size += 1
        if size > LONGEST:
            break
        if size >= _SHORTEST_GLUED:
            count, missed, state = _ask(
                size, MODE_GLUED, start[token], end[last], book, hints, scratch, readings, room, count, missed,
                misses, state,
            )  # fmt: skip
    return count, missed, state


@njit
def _is_glue(letters, first, last):
    if last - first > 3:
        return False
    for k in range(first, last):
        if letters[k] == SPACE or letters[k] == NEWLINE:
            return False
    return True


@njit
def _ask(size, mode, begin, end, book, hints, scratch, readings, room, count, missed, misses, state):
    """Looks up the run in the first buffer, and what it may say where it was never asked."""
    buffer, _, _, prefix = scratch
    silent = book[6]
    head, tail = run_key(buffer, size, prefix)
    probe = run_slot(head, tail, mode)
    if size <= SHORT and is_silent(silent, head, tail, mode, probe):
        return count, missed, state
    slot = remembered_slot(head, tail, mode, probe, book[0])
    if slot >= 0 and (size <= SHORT or same_run(buffer, size, slot, book[0], book[1])):
        count, state = _say(slot, begin, end, book, readings, room, count, state)
    elif may_say(buffer, size, mode, hints, scratch):
        missed = _note(buffer, size, mode, missed, misses)
        state |= ASKS_SPELLING
    elif size <= SHORT:
        spot = silent_spot(silent, mode, probe)
        silent[spot], silent[spot + _ONE] = head, tail
    return count, missed, state


@njit
def _note(buffer, size, mode, missed, misses):
    """Keeps a run that the spellbook is to be asked about, while there is room; the text comes again anyway."""
    letters, modes, at = misses
    if missed + 1 >= len(modes):
        return missed
    for k in range(size):
        letters[at[missed] + k] = buffer[k]
    modes[missed] = mode
    at[missed + 1] = at[missed] + size
    return missed + 1
