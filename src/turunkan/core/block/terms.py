"""Kernel, fourth part: readings → terms → hits. As `detect.lexicon` and `gather` do text by text."""

import numpy as np
from numba import njit

from turunkan.core.block.codes import MOST_MATCHES, PLACE_QUOTED, PLACE_TAG
from turunkan.core.block.context import same_letters
from turunkan.core.block.letters import NEWLINE, SPACE, is_word
from turunkan.core.block.spelling import mix

_ONE = np.uint64(1)
_WIDEST_GAP = 6
_LONGEST_ABBREVIATION = 3
_CLAUSE_REACH = 64
_EXCLAMATION, _QUESTION, _FULL_STOP = 33, 63, 46


@njit
def bits(value):
    """How many bits are set."""
    count = 0
    while value:
        value &= value - np.uint32(1)
        count += 1
    return count


@njit
def sort_readings(readings, count):
    """Orders readings by start; of equal ones that with the fewest devices stays. Answers how many."""
    start, end, word, devices = readings
    for at in range(1, count):
        s, e, w, d = start[at], end[at], word[at], devices[at]
        back = at
        while back > 0 and start[back - 1] > s:
            _move(readings, back - 1, back)
            back -= 1
        start[back], end[back], word[back], devices[back] = s, e, w, d
    kept = 0
    for at in range(count):
        double = _double(readings, kept, at)
        if double < 0:
            _move(readings, at, kept)
            kept += 1
        elif (bits(devices[at]), devices[at]) < (bits(devices[double]), devices[double]):
            devices[double] = devices[at]
    return kept


@njit
def _move(readings, source, target):
    start, end, word, devices = readings
    start[target], end[target] = start[source], end[source]
    word[target], devices[target] = word[source], devices[source]


@njit
def _double(readings, kept, at):
    """The reading kept before that has the same place and word, or -1."""
    start, end, word, _ = readings
    back = kept - 1
    while back >= 0 and start[back] == start[at]:
        if end[back] == end[at] and word[back] == word[at]:
            return back
        back -= 1
    return -1


@njit
def _hidden_in(hidden, start, end, devices):
    for k in range(start, end):
        devices |= hidden[k]
    return devices


@njit
def _child(node, word, words, edge_key, edge_child):
    key = np.int64(node) * words + word
    mask = np.uint64(len(edge_key) - 1)
    slot = mix(np.uint64(key)) & mask
    while edge_key[slot] >= 0:
        if edge_key[slot] == key:
            return edge_child[slot]
        slot = (slot + _ONE) & mask
    return -1


@njit
def _following(reading, count, letters, n, readings, gap_ok):
    """The first reading that may follow one in a term, or -1."""
    start, end, _, _ = readings
    stop = end[reading]
    reach = stop
    while reach < n and reach - stop < _WIDEST_GAP and gap_ok[letters[reach]]:
        reach += 1
    after = reading + 1
    while after < count and start[after] < stop:
        after += 1
    if after >= count or start[after] > reach:
        return -1
    if _ends_sentence(letters, stop, start[after], stop - start[reading]):
        return -1
    return after


@njit
def _ends_sentence(letters, start, end, before):
    """Whether a sentence ends between two readings; a full stop may end an abbreviation of three letters."""
    for at in range(start, end - 1):
        code = letters[at]
        full_stop = code == _FULL_STOP and before > _LONGEST_ABBREVIATION
        if letters[at + 1] == SPACE and (code == _EXCLAMATION or code == _QUESTION or full_stop):
            return True
    return False


@njit
def find_terms(letters, n, hidden, simple, readings, count, gap_ok, trie, words, stack, matches):
    """Every path of readings that spells a term. Answers how many, or -1 when there are too many."""
    start, end, word, devices = readings
    word_at_root, node_term, edge_key, edge_child = trie
    nodes, at_reading, seen = stack
    found = 0
    for first in range(count):
        root = word_at_root[word[first]]
        if root < 0:
            continue
        nodes[0], at_reading[0], seen[0] = root, first, devices[first]
        if not simple:
            seen[0] = _hidden_in(hidden, start[first], end[first], devices[first])
        top = 1
        while top > 0:
            top -= 1
            node, last, so_far = nodes[top], at_reading[top], seen[top]
            if node_term[node] >= 0:
                if found >= MOST_MATCHES:
                    return -1
                _note(matches, found, node_term[node], start[first], end[last], so_far)
                found += 1
            after = _following(last, count, letters, n, readings, gap_ok)
            here = start[after] if after >= 0 else -1
            while 0 <= after < count and start[after] == here:
                child = _child(node, word[after], words, edge_key, edge_child)
                if child >= 0:
                    if top >= len(nodes):
                        return -1
                    nodes[top], at_reading[top], seen[top] = child, after, so_far | devices[after]
                    if not simple:
                        seen[top] = _hidden_in(hidden, start[after], end[after], seen[top])
                    top += 1
                after += 1
    return found


