"""Kernel of the sieve: which Items may surface at all? Most posts hold no words of which a rule could be made.

A term may be there only if all of its words are, in whatever order; a rule may fire only if the names that it
asks for may be there. So a bag of words answers, without finding terms. It may say yes too often, never too
seldom: guards, exceptions, distances and places are not looked at. Held to that by tests.
"""

import numpy as np
from numba import njit

from turunkan.core.block.codes import (
    ASKS_PHONES,
    ASKS_PRICES,
    ASKS_SPACED,
    ASKS_SPELLING,
    ASKS_STARRED,
    PASSES,
    TOO_MUCH,
    WAITS,
)
from turunkan.core.block.context import asks_context
from turunkan.core.block.judging import bag_holds
from turunkan.core.block.letters import DIGITS, find_tokens, fold_either, mark_tags
from turunkan.core.block.runs import MOST_MISSED, known_runs, other_runs

_ONE = np.uint64(1)


@njit
def sieve_block(
    # the pack
    fold, plain, classes, several_at, several, flag_sign, skeleton, gap_ok, negator_at, negator_letters, affix_at,
    affix_letters, affix_skeleton, figure_at, figure_letters, figure_groups, figure_hint, word_at_root, node_term,
    edge_key, edge_child, term_concept, sign_term, trigrams, trigrams_skeleton, known, known_seen, known_skeleton,
    skeleton_seen, known_squeezed, squeezed_seen, hidden_keys, hidden_seen, powers, places,
    # what the spellbook answered
    table, run_letters, said_start, said_end, said_word, said_devices, silent,
    # the texts
    points, text_at, todo,
    # room
    letters, starts, ends, hidden, tagged, token_start, token_end, token_tag, token_head, token_tail,
    reading_start, reading_end, reading_word, reading_devices, other_start, other_end, other_mode, sign_at,
    sign_index, buffer, buffer2, squeezed, prefix,
    # runs to ask about
    missed_letters, missed_mode, missed_at, counts,
    # the bag
    item_at, led_at, led_term, others_at, others_word, seen_in, word_list, bag, verdict,
    # the rules
    names, needs, unless, is_evidence, is_relief, all_of, any_of, none_of, said_of, said_any_of, count_of,
    count_least, near_words, near_one, near_other, shape,
):  # fmt: skip
    """Fills the `verdict` of the Items `todo`; counts become [Items gone through, 0, missed runs, 0]."""
    folding = fold, plain, several_at, several, flag_sign
    raw = known, known_seen, trigrams, hidden_keys, hidden_seen, affix_at, affix_letters
    loose = (
        known_skeleton, skeleton_seen, known_squeezed, squeezed_seen, trigrams_skeleton, skeleton, affix_skeleton,
    )  # fmt: skip
    hints = raw, loose, powers, places
    book = table, run_letters, (said_start, said_end, said_word, said_devices), silent
    tokens = token_start, token_end, token_tag, token_head, token_tail
    readings = reading_start, reading_end, reading_word, reading_devices
    others = other_start, other_end, other_mode
    scratch = buffer, buffer2, squeezed, prefix
    figures = figure_at, figure_letters, figure_groups, figure_hint
    misses = missed_letters, missed_mode, missed_at
    leads = led_at, led_term, others_at, others_word
    sets = all_of, any_of, said_of, said_any_of, count_of
    near = near_words, near_one, near_other
    missed = 0
    missed_at[0] = 0
    room = len(reading_start) - 8
    done = 0
    for item in todo:
        if missed + MOST_MISSED > len(missed_mode):
            break
        before = missed
        waits = 0
        words = 0
        for k in range(shape[0]):
            bag[k] = np.uint64(0)
        for text in range(item_at[item], item_at[item + 1]):
            first, last = text_at[text], text_at[text + 1]
            n, signs, _, hashes = fold_either(
                points, first, last, folding, letters, starts, ends, hidden, sign_at, sign_index
            )
            many = find_tokens(letters, n, classes, token_start, token_end, token_tag, token_head, token_tail)
            if hashes:
                mark_tags(letters, n, many, token_start, token_tag, tagged)
            asks = asks_context(letters, n, tokens, many, figures)
            count, listed, state = known_runs(letters, n, tokens, many, book, readings, room, others)
            if listed > 0:
                count, missed, state = other_runs(
                    letters, listed, others, book, hints, scratch, readings, room, count, missed, misses
                )
            if state & TOO_MUCH or asks & (ASKS_SPACED | ASKS_STARRED):
                waits = TOO_MUCH
                break
            waits |= state & ASKS_SPELLING
            words = _note_words(reading_word, count, item, seen_in, word_list, words)
            words = _note_places(asks, tokens, many, places, item, seen_in, word_list, words)
            for sign in range(signs):
                _add_names(names, term_concept[sign_term[sign_index[sign]]], shape[0], bag)
        if not waits & TOO_MUCH:
            _fill(words, item, seen_in, word_list, leads, term_concept, names, shape[0], bag)
        if waits & TOO_MUCH or bag_holds(sets, count_least, near, bag, shape):
            verdict[item] = PASSES
            missed = before
        else:
            verdict[item] = WAITS if waits else 0
        done += 1
    counts[0], counts[1], counts[2], counts[3] = done, 0, missed, 0


@njit
def _note(word, item, seen_in, word_list, words):
    """Puts a word into the Item's bag, once."""
    if seen_in[word] != item:
        seen_in[word] = item
        word_list[words] = word
        words += 1
    return words


@njit
def _note_words(reading_word, count, item, seen_in, word_list, words):
    for reading in range(count):
        words = _note(reading_word[reading], item, seen_in, word_list, words)
    return words


@njit
def _note_places(asks, tokens, many, places, item, seen_in, word_list, words):
    """Figures, and what may be a telephone number or a price, as the places of a term."""
    if asks & ASKS_PHONES:
        words = _note(places[2] + 1, item, seen_in, word_list, words)
    if asks & ASKS_PRICES:
        words = _note(places[2] + 2, item, seen_in, word_list, words)
        words = _note(places[2] + 3, item, seen_in, word_list, words)
    for token in range(many):
        if tokens[2][token] & DIGITS:
            return _note(places[2], item, seen_in, word_list, words)
    return words


@njit
def _fill(words, item, seen_in, word_list, leads, term_concept, names, width, bag):
    """The names of every term of which all words were seen."""
    led_at, led_term, others_at, others_word = leads
    for at in range(words):
        word = word_list[at]
        for led in range(led_at[word], led_at[word + 1]):
            term = led_term[led]
            complete = True
            for other in range(others_at[term], others_at[term + 1]):
                if seen_in[others_word[other]] != item:
                    complete = False
                    break
            if complete:
                _add_names(names, term_concept[term], width, bag)


@njit
def _add_names(names, concept, width, bag):
    for k in range(width):
        bag[k] |= names[concept * width + k]
