"""Kernel: one pass over a block of texts, from code points to hits. Held equal to the pure-Python lattice by tests.

Letters are bytes here: ASCII for itself, a few signs of their own, everything else OTHER (see `codes`). A run
of letters is looked up among those that the spellbook has answered. One that may say something and was never
asked is handed to Python, and so is a text with figures, stars or single letters that take a wider look; both
are read again with the answer.
"""

import numpy as np
from numba import njit

from turunkan.core.block.codes import (
    ASKS_PHONES,
    ASKS_PRICES,
    ASKS_SPACED,
    ASKS_SPELLING,
    ASKS_STARRED,
    DONE,
    MOST_MATCHES,
    PLACE_PROFILE,
    PLACE_QUOTED,
    PLACE_SAID,
    PLACE_TAG,
    TOO_MUCH,
)
from turunkan.core.block.letters import (
    DIGITS,
    HASH,
    NEWLINE,
    SPACE,
    find_quotations,
    find_tokens,
    fold_plain,
    fold_text,
    is_digit,
    is_letter,
    is_word,
    mark_tags,
)
from turunkan.core.block.spelling import (
    MODE_GLUED,
    MODE_TAG,
    MODE_WORD,
    may_say,
    mix,
    remembered_slot,
    run_key,
    run_slot,
)

_LONGEST = 64
_ONE = np.uint64(1)
_MOST_PARTS = 4
_DEEPEST = 64


@njit
def _is_leet(code):
    """Signs that stand for letters: @ $ ! | and the pound sign."""
    return code == 64 or code == 36 or code == 33 or code == 124 or code == 0xA3


@njit
def _bits(value):
    count = 0
    while value:
        value &= value - np.uint32(1)
        count += 1
    return count


@njit
def _denied(letters, begin, negator_at, negator_letters):
    """Whether one of the two words before a position is a negator, in the same clause, at most 64 letters back."""
    low = max(0, begin - 64)
    at = begin
    for _ in range(2):
        while at > low and not is_word(letters[at - 1]):
            code = letters[at - 1]
            # . , ! ? ; : ( ) and line ends
            if code == 46 or code == 44 or code == 33 or code == 63 or code == 59 or code == 58:
                return False
            if code == 40 or code == 41 or code == NEWLINE:
                return False
            at -= 1
        end = at
        while at > low and is_word(letters[at - 1]):
            at -= 1
        if end == at:
            return False
        for word in range(len(negator_at) - 1):
            first = negator_at[word]
            size = negator_at[word + 1] - first
            if size == end - at:
                same = True
                for k in range(size):
                    if letters[at + k] != negator_letters[first + k]:
                        same = False
                        break
                if same:
                    return True
    return False


@njit
def _in_list(letters, start, end, list_at, list_letters, first_word, last_word):
    for word in range(first_word, last_word):
        first = list_at[word]
        size = list_at[word + 1] - first
        if size == end - start:
            same = True
            for k in range(size):
                if letters[start + k] != list_letters[first + k]:
                    same = False
                    break
            if same:
                return True
    return False


@njit
def _asks_context(
    letters, n, token_start, token_end, token_tag, tokens, figure_at, figure_letters, groups, first_letters
):  # fmt: skip
    """Which views of a wider look (`views.BY_CONTEXT`) may find something, as bits: phones, prices, spaced, starred.

    Figure words come in `groups`: units of price, currencies, zeros, eights; `first_letters` tells with what
    letter any but a unit begins.
    """
    asks = 0
    singles = 0
    for token in range(tokens):
        start, end = token_start[token], token_end[token]
        if end - start == 1:
            near = singles > 0 and start - token_end[token - 1] <= 3
            if near:
                for at in range(token_end[token - 1], start):
                    if letters[at] == NEWLINE:
                        near = False
            singles = singles + 1 if near else 1
            if singles >= 3:
                asks |= ASKS_SPACED
        else:
            singles = 0
        follows = token + 1 < tokens and token_start[token + 1] - end <= 3
        if first_letters[letters[start]]:
            if _in_list(letters, start, end, figure_at, figure_letters, groups[1], groups[2]):
                asks |= ASKS_PRICES
            if follows:
                after, past = token_start[token + 1], token_end[token + 1]
                # A zero, and an eight in the next word.
                if _in_list(letters, start, end, figure_at, figure_letters, groups[2], groups[3]) and (
                    letters[after] == 56
                    or _in_list(letters, after, past, figure_at, figure_letters, groups[3], groups[4])
                ):
                    asks |= ASKS_PHONES
            if end - start > 5 and _spelled_out(letters, start, end, figure_at, figure_letters, groups):
                asks |= ASKS_PHONES
        if end < n and is_letter(letters[start]):
            if letters[end] == 42 or letters[end] == 0xD7:
                asks |= ASKS_STARRED
            if letters[end] == HASH and end + 1 < n and is_letter(letters[end + 1]):
                asks |= ASKS_STARRED
        if token_tag[token] & DIGITS:
            asks |= _asks_figures(
                letters, n, start, end, follows, token, token_start, token_end, figure_at, figure_letters, groups
            )
    return asks


