"""Kernel: Items → the scores of their classes. Held equal to `classifier.features` and `classifier.model` by tests.

The letters of a text are folded once more, for only few Items come so far.
"""

import numpy as np
from numba import njit

from turunkan.core.block.codes import PLACE_PROFILE, PLACE_TAG
from turunkan.core.block.folding import fold_text
from turunkan.core.classifier.features import (
    LONGEST_WORD,
    MARKS,
    MOST_FIGURES,
    MOST_LENGTH,
    MOST_LETTERS,
    MOST_OF_MARK,
    MOST_SENTENCES,
    NEWLINE,
    PIECES,
    PRIME,
    SEED_FIRST,
    SEED_FORM,
    SEED_LAST,
    SEED_PIECE,
    SEED_PROFILE,
    SEED_STEP,
    SEED_TAG,
    SEED_WORD,
    SPACE,
    START,
    TABLE_BITS,
    WEIGHT_BITS,
    WEIGHTS,
    Group,
)
from turunkan.core.classifier.model import COLUMNS, MOST_COUNTED, PARTS

_U32, _U64 = np.uint32, np.uint64
_WORDS, _PIECES, _AROUND, _READ, _FORM = map(int, Group)
_GROUPS = len(Group)
_SHORT, _LONG = PIECES
_WEIGHTS = tuple(WEIGHTS)
_KINDS = len(MARKS)
_FIGURES, _SENTENCES = _KINDS, _KINDS + 1
_BEGIN, _SHIFT = _U32(START), _U32(32 - TABLE_BITS)
_STOPS = (ord("."), ord("!"), ord("?"))
_PADDING = _U32(SPACE)


@njit
def classify_block(pack, texts, room, model, job):
    """Fills `scores`: of each Item `wanted` a number a class."""
    classes = len(model.bias)
    for place in range(len(job.wanted)):
        item = job.wanted[place]
        for k in range(_GROUPS * COLUMNS):
            job.sums[k] = 0
        for k in range(_GROUPS):
            job.counts_of[k] = 0
        _texts(item, pack, texts, room, model, job)
        _read(item, place, model, job)
        for k in range(job.surface_at[item], job.surface_at[item + 1]):
            _add(job.surface_rows[k], _FORM, model.weights, job)
        for each in range(classes):
            score = model.bias[each]
            for group in range(_GROUPS):
                count = min(job.counts_of[group], MOST_COUNTED)
                if count > 0:
                    part = job.sums[group * COLUMNS + each] * _WEIGHTS[group]
                    score += (part << (PARTS - WEIGHT_BITS)) // model.roots[count]
            job.scores[place * classes + each] = score


@njit
def _texts(item, pack, texts, room, model, job):
    """What the Item says and what stands around it, and its form."""
    marks = job.marks
    for k in range(len(marks)):
        marks[k] = 0
    length = 0
    first = last = _U32(0)
    spoken = False
    for text in range(job.item_at[item], job.item_at[item + 1]):
        n = fold_text(texts.points, texts.text_at[text], texts.text_at[text + 1], pack, room, False)[0]
        n = min(max(n, 0), MOST_LETTERS)
        for k in range(n):
            room.letters[k] = model.fold_marks[room.letters[k]]
        place = job.text_place[text]
        if place == PLACE_TAG:
            _words(room.letters, n, _AROUND, _AROUND, SEED_TAG, SEED_TAG, model.weights, job)
        elif place == PLACE_PROFILE:
            _words(room.letters, n, _AROUND, _AROUND, SEED_PROFILE, SEED_PROFILE, model.weights, job)
        else:
            begin, stop, end = _words(room.letters, n, _WORDS, _PIECES, SEED_WORD, SEED_PIECE, model.weights, job)
            if stop > 0:
                if not spoken:
                    first = _hashed(room.letters, begin, stop, SEED_FIRST)
                last = _hashed(room.letters, end, _token_end(room.letters, n, end), SEED_LAST)
                spoken = True
            length += n
            _count(room.letters, n, marks)
    if spoken:
        _add(first, _FORM, model.weights, job)
        _add(last, _FORM, model.weights, job)
    for kind in range(_KINDS):
        _add(_number(min(marks[kind], MOST_OF_MARK[kind]), SEED_FORM + kind), _FORM, model.weights, job)
    _add(_number(min(marks[_FIGURES], MOST_FIGURES), SEED_FORM + _FIGURES), _FORM, model.weights, job)
    _add(_number(min(marks[_SENTENCES], MOST_SENTENCES), SEED_FORM + _SENTENCES), _FORM, model.weights, job)
    bits = 0
    while length >> bits:
        bits += 1
    _add(_number(min(bits, MOST_LENGTH), SEED_FORM + _SENTENCES + 1), _FORM, model.weights, job)


