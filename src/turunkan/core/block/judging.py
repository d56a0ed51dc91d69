"""Kernel: hits of a block → which rules and filters fire on each Item. Held equal to `detect.evidence` by tests.

Names (concepts, then facts) are bits; a set of names is a row of 64-bit words.
"""

import numpy as np
from numba import njit

from turunkan.core.block.codes import COUNTED, DENIED, DROPPED, PLACE_SAID, PLACE_TAG, SET_ASIDE

_ZERO = np.uint64(0)
_ONE = np.uint64(1)


@njit
def meets(one, row, other, other_row, width):
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
def is_empty(one, row, width):
    """Whether a set has no names."""
    for k in range(width):
        if one[row * width + k]:
            return False
    return True


@njit
def _stands(concept, affirmed, count, outside, names, needs, unless, supports, width):
    """Whether a concept's own guards let it count (`detect.evidence`)."""
    for at in range(count):
        other = affirmed[at]
        if other != concept and outside[other] and meets(names, other, unless, concept, width):
            return False
    return is_empty(needs, concept, width) or meets(needs, concept, supports, 0, width)


@njit
def _carries(hit, name, counted, names, hit_concept, shape):
    """Whether a hit fills a fact or is a concept; a denied one fills the denial."""
    if counted[hit] == DENIED:
        return name == shape[2]
    if counted[hit] != COUNTED:
        return False
    return (names[hit_concept[hit] * shape[0] + name // 64] >> np.uint64(name % 64)) & _ONE != _ZERO


@njit
def _near(first, last, near, counted, names, hits, shape):
    """Whether two names stand in one field with at most so many words between."""
    one, other, words = near
    hit_concept, hit_field, hit_word, _, _ = hits
    for a in range(first, last):
        if not _carries(a, one, counted, names, hit_concept, shape):
            continue
        for b in range(first, last):
            if hit_field[b] == hit_field[a] and _carries(b, other, counted, names, hit_concept, shape):
                if max(abs(hit_word[a] - hit_word[b]) - 1, 0) <= words:
                    return True
    return False


@njit
def judge_block(rules, judged):
    """Fills `fired`: a row an Item, a byte a detector. Hits come in the order of their Items."""
    names, shape, counted = rules.names, rules.shape, judged.counted
    width, detectors = shape[0], shape[1]
    hits = judged.hit_concept, judged.hit_field, judged.hit_word, judged.hit_place, judged.hit_denied
    sets = rules.all_of, rules.any_of, rules.none_of, rules.said_of, rules.said_any_of, rules.count_of
    affirmed, outside, supports = judged.affirmed, judged.outside, judged.supports
    has, said, standing = judged.has, judged.said, judged.standing
    first = 0
    while first < len(judged.hit_item):
        item = judged.hit_item[first]
        last = first
        while last < len(judged.hit_item) and judged.hit_item[last] == item:
            last += 1
        count = _affirm(first, last, hits, names, rules.needs, affirmed, outside, supports, width)
        for at in range(count):
            concept = affirmed[at]
            standing[concept] = _stands(
                concept, affirmed, count, outside, names, rules.needs, rules.unless, supports, width
            )
        _weigh(first, last, hits, names, rules.is_evidence, rules.is_relief, standing, counted, has, said, shape)
        for detector in range(detectors):
            near = rules.near_one[detector], rules.near_other[detector], rules.near_words[detector]
            fires = _sets_hold(detector, sets, rules.count_least[detector], has, said, width)
            if fires and rules.doubtful_least[detector] > 0:
                doubtful = rules.doubtful_of, rules.doubtful_least[detector]
                fires = _doubtful(
                    detector, doubtful, affirmed, count, names, rules.is_relief, outside, standing, width
                )
            if fires and near[2] >= 0:
                fires = _near(first, last, near, counted, names, hits, shape)
            judged.fired[item * detectors + detector] = fires
        first = last


@njit
def _doubtful(detector, doubtful, affirmed, count, names, is_relief, outside, standing, width):
    """Whether enough different concepts fill or are one of the names, counted or set aside."""
    of, least = doubtful
    for at in range(count):
        concept = affirmed[at]
        dropped = is_relief[concept] and not outside[concept] and standing[concept]
        if not dropped and meets(names, concept, of, detector, width):
            least -= 1
    return least <= 0


@njit
def _affirm(first, last, hits, names, needs, affirmed, outside, supports, width):
    """The concepts of what is not denied, and what can support others. Answers how many."""
    hit_concept, _, _, hit_place, hit_denied = hits
    for k in range(width):
        supports[k] = _ZERO
    count = 0
    for hit in range(first, last):
        concept = hit_concept[hit]
        if hit_denied[hit]:
            continue
        known = False
        for at in range(count):
            known = known or affirmed[at] == concept
        if not known:
            affirmed[count] = concept
            outside[concept] = 0
            count += 1
            for k in range(width if is_empty(needs, concept, width) else 0):
                supports[k] |= names[concept * width + k]
        if hit_place[hit] != PLACE_TAG:
            outside[concept] = 1
    return count


@njit
def _weigh(first, last, hits, names, is_evidence, is_relief, standing, counted, has, said, shape):
    """What became of each hit, and the names that are seen and said."""
    hit_concept, _, _, hit_place, hit_denied = hits
    width, denial = shape[0], shape[2]
    for k in range(width):
        has[k] = _ZERO
        said[k] = _ZERO
    for hit in range(first, last):
        concept = hit_concept[hit]
        counted[hit] = DROPPED
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


@njit
def _sets_hold(detector, sets, least, has, said, width):
    """Whether everything that a condition says of names, but for their distance, holds."""
    all_of, any_of, none_of, said_of, said_any_of, count_of = sets
    if not _within(all_of, detector, has, width) or not _within(said_of, detector, said, width):
        return False
    if meets(none_of, detector, has, 0, width):
        return False
    if not is_empty(any_of, detector, width) and not meets(any_of, detector, has, 0, width):
        return False
    if not is_empty(said_any_of, detector, width) and not meets(said_any_of, detector, said, 0, width):
        return False
    return least <= 0 or _in_common(count_of, detector, has, width) >= least


@njit
def bag_holds(sets, least, near, bag, met, names, shape):
    """Whether some rule may fire on a bag of names, whatever speaks against it. A denial may always be there.

    `met`: how many concepts may be there, then which.
    """
    width, rules, denial = shape[0], shape[3], shape[2]
    all_of, any_of, said_of, said_any_of, count_of, doubtful_of, doubtful_least = sets
    near_words, near_one, near_other = near
    bag[denial // 64] |= _ONE << np.uint64(denial % 64)
    for rule in range(rules):
        if not _within(all_of, rule, bag, width) or not _within(said_of, rule, bag, width):
            continue
        if not is_empty(any_of, rule, width) and not meets(any_of, rule, bag, 0, width):
            continue
        if not is_empty(said_any_of, rule, width) and not meets(said_any_of, rule, bag, 0, width):
            continue
        if doubtful_least[rule] > 0 and not _may_be(rule, doubtful_of, doubtful_least[rule], met, names, width):
            continue
        if near_words[rule] >= 0 and not (_has(bag, near_one[rule]) and _has(bag, near_other[rule])):
            continue
        if least[rule] <= 0 or _in_common(count_of, rule, bag, width) >= least[rule]:
            return True
    return False


@njit
def _may_be(rule, of, least, met, names, width):
    """Whether enough of the concepts that may be there fill or are one of the names."""
    for at in range(1, met[0] + 1):
        least -= meets(names, met[at], of, rule, width)
    return least <= 0


@njit
def _has(bag, name):
    return (bag[name // 64] >> np.uint64(name % 64)) & _ONE != _ZERO


@njit
def _in_common(one, row, other, width):
    """How many names two sets share."""
    number = 0
    for k in range(width):
        value = one[row * width + k] & other[k]
        while value:
            value &= value - _ONE
            number += 1
    return number