@njit
def _note(matches, at, term, begin, end, devices):
    matches[0][at], matches[1][at], matches[2][at], matches[3][at] = term, begin, end, devices


@njit
def add_signs(signs, sign_at, sign_index, sign_term, single_signs, found, matches):
    """Pictographs that are terms by themselves. Answers how many matches there are now, or -1."""
    for sign in range(signs):
        if found >= MOST_MATCHES:
            return -1
        size = 1 if sign_index[sign] < single_signs else 2
        _note(matches, found, sign_term[sign_index[sign]], sign_at[sign], sign_at[sign] + size, np.uint32(0))
        found += 1
    return found


@njit
def _better(matches, concept, one, two):
    """The longest first, then the fewest devices, then the pack's order, then the first, then the plainest."""
    term, begin, end, devices, _ = matches
    sizes = end[one] - begin[one], end[two] - begin[two]
    if sizes[0] != sizes[1]:
        return sizes[0] > sizes[1]
    hides = bits(devices[one]), bits(devices[two])
    if hides[0] != hides[1]:
        return hides[0] < hides[1]
    if concept[term[one]] != concept[term[two]]:
        return concept[term[one]] < concept[term[two]]
    if begin[one] != begin[two]:
        return begin[one] < begin[two]
    if term[one] != term[two]:
        return term[one] < term[two]
    return devices[one] < devices[two]


@njit
def choose(matches, count, concept, found, hits):
    """Moves the matches that overlap no better one to `found`, in reading order. Answers how many hits."""
    term, begin, end, devices, order = matches
    for at in range(count):
        back = at
        while back > 0 and _better(matches, concept, at, order[back - 1]):
            order[back] = order[back - 1]
            back -= 1
        order[back] = at
    base = hits
    for rank in range(count):
        one = order[rank]
        if not _is_free(found, base, hits, begin[one], end[one]):
            continue
        back = hits
        while back > base and found[2][back - 1] > begin[one]:
            _put(found, back, found[1][back - 1], found[2][back - 1], found[3][back - 1], found[4][back - 1])
            back -= 1
        _put(found, back, term[one], begin[one], end[one], devices[one])
        hits += 1
    return hits


@njit
def _put(found, at, term, begin, end, devices):
    found[1][at], found[2][at], found[3][at], found[4][at] = term, begin, end, devices


@njit
def _is_free(found, base, hits, begin, end):
    for other in range(base, hits):
        if begin < found[3][other] and found[2][other] < end:
            return False
    return True


@njit
def is_denied(letters, begin, negators):
    """Whether one of the two words before a position is a negator, in the same clause, at most 64 letters back."""
    word_at, words = negators
    low = max(0, begin - _CLAUSE_REACH)
    at = begin
    for _ in range(2):
        while at > low and not is_word(letters[at - 1]):
            if _ends_clause(letters[at - 1]):
                return False
            at -= 1
        end = at
        while at > low and is_word(letters[at - 1]):
            at -= 1
        for word in range(len(word_at) - 1 if end > at else 0):
            first = word_at[word]
            if word_at[word + 1] - first == end - at and same_letters(letters, at, end, words, first):
                return True
    return False


@njit
def _ends_clause(code):
    """. , ! ? ; : ( ) and line ends."""
    sign = code == 46 or code == 44 or code == 33 or code == 63 or code == 59 or code == 58
    return sign or code == 40 or code == 41 or code == NEWLINE


@njit
def tokens_before(token_start, tokens, at):
    """How many tokens begin before a position."""
    low, high = 0, tokens
    while low < high:
        middle = (low + high) // 2
        if token_start[middle] < at:
            low = middle + 1
        else:
            high = middle
    return low


@njit
def place_hits(found, base, hits, text, place, text_room, token_start, many, tagged, simple, negators):
    """Notes where each new hit stands, and turns folded positions into those of the original."""
    letters, starts, ends, _, tags, quoted = text_room
    out_text, _, out_start, out_end, _, out_place, out_denied, out_word = found
    for hit in range(base, hits):
        begin, end = out_start[hit], out_end[hit]
        out_text[hit] = text
        out_denied[hit] = is_denied(letters, begin, negators)
        out_place[hit] = place
        if tagged and tags[begin]:
            out_place[hit] = PLACE_TAG
        elif quoted[begin]:
            out_place[hit] = PLACE_QUOTED
        out_word[hit] = tokens_before(token_start, many, begin)
        if not simple:
            out_start[hit], out_end[hit] = starts[begin], ends[end - 1]
