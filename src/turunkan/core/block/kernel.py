"""Kernel: one pass over a block of texts, from code points to hits. Held equal to the lattice by tests.

Letters are bytes here: ASCII for itself, a few signs of their own, everything else OTHER (see `codes`). A run
of letters is looked up among those that the spellbook has answered. One that may say something and was never
asked is handed to Python, and so is a text with figures, stars or single letters that take a wider look; both
are read again with the answer. The parts, in reading order: letters, spelling, runs, context, terms.
"""

from numba import njit

from turunkan.core.block.codes import DONE, MOST_MATCHES, TOO_MUCH
from turunkan.core.block.context import asks_context
from turunkan.core.block.letters import DIGITS, find_quotations, find_tokens, fold_either, is_digit, mark_tags
from turunkan.core.block.runs import MOST_MISSED, known_runs, other_runs
from turunkan.core.block.terms import add_signs, choose, find_terms, place_hits, sort_readings


@njit
def read_block(
    # the pack
    fold, plain, classes, several_at, several, flag_sign, skeleton, gap_ok, negator_at, negator_letters, affix_at,
    affix_letters, affix_skeleton, figure_at, figure_letters, figure_groups, figure_hint, word_at_root, node_term,
    edge_key, edge_child, term_concept, sign_term, trigrams, trigrams_skeleton, known, known_seen, known_skeleton,
    skeleton_seen, known_squeezed, squeezed_seen, hidden_keys, hidden_seen, powers, places,
    # what the spellbook answered
    table, run_letters, said_start, said_end, said_word, said_devices, silent,
    # the texts
    points, text_at, todo, text_place, has_context, context_at, context_start, context_end, context_word,
    context_devices,
    # room
    letters, starts, ends, hidden, tagged, token_start, token_end, token_tag, token_head, token_tail,
    reading_start, reading_end, reading_word, reading_devices, other_start, other_end, other_mode, sign_at,
    sign_index, buffer, buffer2, squeezed, prefix, quoted, stack_node, stack_reading, stack_devices,
    match_term, match_begin, match_end, match_devices, match_order,
    # what was found
    missed_letters, missed_mode, missed_at, counts, out_text, out_term, out_start, out_end, out_devices, out_place,
    out_denied, out_word, status, odd_letters, odd_at,
):  # fmt: skip
    """Reads the texts `todo`; counts become [texts read, hits, missed runs, texts that take a wider look]."""
    folding = fold, plain, several_at, several, flag_sign
    raw = known, known_seen, trigrams, hidden_keys, hidden_seen, affix_at, affix_letters
    loose = (
        known_skeleton, skeleton_seen, known_squeezed, squeezed_seen, trigrams_skeleton, skeleton, affix_skeleton,
    )  # fmt: skip
    hints = raw, loose, powers, places
    book = table, run_letters, (said_start, said_end, said_word, said_devices), silent
    text_room = letters, starts, ends, hidden, tagged, quoted
    signs_room = sign_at, sign_index
    tokens = token_start, token_end, token_tag, token_head, token_tail
    readings = reading_start, reading_end, reading_word, reading_devices
    others = other_start, other_end, other_mode
    scratch = buffer, buffer2, squeezed, prefix
    around = has_context, context_at, context_start, context_end, context_word, context_devices
    trie = word_at_root, node_term, edge_key, edge_child
    stack = stack_node, stack_reading, stack_devices
    matches = match_term, match_begin, match_end, match_devices, match_order
    found = out_text, out_term, out_start, out_end, out_devices, out_place, out_denied, out_word
    figures = figure_at, figure_letters, figure_groups, figure_hint
    misses = missed_letters, missed_mode, missed_at
    hits = missed = odd = 0
    missed_at[0] = odd_at[0] = 0
    room = len(reading_start) - 8
    done = 0
    for text in todo:
        if hits + MOST_MATCHES > len(out_text) or missed + MOST_MISSED > len(missed_mode):
            break
        first, last = text_at[text], text_at[text + 1]
        n, signs, simple, hashes = fold_either(
            points, first, last, folding, letters, starts, ends, hidden, sign_at, sign_index
        )
        many = find_tokens(letters, n, classes, token_start, token_end, token_tag, token_head, token_tail)
        if hashes:
            mark_tags(letters, n, many, token_start, token_tag, tagged)
        asks = DONE if has_context[text] else asks_context(letters, n, tokens, many, figures)
        if asks and odd_at[odd] + n > len(odd_letters) and odd > 0:
            break
        count, listed, state = known_runs(letters, n, tokens, many, book, readings, room, others)
        if listed > 0:
            count, missed, state = other_runs(
                letters, listed, others, book, hints, scratch, readings, room, count, missed, misses
            )
        if asks:
            odd, state = _set_aside(letters, n, odd, odd_letters, odd_at, state | asks)
        if state == DONE:
            count = _add_figures(letters, n, tokens, many, text, around, readings, count, room, places[2])
            hits, state = _find(
                text, letters, n, text_room, tokens, many, readings, count, room, gap_ok, trie, stack, matches,
                signs, signs_room, sign_term, places, term_concept, found, hits, text_place[text], simple, hashes,
                (negator_at, negator_letters),
            )  # fmt: skip
        status[text] = TOO_MUCH if state & TOO_MUCH else state
        done += 1
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


@njit
def _add_figures(letters, n, tokens, many, text, around, readings, count, room, number_word):
    """Figures as places in a term, and what a wider look gave. Answers how many readings there are."""
    has_context, context_at, context_start, context_end, context_word, context_devices = around
    past = 0
    for token in range(many):
        if not tokens[2][token] & DIGITS:
            continue
        at = max(past, tokens[0][token])
        while at < tokens[1][token] and count < room:
            if is_digit(letters[at]):
                past = _figure_end(letters, n, at)
                readings[0][count], readings[1][count] = at, past
                readings[2][count], readings[3][count] = number_word, 0
                count += 1
                at = past
            else:
                at += 1
    if has_context[text]:
        for k in range(context_at[text], context_at[text + 1]):
            if count < room:
                readings[0][count], readings[1][count] = context_start[k], context_end[k]
                readings[2][count], readings[3][count] = context_word[k], context_devices[k]
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


@njit
def _find(
    text, letters, n, text_room, tokens, many, readings, count, room, gap_ok, trie, stack, matches, signs,
    signs_room, sign_term, places, term_concept, found, hits, place, simple, hashes, negators,
):  # fmt: skip
    """Readings → hits of one text. Answers (hits so far, state)."""
    if count >= room:
        return hits, TOO_MUCH
    count = sort_readings(readings, count)
    terms = find_terms(letters, n, text_room[3], simple, readings, count, gap_ok, trie, places[0], stack, matches)
    if terms >= 0 and signs > 0:
        terms = add_signs(signs, signs_room[0], signs_room[1], sign_term, places[3], terms, matches)
    if terms < 0:
        return hits, TOO_MUCH
    base = hits
    hits = choose(matches, terms, term_concept, found, hits)
    if hits > base:
        quoted = text_room[5]
        for k in range(n):
            quoted[k] = 0
        find_quotations(letters, n, quoted)
        place_hits(found, base, hits, text, place, text_room, tokens, many, hashes, simple, negators)
    return hits, DONE
