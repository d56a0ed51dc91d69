"""Kernel, first part: code points → folded bytes, the same as `core.text.fold`. See `kernel` for the whole.

Most of any text is plain ASCII, which is looked at and copied many letters at a time.
"""

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
from turunkan.core.block.letters import HASH, NEWLINE, SPACE, is_word

_AT_ONCE = 16
_BEYOND = 127  # the first that is not plain
_CAPITAL_A, _CAPITALS, _TO_SMALL = 65, 26, 5
_U8, _U32, _U64 = np.uint8, np.uint32, np.uint64
_ONE = _U64(1)


@njit
def fold_text(points, first, last, pack, room, mapped):
    """The folded bytes of a text into the room; with `mapped` also where each came from and what it hid.

    Answers (bytes, pictographs, plain, any hashtag); minus one byte where there is no room. A plain text needs no
    map: each byte stands where its code point stands.
    """
    at = _plain_end(points, first, last)
    if at - first + LONGEST_FOLD > len(room.letters):
        return -1, 0, False, True
    hashes = _copy_plain(points, first, at, room.letters, 0)
    if at == last:
        return last - first, 0, True, hashes
    n = _mapped_plain(first, first, at, 0, room, mapped)
    signs = 0
    while at < last:
        point = points[_U64(at)]
        entry = pack.fold[_U64(point)] if point < 0x110000 else _U32(OTHER)
        if (entry >> _U32(13)) & _U32(7) == KIND_FLAG:
            stop = _flags_end(points, at, last, pack.fold)
            if n + stop - at + LONGEST_FOLD > len(room.letters):
                return -1, 0, False, True
            n, signs = _fold_flags(points, first, at, stop, n, signs, pack, room, mapped)
        else:
            stop = at + 1
            n, signs = _fold_odd(entry, at - first, n, signs, pack, room, mapped)
        at = stop
        if at < last and not _is_odd(points[_U64(at)]):
            stop = _plain_end(points, at, last)
        if n + stop - at + LONGEST_FOLD > len(room.letters):
            return -1, 0, False, True
        _copy_plain(points, at, stop, room.letters, n)
        n = _mapped_plain(first, at, stop, n, room, mapped)
        at = stop
    return n, signs, False, True


@njit
def _is_odd(point):
    """Whether a code point is no letter, figure or sign of ASCII, no space and no line feed."""
    return (_U32(point - _U32(SPACE)) >= _U32(_BEYOND - SPACE)) & (point != _U32(NEWLINE))


@njit
def _plain_end(points, first, last):
    """Where plain text ends."""
    at, end = _U64(first), _U64(last)
    while at + _U64(_AT_ONCE) <= end:
        odd = _U32(0)
        for k in range(_U64(_AT_ONCE)):
            odd |= _U32(_is_odd(points[at + k]))
        if odd:
            break
        at += _U64(_AT_ONCE)
    while at < end and not _is_odd(points[at]):
        at += _ONE
    return np.int64(at)


@njit
def _copy_plain(points, first, last, letters, n):
    """Copies plain text in small letters. Answers whether a hash is in it."""
    met = _U8(0)
    start, out = _U64(first), _U64(n)
    for k in range(_U64(last - first)):
        code = _U8(points[start + k])
        is_capital = _U8(code - _U8(_CAPITAL_A)) < _U8(_CAPITALS)
        code = _U8(code + (_U8(is_capital) << _U8(_TO_SMALL)))
        letters[out + k] = code
        met |= _U8(code == _U8(HASH))
    return met > 0


@njit
def _mapped_plain(base, first, last, n, room, mapped):
    """Notes where plain text came from. Answers how many bytes there are now."""
    if mapped:
        for k in range(last - first):
            _map(room, n + k, first - base + k, 0)
    return n + last - first


@njit
def _map(room, n, at, hides):
    """Notes that a byte came from the code point `at` of its text."""
    room.starts[n], room.ends[n], room.hidden[n] = at, at + 1, hides


@njit
def _fold_odd(entry, here, n, signs, pack, room, mapped):
    """One code point that is not plain. Answers (bytes, pictographs) so far."""
    kind = (entry >> _U32(13)) & _U32(7)
    device = (entry >> _U32(8)) & _U32(31)
    hides = _ONE << _U64(device - _U32(1)) if device else _U64(0)
    if kind == KIND_UNSEEN:
        if mapped and n > 0 and room.ends[n - 1] == here and is_word(room.letters[n - 1]):
            if room.hidden[n - 1] == 0:
                room.hidden[n - 1] = hides
            room.ends[n - 1] = here + 1
        return n, signs
    if kind == KIND_SEVERAL:
        index = entry >> _U32(16)
        for k in range(pack.several_at[index], pack.several_at[index + _U32(1)]):
            room.letters[n] = pack.several[k]
            if mapped:
                _map(room, n, here, hides)
            n += 1
        return n, signs
    if kind == KIND_SIGN:
        room.sign_at[signs] = n
        room.sign_index[signs] = entry >> _U32(16)
        signs += 1
    room.letters[n] = entry & _U32(255)
    if mapped:
        _map(room, n, here, hides if kind == KIND_HIDING else _U64(0))
    return n + 1, signs


@njit
def _flags_end(points, at, last, fold):
    """Where a run of halves of flags ends, through what nobody sees."""
    stop = at
    while at < last and points[at] < 0x110000:
        kind = (fold[points[at]] >> _U32(13)) & _U32(7)
        at += 1
        if kind == KIND_FLAG:
            stop = at
        elif kind != KIND_UNSEEN:
            break
    return stop


@njit
def _halves(points, at, stop):
    """How many halves of flags are in a run."""
    count = 0
    for each in range(at, stop):
        count += _U32(points[each] - _U32(FLAG_FIRST)) < _U32(26)
    return count


@njit
def _fold_flags(points, first, at, stop, n, signs, pack, room, mapped):
    """A run of halves of flags: flags where they are even in number, else letters."""
    flags = _halves(points, at, stop) % 2 == 0
    before, begin = np.int64(-1), n
    for each in range(at, stop):
        entry = pack.fold[points[each]]
        if (entry >> _U32(13)) & _U32(7) != KIND_FLAG:
            n, signs = _fold_odd(entry, each - first, n, signs, pack, room, mapped)
            continue
        half = np.int64(points[each]) - FLAG_FIRST
        if flags and before < 0:
            before, begin = half, n
        elif flags:
            index = pack.flag_sign[before * 26 + half]
            if index >= 0:
                room.sign_at[signs] = begin
                room.sign_index[signs] = index
                signs += 1
            before = np.int64(-1)
        hides = _ONE << _U64(((entry >> _U32(8)) & _U32(31)) - _U32(1))
        room.letters[n] = OTHER if flags else 97 + half
        if mapped:
            _map(room, n, each - first, _U64(0) if flags else hides)
        n += 1
    return n, signs
