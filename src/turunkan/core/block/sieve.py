"""Kernel of the sieve: which Items may surface at all? Most posts hold no words of which a rule could be made.

A term may be there only if all of its words are, in whatever order; a rule may fire only if the names that it
asks for may be there. So a bag of words answers, without finding terms. It may say yes too often, never too
seldom: guards, exceptions, distances and places are not looked at. Held to that by tests.
"""

import numpy as np
from numba import njit

from turunkan.core.block.codes import ASKS_PHONES, ASKS_PRICES, ASKS_SPACED, ASKS_STARRED, TOO_MUCH
from turunkan.core.block.judging import bag_holds
from turunkan.core.block.letters import DIGITS
from turunkan.core.block.words import read_words

_ONE = np.uint64(1)


@njit
def sieve_block(pack, remembered, texts, room, bag, rules):
    """Fills `passes` of the bag, a byte an Item, and `wordless`, a byte a text that holds none but figures."""
    tokens = room.token_start, room.token_end, room.token_tag, room.token_head, room.token_tail
    seen = bag.seen_in, bag.word_list
    leads = bag.led_at, bag.led_term, bag.others_at, bag.others_word
    sets = rules.all_of, rules.any_of, rules.said_of, rules.said_any_of, rules.count_of
    near = rules.near_words, rules.near_one, rules.near_other
    width = rules.shape[0]
    for item in range(len(bag.passes)):
        unsure = 0
        words = 0
        for k in range(width):
            bag.bag[k] = np.uint64(0)
        for mark in range(bag.mark_at[item], bag.mark_at[item + 1]):
            _add_names(rules.names, bag.mark_concept[mark], width, bag.bag)
        for text in range(bag.item_at[item], bag.item_at[item + 1]):
            _, signs, _, _, many, asks, count, _, state = read_words(text, pack, remembered, texts, room, True)
            unsure = state & TOO_MUCH or asks & (ASKS_SPACED | ASKS_STARRED)
            if unsure:
                break
            bag.wordless[text] = count == 0 and asks == 0 and signs == 0
            for reading in range(count):
                words = _note(room.reading_word[reading], item, seen, words)
            words = _note_places(asks, tokens, many, pack.places, item, seen, words)
            for sign in range(signs):
                _add_names(rules.names, pack.term_concept[pack.sign_term[room.sign_index[sign]]], width, bag.bag)
        if not unsure:
            _fill(words, item, seen, leads, pack.term_concept, rules.names, width, bag.bag)
        bag.passes[item] = unsure or bag_holds(sets, rules.count_least, near, bag.bag, rules.shape)


@njit
def _note(word, item, seen, words):
    """Puts a word into the Item's bag, once."""
    seen_in, word_list = seen
    if seen_in[word] != item:
        seen_in[word] = item
        word_list[words] = word
        words += 1
    return words


@njit
def _note_places(asks, tokens, many, places, item, seen, words):
    """Figures, and what may be a telephone number or a price, as the places of a term."""
    if asks & ASKS_PHONES:
        words = _note(places[2] + 1, item, seen, words)
    if asks & ASKS_PRICES:
        words = _note(places[2] + 2, item, seen, words)
        words = _note(places[2] + 3, item, seen, words)
    for token in range(many):
        if tokens[2][token] & DIGITS:
            return _note(places[2], item, seen, words)
    return words


@njit
def _fill(words, item, seen, leads, term_concept, names, width, bag):
    """The names of every term of which all words were seen."""
    led_at, led_term, others_at, others_word = leads
    seen_in, word_list = seen
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
