"""Kernel: one pass over a block of texts, from code points to hits. Held equal to the lattice by tests.

Letters are bytes here: ASCII for itself, a few signs of their own, everything else OTHER (see `codes`). A run
of letters is looked up among those that the spellbook has answered. One that may say something and was never
asked is handed to Python, and so is a text with figures, stars or single letters that take a wider look; both
are read again with the answer. The parts, in reading order: folding, letters, spelling, meaning,
runs, context, words, terms.
"""

from numba import njit

from turunkan.core.block.codes import DONE, MOST_MATCHES, TOO_MUCH
from turunkan.core.block.letters import DIGITS, find_quotations, is_digit, is_letter
from turunkan.core.block.runs import MOST_MISSED, note_runs
from turunkan.core.block.terms import add_signs, choose, find_terms, place_hits, sort_readings
from turunkan.core.block.words import read_words


@njit
def read_block(pack, remembered, texts, around, room, term_room, misses, found):
    """Reads the texts `todo`; counts become [texts read, hits, missed runs, texts that take a wider look]."""
    hits = missed = odd = done = 0
    misses.missed_at[0] = found.odd_at[0] = 0
    others = room.other_start, room.other_end, room.other_mode
    asking = misses.missed_letters, misses.missed_mode, misses.missed_at
    for text in around.todo:
        if hits + MOST_MATCHES > len(found.out_text) or missed + MOST_MISSED > len(misses.missed_mode):
            break
        n, signs, simple, hashes, many, asks, count, unknown, state = read_words(
            text, pack, remembered, texts, room, not around.has_context[text], True
        )
        if asks and found.odd_at[odd] + n > len(found.odd_letters) and odd > 0:
            break
        missed = note_runs(room.letters, unknown, others, room.buffer, missed, asking)
        if asks:
            odd, state = _set_aside(room.letters, n, odd, found.odd_letters, found.odd_at, state | asks)
        if state == DONE:
            count = _add_figures(n, many, text, around, room, count, pack.places[2])
            folded = n, signs, simple, hashes
            hits, state = _find(text, folded, many, count, pack, around, room, term_room, found, hits)
        found.status[text] = TOO_MUCH if state & TOO_MUCH else state
        done += 1
    counts = misses.counts
    counts[0], counts[1], counts[2], counts[3] = done, hits, missed, odd


@njit
def _set_aside(letters, n, odd, odd_letters, odd_at, state):
    """Keeps a folded text that takes a wider look. One that has no room at all is for the reference."""
    if odd_at[odd] + n > len(odd_letters):
        return odd, TOO_MUCH
    for k in range(n):
        odd_letters[odd_at[odd] + k] = letters[k]
    odd_at[odd + 1] = odd_at[odd] + n
    return odd + 1, state


@njit(inline="always")
def _add_figures(n, many, text, around, room, count, number_word):
    """Figures as places in a term, and what a wider look gave. Answers how many readings there are."""
    start, end, word, devices = room.reading_start, room.reading_end, room.reading_word, room.reading_devices
    most = len(start) - 8
    past = 0
    for token in range(many):
        if not room.token_tag[token] & DIGITS:
            continue
        at = max(past, room.token_start[token])
        while at < room.token_end[token] and count < most:
            if is_digit(room.letters[at]):
                past = _figure_end(room.letters, n, at)
                inside = past < n and is_letter(room.letters[past])
                if past - at > 1 or inside or at == 0 or not is_letter(room.letters[at - 1]):
                    start[count], end[count], word[count], devices[count] = at, past, number_word, 0
                    count += 1
                at = past
            else:
                at += 1
    if around.has_context[text]:
        for k in range(around.context_at[text], around.context_at[text + 1]):
            if count < most:
                start[count], end[count] = around.context_start[k], around.context_end[k]
                word[count], devices[count] = around.context_word[k], around.context_devices[k]
                count += 1
    return count


@njit
def _figure_end(letters, n, at):
    """The end of a figure: digits, with a point or comma between."""
    while at < n and is_digit(letters[at]):
        at += 1
        if at + 1 < n and (letters[at] == 46 or letters[at] == 44) and is_digit(letters[at + 1]):
            at += 1
    return at


@njit(inline="always")
def _find(text, folded, many, count, pack, around, room, term_room, found, hits):
    """Readings → hits of one text. Answers (hits so far, state)."""
    n, signs, simple, hashes = folded
    readings = room.reading_start, room.reading_end, room.reading_word, room.reading_devices
    matches = (
        term_room.match_term, term_room.match_begin, term_room.match_end, term_room.match_devices,
        term_room.match_order,
    )  # fmt: skip
    terms = -1
    if count < len(room.reading_start) - 8:
        count = sort_readings(readings, count)
        trie = pack.word_at_root, pack.node_term, pack.edge_key, pack.edge_child
        stack = term_room.stack_node, term_room.stack_reading, term_room.stack_devices
        terms = find_terms(
            room.letters,
            n,
            room.hidden,
            simple,
            readings,
            count,
            pack.gap_ok,
            trie,
            pack.places[0],
            stack,
            matches,
        )
    if terms >= 0 and signs > 0:
        terms = add_signs(signs, room.sign_at, room.sign_index, pack.sign_term, pack.places[3], terms, matches)
    state = TOO_MUCH
    if terms >= 0:
        state = DONE
        base = hits
        out = (
            found.out_text, found.out_term, found.out_start, found.out_end, found.out_devices, found.out_place,
            found.out_denied, found.out_word,
        )  # fmt: skip
        hits = choose(matches, terms, pack.term_concept, out, hits)
        if hits > base:
            for k in range(n):
                term_room.quoted[k] = 0
            find_quotations(room.letters, n, term_room.quoted)
            letters = room.letters, room.starts, room.ends, room.hidden, room.tagged, term_room.quoted
            negators = pack.negator_at, pack.negator_letters
            place = around.text_place[text]
            place_hits(out, base, hits, text, place, letters, room.token_start, many, hashes, simple, negators)
    return hits, state
