"""Kernel, first part: code points → folded bytes → tokens. See `kernel` for the whole."""

import numpy as np
from numba import njit

from turunkan.core.block.codes import (
    FLAG_FIRST,
    KIND_FLAG,
    KIND_HIDING,
    KIND_SEVERAL,
    KIND_SIGN,
    KIND_UNSEEN,
    LONGEST_FOLD,
    OTHER,
)

NEWLINE, SPACE, HASH, UNDERSCORE = 10, 32, 35, 95
WORDS, DIGITS = 1, 2
"""Classes of bytes: of a word; a digit."""
_LONGEST_FOLD = np.uint64(LONGEST_FOLD)
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
def fold_either(points, first, last, folding, letters, starts, ends, hidden, sign_at, sign_index):
    """The folded text, the short way where it is plain. Answers (bytes, pictographs, plain, any hashtag)."""
    fold, plain, several_at, several, flag_sign = folding
    simple, met = fold_plain(points, first, last, plain, letters)
    if simple:
        return last - first, 0, True, met > 0
    n, signs = fold_text(
        points,
        first,
        last,
        fold,
        several_at,
        several,
        flag_sign,
        letters,
        starts,
        ends,
        hidden,
        sign_at,
        sign_index,
    )
    return n, signs, False, True


@njit
def fold_plain(points, first, last, plain, letters):
    """The short way: folds a text as long as it is plain ASCII. Answers whether it was, and the signs met."""
    met = np.uint8(0)
    out = np.uint64(0)
    for at in range(np.uint64(first), np.uint64(last)):
        point = points[at]
        if point >= 128:
            return False, met
        code = plain[np.uint64(point)]
        if code == 0:
            return False, met
        letters[out] = code
        met |= np.uint8(code == HASH)
        out += np.uint64(1)
    return True, met


@njit
def fold_text(
    points, first, last, fold, several_at, several, flag_sign, letters, starts, ends, hidden, sign_at, sign_index
):  # fmt: skip
    """Folded bytes of one text with the map back; the same as `core.text.fold`. Answers (bytes, pictographs).

    Minus one byte where there is no room.
    """
    n = np.uint64(0)
    one = np.uint64(1)
    signs = 0
    run_end = first
    flags = False
    for at in range(first, last):
        if n + _LONGEST_FOLD > len(letters):
            return -1, 0
        point = points[np.uint64(at)]
        entry = fold[np.uint64(point)] if point < 0x110000 else np.uint32(OTHER)
        kind = (entry >> np.uint32(13)) & np.uint32(7)
        device = (entry >> np.uint32(8)) & np.uint32(31)
        here = np.int32(at - first)
        mask = np.uint32(0)
        code = np.uint8(entry & np.uint32(255))
        if kind == KIND_UNSEEN:
            if n > 0 and ends[n - one] == here and is_word(letters[n - one]):
                if hidden[n - one] == 0:
                    hidden[n - one] = np.uint32(1) << (device - np.uint32(1))
                ends[n - one] = here + 1
            continue
        if kind == KIND_SEVERAL:
            index = entry >> np.uint32(16)
            for k in range(several_at[index], several_at[index + np.uint32(1)]):
                letters[n] = several[k]
                starts[n] = here
                ends[n] = here + 1
                hidden[n] = np.uint32(1) << (device - np.uint32(1))
                n += one
            continue
        if kind == KIND_HIDING:
            mask = np.uint32(1) << (device - np.uint32(1))
        elif kind == KIND_SIGN:
            sign_at[signs] = n
            sign_index[signs] = entry >> np.uint32(16)
            signs += 1
        elif kind == KIND_FLAG:
            if at >= run_end:
                run_end = at
                while run_end < last and points[run_end] >= FLAG_FIRST and points[run_end] < FLAG_FIRST + 26:
                    run_end += 1
                flags = (run_end - at) % 2 == 0
            if not flags:
                mask = np.uint32(1) << (device - np.uint32(1))
            elif (run_end - at) % 2 == 0:
                half = np.int64(points[at]) - FLAG_FIRST
                index = flag_sign[half * 26 + np.int64(points[at + 1]) - FLAG_FIRST]
                if index >= 0:
                    sign_at[signs] = n
                    sign_index[signs] = index
                    signs += 1
            if flags:
                code = np.uint8(OTHER)
        letters[n] = code
        starts[n] = here
        ends[n] = here + 1
        hidden[n] = mask
        n += one
    return np.int64(n), signs


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