@njit
def _asks_figures(letters, n, start, end, follows, token, token_start, token_end, figure_at, figure_letters, groups):
    """Whether a token with digits may belong to a telephone number or a price."""
    asks = 0
    for at in range(start, end):
        if letters[at] == 56 and ((at > start and is_letter(letters[at - 1])) or _zero_before(letters, at)):
            asks |= ASKS_PHONES
    if start > 0 and (letters[start - 1] == 64 or (start > 1 and letters[start - 2] == 64)):
        asks |= ASKS_PRICES
    last = end
    while last > start and is_letter(letters[last - 1]):
        last -= 1
    if last > start and last < end and _in_list(letters, last, end, figure_at, figure_letters, groups[0], groups[1]):
        asks |= ASKS_PRICES
    if last == end and follows and token_start[token + 1] - end == 1:
        after, past = token_start[token + 1], token_end[token + 1]
        if _in_list(letters, after, past, figure_at, figure_letters, groups[0], groups[1]):
            asks |= ASKS_PRICES
        if past - after >= 3 and (letters[end] == 46 or letters[end] == 44) and is_digit(letters[after]):
            asks |= ASKS_PRICES
    lead = start
    while lead < end and is_letter(letters[lead]):
        lead += 1
    if lead > start and _in_list(letters, start, lead, figure_at, figure_letters, groups[1], groups[2]):
        asks |= ASKS_PRICES
    return asks


@njit
def _spelled_out(letters, start, end, figure_at, figure_letters, groups):
    """Whether a word begins with a zero and an eight ("noldelapan")."""
    for zero in range(groups[2], groups[3]):
        cut = start + figure_at[zero + 1] - figure_at[zero]
        if cut >= end or not _in_list(letters, start, cut, figure_at, figure_letters, zero, zero + 1):
            continue
        for eight in range(groups[3], groups[4]):
            stop = cut + figure_at[eight + 1] - figure_at[eight]
            if stop <= end and _in_list(letters, cut, stop, figure_at, figure_letters, eight, eight + 1):
                return True
    return False


@njit
def _zero_before(letters, at):
    """Whether a zero, an o or a two stands before an eight, with at most two signs between."""
    for back in range(1, 4):
        if at - back < 0:
            return False
        code = letters[at - back]
        if code == 48 or code == 111 or code == 50:
            return True
        if is_word(code) or code == NEWLINE:
            return False
    return False


@njit
def _ends_sentence(letters, start, end, before):
    """Whether a sentence ends between two readings; a full stop may end an abbreviation of three letters."""
    for at in range(start, end - 1):
        code = letters[at]
        if letters[at + 1] == SPACE and (code == 33 or code == 63 or (code == 46 and before > 3)):
            return True
    return False


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
def _sorted_readings(count, start, end, word, devices):
    """Orders readings by start; of equal ones the first with the fewest devices stays. Answers how many."""
    for at in range(1, count):
        s, e, w, d = start[at], end[at], word[at], devices[at]
        back = at
        while back > 0 and (start[back - 1] > s):
            start[back], end[back], word[back], devices[back] = (
                start[back - 1], end[back - 1], word[back - 1], devices[back - 1],
            )  # fmt: skip
            back -= 1
        start[back], end[back], word[back], devices[back] = s, e, w, d
    kept = 0
    for at in range(count):
        double = -1
        back = kept - 1
        while back >= 0 and start[back] == start[at]:
            if end[back] == end[at] and word[back] == word[at]:
                double = back
            back -= 1
        if double < 0:
            start[kept], end[kept], word[kept], devices[kept] = start[at], end[at], word[at], devices[at]
            kept += 1
        elif (_bits(devices[at]), devices[at]) < (_bits(devices[double]), devices[double]):
            devices[double] = devices[at]
    return kept


