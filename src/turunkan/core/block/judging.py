"""Kernel: hits of a block → which rules and filters fire on each Item. Held equal to `detect.evidence` by tests.

Names (concepts, then facts) are bits; a set of names is a row of 64-bit words.
"""

import numpy as np
from numba import njit

from turunkan.core.block.codes import COUNTED, DENIED, PLACE_SAID, PLACE_TAG, SET_ASIDE

_ZERO = np.uint64(0)
_ONE = np.uint64(1)


@njit
def _meets(one, row, other, other_row, width):
    """Whether two sets of names share one."""
    for k in range(width):
        if one[row * width + k] & other[other_row * width + k]:
            return True
    return False


@njit
def _within(one, row, other, width):
    """Whether a set of names lies within another."""
    for k in range(width):
        if one[row * width + k] & ~other[k]:
            return False
    return True


@njit
def _empty(one, row, width):
    for k in range(width):
        if one[row * width + k]:
            return False
    return True


@njit
def _stands(concept, affirmed, count, outside, names, needs, unless, supports, width):
    """Whether a concept's own guards let it count (`detect.evidence`)."""
    for at in range(count):
        other = affirmed[at]
        if other != concept and outside[other] and _meets(names, other, unless, concept, width):
            return False
    return _empty(needs, concept, width) or _meets(needs, concept, supports, 0, width)


@njit
def _carries(hit, name, counted, names, hit_concept, width, denial):
    """Whether a hit fills a fact or is a concept; a denied one fills the denial."""
    if counted[hit] == DENIED:
        return name == denial
    concept = hit_concept[hit]
    return (names[concept * width + name // 64] >> np.uint64(name % 64)) & _ONE


@njit
def _near(first, last, one, other, words, counted, names, hit_concept, hit_field, hit_word, width, denial):
    """Whether two names stand in one field with at most so many words between."""
    for a in range(first, last):
        if counted[a] > DENIED or not counted[a] or not _carries(a, one, counted, names, hit_concept, width, denial):
            continue
        for b in range(first, last):
            if counted[b] > DENIED or not counted[b] or hit_field[b] != hit_field[a]:
                continue
            if not _carries(b, other, counted, names, hit_concept, width, denial):
                continue
            if max(abs(hit_word[a] - hit_word[b]) - 1, 0) <= words:
                return True
    return False


@njit
def judge_block(
    names, needs, unless, is_evidence, is_relief, all_of, any_of, none_of, said_of, said_any_of, count_of, count_least,
    near_words, near_one, near_other, shape, hit_item, hit_concept, hit_field, hit_word, hit_place, hit_denied, counted,
    affirmed, outside, standing, has, said, supports, fired,
):  # fmt: skip
    """Fills `fired`: a row an Item, a byte a detector. Hits come in the order of their Items."""
    width, detectors, denial = shape[0], shape[1], shape[2]
    first = 0
    while first < len(hit_item):
        item = hit_item[first]
        last = first
        while last < len(hit_item) and hit_item[last] == item:
            last += 1
        for k in range(width):
            has[k] = _ZERO
            said[k] = _ZERO
            supports[k] = _ZERO
        count = 0
        for hit in range(first, last):
            concept = hit_concept[hit]
            counted[hit] = 0
            if hit_denied[hit]:
                continue
            known = False
            for at in range(count):
                if affirmed[at] == concept:
                    known = True
            if not known:
                affirmed[count] = concept
                outside[concept] = 0
                count += 1
                if _empty(needs, concept, width):
                    for k in range(width):
                        supports[k] |= names[concept * width + k]
            if hit_place[hit] != PLACE_TAG:
                outside[concept] = 1
        for at in range(count):
            concept = affirmed[at]
            standing[concept] = _stands(concept, affirmed, count, outside, names, needs, unless, supports, width)
        for hit in range(first, last):
            concept = hit_concept[hit]
            if hit_denied[hit]:
                if is_evidence[concept]:
                    counted[hit] = DENIED
                    has[denial // 64] |= _ONE << np.uint64(denial % 64)
                    if hit_place[hit] == PLACE_SAID:
                        said[denial // 64] |= _ONE << np.uint64(denial % 64)
            elif not standing[concept]:
                counted[hit] = SET_ASIDE
            elif hit_place[hit] != PLACE_TAG or not is_relief[concept]:
                counted[hit] = COUNTED
                for k in range(width):
                    has[k] |= names[concept * width + k]
                    if hit_place[hit] == PLACE_SAID:
                        said[k] |= names[concept * width + k]
        for detector in range(detectors):
            fires = (
                _within(all_of, detector, has, width)
                and (_empty(any_of, detector, width) or _meets(any_of, detector, has, 0, width))
                and not _meets(none_of, detector, has, 0, width)
                and _within(said_of, detector, said, width)
                and (_empty(said_any_of, detector, width) or _meets(said_any_of, detector, said, 0, width))
            )
            if fires and count_least[detector] > 0:
                number = 0
                for k in range(width):
                    value = count_of[detector * width + k] & has[k]
                    while value:
                        value &= value - _ONE
                        number += 1
                fires = number >= count_least[detector]
            if fires and near_words[detector] >= 0:
                fires = _near(
                    first, last, near_one[detector], near_other[detector], near_words[detector], counted, names,
                    hit_concept, hit_field, hit_word, width, denial,
                )  # fmt: skip
            fired[item * detectors + detector] = fires
        first = last
