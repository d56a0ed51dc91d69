"""Kernel, third part: which texts take a wider look (`core.text.views.BY_CONTEXT`), told by cheap signs.

It may ask too often, never too seldom. Figure words come in groups: units of thousands, units of millions,
currencies, zeros, eights.
"""

import numpy as np
from numba import njit

from turunkan.core.block.codes import ASKS_MILLIONS, ASKS_PHONES, ASKS_PRICES, ASKS_SPACED, ASKS_STARRED
from turunkan.core.block.letters import DIGITS, HASH, NEWLINE, is_digit, is_letter, is_word

_EIGHT, _ZERO, _O, _TWO, _D = 56, 48, 111, 50, 100
_AT, _DOT, _COMMA, _STAR, _TIMES = 64, 46, 44, 42, 0xD7
_SINGLES = 3
_THOUSANDS, _MILLIONS, _CURRENCIES, _ZEROS, _EIGHTS = 0, 1, 2, 3, 4
_PRICE_OF_ANY_SIZE = ASKS_PRICES | ASKS_MILLIONS
_WIDEST_RANGE = 5  # letters between two figures that may be one range of prices


@njit
def asks_context(letters, n, tokens, many, figures):
    """Which views of a wider look may find something, as bits (`codes.ASKS_…`)."""
    start, end, tag, _, _ = tokens
    asks = 0
    singles = 0
    for token in range(many):
        if end[token] - start[token] > 1:
            singles = 0
        else:
            singles = singles + 1 if singles > 0 and _beside(letters, end[token - 1], start[token]) else 1
            if singles >= _SINGLES:
                asks |= ASKS_SPACED
        follows = token + 1 < many and start[token + 1] - end[token] <= 3
        if figures[3][_hint(letters, start[token], end[token])]:
            asks |= _asks_words(letters, start, end, token, follows, figures)
        if end[token] < n and is_letter(letters[start[token]]) and _is_starred(letters, n, end[token]):
            asks |= ASKS_STARRED
        if tag[token] & DIGITS:
            asks |= _asks_phone(letters, start[token], end[token])
            asks |= _asks_price(letters, start, end, tag, token, follows, figures)
    return asks


@njit
def _hint(letters, start, end):
    """A word's first two letters as a place in a small table (`compiled._hints`)."""
    second = letters[start + 1] if end - start > 1 else 0
    return (np.uint64(letters[start]) & np.uint64(63)) << np.uint64(6) | np.uint64(second) & np.uint64(63)


@njit
def _beside(letters, first, last):
    """Whether a gap is at most three signs on one line."""
    if last - first > 3:
        return False
    for at in range(first, last):
        if letters[at] == NEWLINE:
            return False
    return True


@njit
def _is_starred(letters, n, at):
    """Whether a star stands right after a word, or a hash inside one."""
    if letters[at] == _STAR or letters[at] == _TIMES:
        return True
    return letters[at] == HASH and at + 1 < n and is_letter(letters[at + 1])


@njit
def _asks_words(letters, start, end, token, follows, figures):
    """A currency; a zero in words, and an eight in the next word or in the same one."""
    asks = 0
    first, last = start[token], end[token]
    if in_list(letters, first, last, figures, _CURRENCIES):
        asks |= _PRICE_OF_ANY_SIZE
    if follows and in_list(letters, first, last, figures, _ZEROS):
        after, past = start[token + 1], end[token + 1]
        if letters[after] == _EIGHT or in_list(letters, after, past, figures, _EIGHTS):
            asks |= ASKS_PHONES
    if last - first > 5 and _spelled_out(letters, first, last, figures):
        asks |= ASKS_PHONES
    return asks


@njit
def _asks_phone(letters, start, end):
    """An eight after a letter or a zero."""
    for at in range(start, end):
        if letters[at] == _EIGHT and ((at > start and is_letter(letters[at - 1])) or _zero_before(letters, at)):
            return ASKS_PHONES
    return 0


@njit
def _asks_price(letters, start, end, tag, token, follows, figures):
    """A figure with a unit, a currency or an @ beside it, or in groups of three digits."""
    first, last = start[token], end[token]
    cut = last
    while cut > first and is_letter(letters[cut - 1]):
        cut -= 1
    after, past = cut, last
    if cut == last and follows and start[token + 1] - last == 1:
        after, past = start[token + 1], end[token + 1]
        if past - after >= 3 and (letters[last] == _DOT or letters[last] == _COMMA) and is_digit(letters[after]):
            return _PRICE_OF_ANY_SIZE
    if first < cut and in_list(letters, after, past, figures, _THOUSANDS):
        return ASKS_PRICES if _is_small(letters, start, end, tag, token, cut) else _PRICE_OF_ANY_SIZE
    if first < cut and in_list(letters, after, past, figures, _MILLIONS):
        return _PRICE_OF_ANY_SIZE
    if first > 0 and (letters[first - 1] == _AT or (first > 1 and letters[first - 2] == _AT)):
        return _PRICE_OF_ANY_SIZE
    lead = first
    while lead < last and is_letter(letters[lead]):
        lead += 1
    return _PRICE_OF_ANY_SIZE if lead > first and in_list(letters, first, lead, figures, _CURRENCIES) else 0


@njit
def _is_small(letters, start, end, tag, token, cut):
    """Whether a figure of thousands is surely less than a thousand: three digits at most, no part of another."""
    first = start[token]
    if cut - first > 3 or (first > 0 and (letters[first - 1] == _DOT or letters[first - 1] == _COMMA)):
        return False
    if token == 0 or first - end[token - 1] > _WIDEST_RANGE:
        return True
    return not tag[token - 1] & DIGITS and letters[end[token - 1] - 1] != _D  # "s/d" is "to"


@njit
def in_list(letters, start, end, figures, group):
    """Whether a word is one of a group of figure words."""
    word_at, words, groups, _ = figures
    for word in range(groups[group], groups[group + 1]):
        first = word_at[word]
        if word_at[word + 1] - first == end - start and same_letters(letters, start, end, words, first):
            return True
    return False


@njit
def same_letters(letters, start, end, words, first):
    """Whether letters start:end are the word that begins at `first`."""
    for k in range(end - start):
        if letters[start + k] != words[first + k]:
            return False
    return True


@njit
def _spelled_out(letters, start, end, figures):
    """Whether a word begins with a zero and an eight ("noldelapan")."""
    word_at, words, groups, _ = figures
    for zero in range(groups[_ZEROS], groups[_ZEROS + 1]):
        cut = start + word_at[zero + 1] - word_at[zero]
        if cut >= end or not same_letters(letters, start, cut, words, word_at[zero]):
            continue
        for eight in range(groups[_EIGHTS], groups[_EIGHTS + 1]):
            stop = cut + word_at[eight + 1] - word_at[eight]
            if stop <= end and same_letters(letters, cut, stop, words, word_at[eight]):
                return True
    return False


@njit
def _zero_before(letters, at):
    """Whether a zero, an o or a two stands before an eight, with at most three signs between."""
    for back in range(1, min(5, at + 1)):
        code = letters[at - back]
        if code == _ZERO or code == _O or code == _TWO:
            return True
        if is_word(code) or code == NEWLINE:
            return False
    return False
