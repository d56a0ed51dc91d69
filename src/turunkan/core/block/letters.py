"""Kernel, first part: code points → folded bytes → tokens. See `kernel` for the whole."""

import numpy as np
from numba import njit

from turunkan.core.block.codes import (
    FLAG_FIRST,
    KIND_FLAG,
    KIND_HIDING,
    KIND_PLAIN,
    KIND_SEVERAL,
    KIND_SIGN,
    KIND_UNSEEN,
    OTHER,
    SIGN,
)

NEWLINE, SPACE, HASH, UNDERSCORE = 10, 32, 35, 95
_CLOSERS_DOUBLE = (34, 0x81, 0xBB)
_SHORTEST_QUOTED, _LONGEST_QUOTED = 12, 400


@njit
def is_letter(code):
    """a-z."""
    return 97 <= code <= 122


@njit
def is_digit(code):
    """0-9."""
    return 48 <= code <= 57


@njit
def is_word(code):
    """A letter or digit: what tokens are made of."""
    return 97 <= code <= 122 or 48 <= code <= 57


@njit
def fold_text(points, first, last, fold, several_at, several, flag_sign, letters, starts, ends, hidden, sign_at, sign_index):
    """Folded bytes of one text with the map back; the same as `core.text.fold`. Answers (bytes, pictographs)."""
    n = 0
    signs = 0
    run_end = first
    flags = False
    for at in range(first, last):
        entry = fold[points[at]] if points[at] < 0x110000 else np.uint32(OTHER)
        kind = (entry >> 13) & 7
        device = (entry >> 8) & 31
        code = entry & 255
        here = np.int32(at - first)
        if kind == KIND_PLAIN:
            letters[n] = code
            starts[n] = here
            ends[n] = here + 1
            hidden[n] = 0
            n += 1
        elif kind == KIND_HIDING:
            letters[n] = code
            starts[n] = here
            ends[n] = here + 1
            hidden[n] = np.uint32(1) << (device - 1)
            n += 1
        elif kind == KIND_UNSEEN:
            if n > 0 and ends[n - 1] == here and is_word(letters[n - 1]):
                if hidden[n - 1] == 0:
                    hidden[n - 1] = np.uint32(1) << (device - 1)
                ends[n - 1] = here + 1
        elif kind == KIND_SEVERAL:
            index = entry >> 16
            for k in range(several_at[index], several_at[index + 1]):
                letters[n] = several[k]
                starts[n] = here
                ends[n] = here + 1
                hidden[n] = np.uint32(1) << (device - 1)
                n += 1
        elif kind == KIND_SIGN:
            letters[n] = SIGN
            starts[n] = here
            ends[n] = here + 1
            hidden[n] = 0
            sign_at[signs] = n
            sign_index[signs] = entry >> 16
            signs += 1
            n += 1
        else:
            if at >= run_end:
                run_end = at
                while run_end < last and points[run_end] >= FLAG_FIRST and points[run_end] < FLAG_FIRST + 26:
                    run_end += 1
                flags = (run_end - at) % 2 == 0
            letters[n] = OTHER if flags else code
            starts[n] = here
            ends[n] = here + 1
            hidden[n] = 0 if flags else np.uint32(1) << (device - 1)
            if flags and (run_end - at) % 2 == 0:
                index = flag_sign[(points[at] - FLAG_FIRST) * 26 + points[at + 1] - FLAG_FIRST]
                if index >= 0:
                    sign_at[signs] = n
                    sign_index[signs] = index
                    signs += 1
            n += 1
    return n, signs


@njit
def find_tokens(letters, n, token_start, token_end, token_tag, tagged):
    """Runs of letters and digits, and which stand in a hashtag. Answers how many."""
    count = 0
    in_tag = False
    start = -1
    for at in range(n):
        code = letters[at]
        word = is_word(code)
        if word:
            if start < 0:
                start = at
                token_tag[count] = 1 if in_tag else 0
        elif start >= 0:
            token_start[count] = start
            token_end[count] = at
            count += 1
            start = -1
        tagged[at] = 1 if in_tag and (word or code == UNDERSCORE) else 0
        if code == HASH:
            in_tag = True
        elif not word and code != UNDERSCORE:
            in_tag = False
    if start >= 0:
        token_start[count] = start
        token_end[count] = n
        count += 1
    return count


@njit
def find_quotations(letters, n, quoted):
    """Marks what stands between quotation marks: several words, 12 to 400 characters, on one line."""
    at = 0
    while at < n:
        code = letters[at]
        double = code == 34 or code == 0x80 or code == 0x82 or code == 0xAB
        single = (code == 39 or code == 0x83) and not (at > 0 and _wordish(letters[at - 1]))
        if not (double or single):
            at += 1
            continue
        end = at + 1
        spaced = False
        while end < n and end - at - 1 <= _LONGEST_QUOTED and not _ends_quotation(letters[end], double):
            if letters[end] == SPACE:
                spaced = True
            end += 1
        length = end - at - 1
        closed = end < n and _SHORTEST_QUOTED <= length <= _LONGEST_QUOTED and spaced
        if closed and double:
            closed = letters[end] == 34 or letters[end] == 0x81 or letters[end] == 0xBB
        elif closed:
            closed = (letters[end] == 39 or letters[end] == 0x84) and letters[at + 1] != SPACE
            closed = closed and not (end + 1 < n and _wordish(letters[end + 1]))
        if closed:
            for k in range(at, end + 1):
                quoted[k] = 1
            at = end + 1
        else:
            at += 1


@njit
def _wordish(code):
    return is_word(code) or code == UNDERSCORE


@njit
def _ends_quotation(code, double):
    if code == NEWLINE:
        return True
    if double:
        return code == 34 or code == 0x80 or code == 0x81 or code == 0x82 or code == 0xAB or code == 0xBB
    return code == 39 or code == 0x83 or code == 0x84