@njit
def _read(item, place, model, job):
    """What the rules saw, each row once."""
    kinds = 4 * 4
    concepts = (len(model.hit_rows_at) - 1) // kinds
    for hit in range(job.item_hit_at[item], job.item_hit_at[item + 1]):
        of = (job.counted[hit] * 4 + job.hit_place[hit]) * concepts + job.hit_concept[hit]
        for k in range(model.hit_rows_at[of], model.hit_rows_at[of + 1]):
            _add_once(model.hit_rows[k], place, model.weights, job)
    detectors = len(model.detector_row)
    for detector in range(detectors):
        if job.fired[item * detectors + detector] and model.detector_row[detector] >= 0:
            _add_once(model.detector_row[detector], place, model.weights, job)


@njit
def _add_once(row, place, weights, job):
    if job.seen_in[row] != place:
        job.seen_in[row] = place
        _add(row, _READ, weights, job)


@njit
def _add(row, group, weights, job):
    """One more feature of a group."""
    job.counts_of[group] += 1
    for k in range(COLUMNS):
        job.sums[group * COLUMNS + k] += weights[row * COLUMNS + k]


@njit
def _words(letters, n, word_group, piece_group, word_seed, piece_seed, weights, job):
    """The words of a text and their pieces. Answers (begin and end of the first, begin of the last)."""
    at = first = stop = last = 0
    while at < n:
        if letters[at] == SPACE or letters[at] == NEWLINE:
            at += 1
            continue
        end = _token_end(letters, n, at)
        if stop == 0:
            first, stop = at, end
        last = at
        _add(_hashed(letters, at, end, word_seed), word_group, weights, job)
        if _is_alphanumeric(letters[at]):
            _pieces(letters, at, min(end, at + LONGEST_WORD), piece_group, piece_seed, weights, job)
        at = end
    return first, stop, last


@njit
def _token_end(letters, n, at):
    if not _is_alphanumeric(letters[at]):
        return at + 1
    while at < n and _is_alphanumeric(letters[at]):
        at += 1
    return at


@njit
def _is_alphanumeric(byte):
    return 97 <= byte <= 122 or 48 <= byte <= 57


@njit
def _pieces(letters, begin, end, group, seed, weights, job):
    """Every few letters of a word between a space before it and one after it."""
    start = _start(seed)
    for at in range(begin - 1, end + 1):
        value = start
        for k in range(_LONG):
            if at + k > end:
                break
            value = _mixed(value, letters[at + k] if begin <= at + k < end else _PADDING)
            if k + 1 == _SHORT or k + 1 == _LONG:
                _add(_row(value), group, weights, job)


@njit
def _start(seed):
    return _BEGIN ^ _U32(_U64(seed) * _U64(SEED_STEP))


@njit
def _mixed(value, byte):
    return _U32(_U64(value ^ _U32(byte)) * _U64(PRIME))


@njit
def _row(value):
    """A hash, mixed once more and cut to a row."""
    value = _U32(value ^ (value >> _U32(15)))
    value = _U32(_U64(value) * _U64(0x2C1B3C6D))
    value = _U32(value ^ (value >> _U32(12)))
    return np.int64(value >> _SHIFT)


@njit
def _hashed(letters, begin, end, seed):
    value = _start(seed)
    for at in range(begin, end):
        value = _mixed(value, letters[at])
    return _row(value)


@njit
def _number(number, seed):
    return _row(_mixed(_start(seed), number))


@njit
def _count(letters, n, marks):
    """How often each sign stands there, figures, and ends of sentences with something after them."""
    inside = False
    for k in range(n):
        byte = letters[k]
        for kind in range(_KINDS):
            marks[kind] += byte == MARKS[kind]
        word = _is_alphanumeric(byte)
        if word and not inside and 48 <= byte <= 57:
            marks[_FIGURES] += 1
        inside = word
        if k + 1 < n and (letters[k + 1] == SPACE or letters[k + 1] == NEWLINE):
            marks[_SENTENCES] += byte == _STOPS[0] or byte == _STOPS[1] or byte == _STOPS[2]
