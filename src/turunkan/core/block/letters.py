"""Kernel, first part continued: folded bytes → tokens, hashtags, quotations."""

import numpy as np
from numba import njit

NEWLINE, SPACE, HASH, UNDERSCORE = 10, 32, 35, 95
WORDS, DIGITS = 1, 2
"""Classes of bytes: of a word; a digit."""
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
def find_tokens(letters, n, classes, token_start, token_end, token_tag, token_head, token_tail):
    """Runs of letters and digits, each with its key (`spelling.run_key`); bit 1 of a tag: it holds a digit.

    Answers how many.
    """
    count = np.uint64(0)
    one = np.uint64(1)
    eight = np.uint64(8)
    length = np.uint64(n)
    at = np.uint64(0)
    while at < length:
        code = letters[at]
        kind = classes[np.uint64(code)]
        if not kind & WORDS:
            at += one
            continue
        start = at
        every = np.uint8(0)
        head = np.uint64(0)
        tail = np.uint64(0)
        while kind & WORDS:
            every |= kind
            if at - start < eight:
                head = head << eight | np.uint64(code)
            else:
                tail = tail << eight | np.uint64(code)
            at += one
            if at >= length:
                break
            code = letters[at]
            kind = classes[np.uint64(code)]
        token_start[count] = start
        token_end[count] = at
        token_tag[count] = every & DIGITS
        token_head[count] = head
        token_tail[count] = tail
        count += one
    return np.int64(count)


@njit
def mark_tags(letters, n, tokens, token_start, token_tag, tagged):
    """Marks what stands in hashtags: letters, digits and underscores after "#"; bit 0 of a token's tag."""
    inside = False
    for at in range(n):
        code = letters[at]
        joined = is_word(code) or code == UNDERSCORE
        tagged[at] = 1 if inside and joined else 0
        if code == HASH:
            inside = True
        elif not joined:
            inside = False
    for token in range(tokens):
        token_tag[token] |= tagged[token_start[token]]


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