@njit
def _following(reading, count, letters, n, start, end, gap_ok):
    """The first reading that may follow one in a term, or -1."""
    stop = end[reading]
    reach = stop
    while reach < n and reach - stop < 6 and gap_ok[letters[reach]]:
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
def _better(length, bits, order, begin, term, other_length, other_bits, other_order, other_begin, other_term):
    if length != other_length:
        return length > other_length
    if bits != other_bits:
        return bits < other_bits
    if order != other_order:
        return order < other_order
    if begin != other_begin:
        return begin < other_begin
    return term < other_term


@njit
def read_block(
    # the pack
    fold, plain, classes, several_at, several, flag_sign, skeleton, gap_ok, negator_at, negator_letters, affix_at, affix_letters,
    affix_skeleton, figure_at, figure_letters, figure_groups, figure_first, word_at_root, node_term, edge_key, edge_child,
    term_concept, sign_term, trie_raw, trie_skeleton, trigrams_raw, trigrams_skeleton, known, known_seen,
    known_skeleton, skeleton_seen, hidden_keys, hidden_seen, powers, places,
    # what the spellbook answered
    table, run_letters, said_start, said_end, said_word, said_devices, silent,
    # the texts
    points, text_at, todo, text_place, has_context, context_at, context_start, context_end, context_word,
    context_devices,
    # room
    letters, starts, ends, hidden, tagged, quoted, token_start, token_end, token_tag, token_head, token_tail, reading_start, reading_end,
    reading_word, reading_devices, stack_node, stack_reading, stack_devices, match_term, match_begin, match_end,
    match_devices, match_order, sign_at, sign_index, buffer, buffer2, squeezed, prefix,
    # what was found
    out_text, out_term, out_start, out_end, out_devices, out_place, out_denied, out_word, status, missed_letters,
    missed_mode, missed_at, odd_letters, odd_at, counts,
):  # fmt: skip
    """Reads the texts `todo`; counts become [texts read, hits, missed runs, bytes of odd texts]."""
    hits = 0
    missed = 0
    missed_at[0] = 0
    odd = 0
    odd_bytes = 0
    odd_at[0] = 0
    words, prefixes, number_word = places[0], places[1], places[2]
    room = len(reading_start) - 8
    quiet = np.uint64(len(silent) // 6)
    for turn in range(len(todo)):
        text = todo[turn]
        if (
            hits + MOST_MATCHES > len(out_text)
            or missed + 4096 > len(missed_mode)
            or missed_at[missed] + 4096 * _LONGEST > len(missed_letters)
        ):
            counts[0] = turn
            counts[1], counts[2], counts[3] = hits, missed, odd
            return
        first, last = text_at[text], text_at[text + 1]
        simple, met = fold_plain(points, first, last, plain, letters)
        n, signs = last - first, 0
        if not simple:
            n, signs = fold_text(
                points, first, last, fold, several_at, several, flag_sign, letters, starts, ends, hidden, sign_at,
                sign_index,
            )  # fmt: skip
        tokens = find_tokens(letters, n, classes, token_start, token_end, token_tag, token_head, token_tail)
        tags = not simple or met > 0
        if tags:
            mark_tags(letters, n, tokens, token_start, token_tag, tagged)
        count = 0
        state = DONE
        missed_before = missed
        # Runs of letters: tokens, runs with signs for letters, words with symbols inside.
        for token in range(tokens):
            first_view = token_start[token]
            beyond = letters[token_end[token]] if token_end[token] < n else np.uint8(SPACE)
            before = letters[first_view - 1] if first_view > 0 else np.uint8(SPACE)
            views = 1
            if beyond != SPACE and beyond != NEWLINE:
                views = 1 + _MOST_PARTS
            elif _is_leet(before):
                views = 2
            for view in range(views):
                run_start, run_end, size = token_start[token], token_end[token], 0
                mode = MODE_TAG if token_tag[token] & 1 else MODE_WORD
                if view == 0:
                    size = run_end - run_start
                    if size > _LONGEST:
                        continue
                    head, tail = token_head[token], token_tail[token]
                    probe = run_slot(head, tail, mode)
                    spot = (np.uint64(mode) * quiet + (probe & (quiet - _ONE))) * np.uint64(2)
                    if size <= 16 and silent[spot] == head and silent[spot + _ONE] == tail:
                        continue
                    for k in range(size):
                        buffer[k] = letters[run_start + k]
                elif view == 1:
                    # The run of letters and signs around, once, from its first token.
                    mode = MODE_WORD
                    while run_start > 0 and _is_leet(letters[run_start - 1]):
                        run_start -= 1
                    if run_start > 0 and is_word(letters[run_start - 1]):
                        continue
                    stop = run_end
                    while stop < n and (is_word(letters[stop]) or _is_leet(letters[stop])):
                        stop += 1
                    while stop > run_start and (letters[stop - 1] == 33 or letters[stop - 1] == 124):
                        stop -= 1
                    if stop == run_end and run_start == token_start[token]:
                        continue
                    run_end = stop
                    size = run_end - run_start
                    if size > _LONGEST:
                        continue
                    for k in range(size):
                        buffer[k] = letters[run_start + k]
                else:
                    # This token and the next ones, one to three signs apart.
                    parts = view
                    mode = MODE_GLUED
                    if token + parts > tokens:
                        break
                    near = True
                    gap = token_start[token + parts - 1] - token_end[token + parts - 2]
                    if gap > 3:
                        near = False
                    for k in range(token_end[token + parts - 2], token_start[token + parts - 1]):
                        if letters[k] == SPACE or letters[k] == NEWLINE:
                            near = False
                    if not near:
                        break
                    run_end = token_end[token + parts - 1]
                    for part in range(token, token + parts):
                        for k in range(token_start[part], token_end[part]):
                            if size < _LONGEST + 1:
                                buffer[size] = letters[k]
                            size += 1
                    if size > _LONGEST:
                        break
                    if size < 4:
                        continue
                # Short runs that say nothing are known by their letters alone.
                if view > 0 or size > 16:
                    head, tail = run_key(buffer, size, prefix)
                    probe = run_slot(head, tail, mode)
                    spot = (np.uint64(mode) * quiet + (probe & (quiet - _ONE))) * np.uint64(2)
                    if size <= 16 and silent[spot] == head and silent[spot + _ONE] == tail:
                        continue
                slot = remembered_slot(buffer, size, mode, head, tail, probe, table, run_letters)
                if slot >= 0:
                    said = np.int64((table[slot + 2] >> np.uint64(8)) & np.uint64(0xFFFF))
                    if count + said > room:
                        state = TOO_MUCH
                        break
                    from_said = np.int64(table[slot + 3] & np.uint64(0xFFFFFFFF))
                    for k in range(from_said, from_said + said):
                        if view < 2:
                            reading_start[count] = run_start + said_start[k]
                            reading_end[count] = run_start + said_end[k]
                        else:
                            reading_start[count] = run_start
                            reading_end[count] = run_end
                        reading_word[count] = said_word[k]
                        reading_devices[count] = said_devices[k]
                        count += 1
                elif may_say(
                    buffer, size, mode, prefix, powers, known, known_seen, known_skeleton, skeleton_seen, hidden_keys,
                    hidden_seen, trie_raw, trigrams_raw, trie_skeleton, trigrams_skeleton, skeleton, affix_at,
                    affix_letters, affix_skeleton, prefixes, buffer2, squeezed,
                ):  # fmt: skip
                    state |= ASKS_SPELLING
                    if missed - missed_before < 4096:
                        for k in range(size):
                            missed_letters[missed_at[missed] + k] = buffer[k]
                        missed_mode[missed] = mode
                        missed_at[missed + 1] = missed_at[missed] + size
                        missed += 1
                elif size <= 16:
                    silent[spot] = head
                    silent[spot + np.uint64(1)] = tail
            if state & TOO_MUCH:
                break
        if not has_context[text]:
            asks = _asks_context(
                letters, n, token_start, token_end, token_tag, tokens, figure_at, figure_letters, figure_groups,
                figure_first,
            )  # fmt: skip
            if asks and n > len(odd_letters):
                state = TOO_MUCH
            elif asks and odd_bytes + n > len(odd_letters):
                counts[0] = turn
                counts[1], counts[2], counts[3] = hits, missed, odd
                return
            elif asks:
                for k in range(n):
                    odd_letters[odd_bytes + k] = letters[k]
                odd_bytes += n
                odd_at[odd + 1] = odd_bytes
                odd += 1
                state |= asks
        if state != DONE:
            status[text] = state
            continue
        # Figures, and what a wider look gave.
        past = 0
        for token in range(tokens):
            if not token_tag[token] & DIGITS:
                continue
            at = max(past, np.int64(token_start[token]))
            while at < token_end[token] and count < room:
                if not is_digit(letters[at]):
                    at += 1
                    continue
                begin = at
                while at < n and is_digit(letters[at]):
                    at += 1
                    if at + 1 < n and (letters[at] == 46 or letters[at] == 44) and is_digit(letters[at + 1]):
                        at += 1
                reading_start[count], reading_end[count] = begin, at
                reading_word[count], reading_devices[count] = number_word, 0
                count += 1
                past = at
        if has_context[text]:
            for k in range(context_at[text], context_at[text + 1]):
                if count < room:
                    reading_start[count], reading_end[count] = context_start[k], context_end[k]
                    reading_word[count], reading_devices[count] = context_word[k], context_devices[k]
                    count += 1
        if count >= room:
            status[text] = TOO_MUCH
            continue
        count = _sorted_readings(count, reading_start, reading_end, reading_word, reading_devices)
        # Terms: every path of readings that spells one.
        matches = 0
        for reading in range(count):
            root = word_at_root[reading_word[reading]]
            if root < 0:
                continue
            top = 0
            stack_node[0], stack_reading[0] = root, reading
            devices = reading_devices[reading]
            if not simple:
                for k in range(reading_start[reading], reading_end[reading]):
                    devices |= hidden[k]
            stack_devices[0] = devices
            top = 1
            while top > 0:
                top -= 1
                node, at_reading, devices = stack_node[top], stack_reading[top], stack_devices[top]
                if node_term[node] >= 0:
                    if matches >= MOST_MATCHES:
                        state = TOO_MUCH
                        break
                    match_term[matches] = node_term[node]
                    match_begin[matches] = reading_start[reading]
                    match_end[matches] = reading_end[at_reading]
                    match_devices[matches] = devices
                    matches += 1
                after = _following(at_reading, count, letters, n, reading_start, reading_end, gap_ok)
                if after < 0:
                    continue
                here = reading_start[after]
                while after < count and reading_start[after] == here:
                    child = _child(node, reading_word[after], words, edge_key, edge_child)
                    if child >= 0:
                        if top >= len(stack_node):
                            state = TOO_MUCH
                            break
                        more = devices | reading_devices[after]
                        if not simple:
                            for k in range(reading_start[after], reading_end[after]):
                                more |= hidden[k]
                        stack_node[top], stack_reading[top], stack_devices[top] = child, after, more
                        top += 1
                    after += 1
            if state & TOO_MUCH:
                break
        for sign in range(signs):
            if matches >= MOST_MATCHES:
                state = TOO_MUCH
                break
            match_term[matches] = sign_term[sign_index[sign]]
            match_begin[matches] = sign_at[sign]
            match_end[matches] = sign_at[sign] + (1 if sign_index[sign] < places[3] else 2)
            match_devices[matches] = 0
            matches += 1
        if state & TOO_MUCH:
            status[text] = TOO_MUCH
            continue
        # The longest first, then the fewest devices, then the order of the pack; nothing overlaps them.
        for at in range(matches):
            back = at
            while back > 0:
                one, two = at, match_order[back - 1]
                if _better(
                    match_end[one] - match_begin[one], _bits(match_devices[one]), term_concept[match_term[one]],
                    match_begin[one], match_term[one],
                    match_end[two] - match_begin[two], _bits(match_devices[two]), term_concept[match_term[two]],
                    match_begin[two], match_term[two],
                ):  # fmt: skip
                    match_order[back] = match_order[back - 1]
                    back -= 1
                else:
                    break
            match_order[back] = at
        base = hits
        for rank in range(matches):
            one = match_order[rank]
            free = True
            for other in range(base, hits):
                if match_begin[one] < out_end[other] and out_start[other] < match_end[one]:
                    free = False
                    break
            if free:
                back = hits
                while back > base and out_start[back - 1] > match_begin[one]:
                    out_term[back], out_start[back], out_end[back], out_devices[back] = (
                        out_term[back - 1], out_start[back - 1], out_end[back - 1], out_devices[back - 1],
                    )  # fmt: skip
                    back -= 1
                out_term[back], out_start[back], out_end[back] = match_term[one], match_begin[one], match_end[one]
                out_devices[back] = match_devices[one]
                hits += 1
        if hits > base:
            for k in range(n):
                quoted[k] = 0
            find_quotations(letters, n, quoted)
            for hit in range(base, hits):
                begin, end = out_start[hit], out_end[hit]
                out_text[hit] = text
                out_denied[hit] = _denied(letters, begin, negator_at, negator_letters)
                if tags and tagged[begin]:
                    out_place[hit] = PLACE_TAG
                elif quoted[begin]:
                    out_place[hit] = PLACE_QUOTED
                else:
                    out_place[hit] = text_place[text]
                low, high = 0, tokens
                while low < high:
                    middle = (low + high) // 2
                    if token_start[middle] < begin:
                        low = middle + 1
                    else:
                        high = middle
                out_word[hit] = low
                if not simple:
                    out_start[hit] = starts[begin]
                    out_end[hit] = ends[end - 1]
        status[text] = DONE
    counts[0] = len(todo)
    counts[1], counts[2], counts[3] = hits, missed, odd
