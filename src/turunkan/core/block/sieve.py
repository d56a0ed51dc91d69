"""Kernel of the sieve: which Items may surface at all? Most posts hold no words of which a rule could be made.

A term may be there only if all of its words are, each a few letters after the one before; a rule may fire only if
the names that it asks for may be there, and what its concepts need beside them. So a bag of words answers, without
finding terms; where a word stands is noted roughly, by stretches of eight letters, every sixty-fourth being one.
It may say yes too often, never too seldom: exceptions and places are not looked at. Held to that by tests.
"""

import numpy as np
from numba import njit

from turunkan.core.block.codes import (
    ASKS_MILLIONS,
    ASKS_PHONES,
    ASKS_PRICES,
    ASKS_SPACED,
    ASKS_STARRED,
    TOO_MUCH,
)
from turunkan.core.block.judging import bag_holds, is_empty, meets
from turunkan.core.block.letters import DIGITS
from turunkan.core.block.words import read_words

_EVERYWHERE = np.uint64(0xFFFFFFFFFFFFFFFF)
_ONE = np.uint64(1)
_LAST_BIT = np.uint64(63)
_STRETCH_BITS = 3
_STRETCHES = 64


@njit
def sieve_block(pack, remembered, texts, room, bag, rules):
    """Fills `passes` of the bag, a byte an Item, and `wordless`, a byte a text that holds none but figures."""
    tokens = room.token_start, room.token_end, room.token_tag, room.token_head, room.token_tail
    sets = (
        rules.all_of, rules.any_of, rules.said_of, rules.said_any_of, rules.count_of, rules.doubtful_of,
        rules.doubtful_least,
    )  # fmt: skip
    near = rules.near_words, rules.near_one, rules.near_other
    for item in range(len(bag.passes)):
        unsure = 0
        words = 0
        waiting = 0
        before = 0
        bag.met_list[0] = 0
        for k in range(rules.shape[0]):
            bag.bag[k] = np.uint64(0)
        for mark in range(bag.mark_at[item], bag.mark_at[item + 1]):
            waiting = _add_concept(bag.mark_concept[mark], item, bag, rules, waiting)
        for text in range(bag.item_at[item], bag.item_at[item + 1]):
            n, signs, _, _, many, asks, count, _, state = read_words(
                text, pack, remembered, texts, room, True, False
            )
            unsure = state & TOO_MUCH or asks & (ASKS_SPACED | ASKS_STARRED)
            if unsure:
                break
            bag.wordless[text] = count == 0 and asks == 0 and signs == 0
            for reading in range(count):
                start, end = before + room.reading_start[reading], before + room.reading_end[reading]
                words = _note(room.reading_word[reading], item, _stretches(start, end), bag, words)
            words = _note_places(asks, pack.places, item, bag, words)
            figures = _figures(tokens, many, before)
            if figures:
                words = _note(pack.places[2], item, figures, bag, words)
            for sign in range(signs):
                concept = pack.term_concept[pack.sign_term[room.sign_index[sign]]]
                waiting = _add_concept(concept, item, bag, rules, waiting)
            before += n
        if not unsure:
            waiting = _fill(words, item, bag, pack.term_concept, rules, waiting)
            _add_supported(waiting, bag, rules)
        bag.passes[item] = unsure or bag_holds(
            sets, rules.count_least, near, bag.bag, bag.met_list, rules.names, rules.shape
        )


@njit
def _stretches(start, end):
    """The stretches of letters in which a word stands, as bits."""
    first, last = start >> _STRETCH_BITS, (end - 1) >> _STRETCH_BITS
    if last - first >= _STRETCHES - 1:
        return _EVERYWHERE
    bits = (_ONE << np.uint64(last - first + 1)) - _ONE
    turn = np.uint64(first) & _LAST_BIT
    return bits << turn | bits >> (np.uint64(_STRETCHES) - turn & _LAST_BIT)


@njit
def _note(word, item, stretches, bag, words):
    """Puts a word into the Item's bag, once, and where it stands."""
    if bag.seen_in[word] != item:
        bag.seen_in[word] = item
        bag.stands[word] = stretches
        bag.word_list[words] = word
        return words + 1
    bag.stands[word] |= stretches
    return words


@njit
def _note_places(asks, places, item, bag, words):
    """What may be a telephone number or a price, as the places of a term."""
    if asks & ASKS_PHONES:
        words = _note(places[2] + 1, item, _EVERYWHERE, bag, words)
    if asks & ASKS_PRICES:
        words = _note(places[2] + 2, item, _EVERYWHERE, bag, words)
    if asks & ASKS_MILLIONS:
        words = _note(places[2] + 3, item, _EVERYWHERE, bag, words)
    return words


@njit
def _figures(tokens, many, before):
    """Where there are figures."""
    stands = np.uint64(0)
    for token in range(many):
        if tokens[2][token] & DIGITS:
            stands |= _stretches(before + tokens[0][token], before + tokens[1][token])
    return stands


@njit
def _fill(words, item, bag, term_concept, rules, waiting):
    """The names of every term that may be there. Answers how many concepts wait for support."""
    for at in range(words):
        word = bag.word_list[at]
        for led in range(bag.led_at[word], bag.led_at[word + 1]):
            term = bag.led_term[led]
            if _may_stand(term, item, bag):
                waiting = _add_concept(term_concept[term], item, bag, rules, waiting)
    return waiting


@njit
def _may_stand(term, item, bag):
    """Whether all words of a term were seen, each no further than a stretch after the one before."""
    before = _EVERYWHERE
    for at in range(bag.spelt_at[term], bag.spelt_at[term + 1]):
        word = bag.spelt_word[at]
        if bag.seen_in[word] != item:
            return False
        stands = bag.stands[word]
        if not (before | before << _ONE | before >> _LAST_BIT) & stands:
            return False
        before = stands
    return True


@njit
def _add_concept(concept, item, bag, rules, waiting):
    """Adds the names of a concept, or lets it wait where it needs others. Answers how many wait."""
    if bag.met_in[concept] == item:
        return waiting
    bag.met_in[concept] = item
    bag.met_list[0] += 1
    bag.met_list[bag.met_list[0]] = concept
    if is_empty(rules.needs, concept, rules.shape[0]):
        _add_names(rules.names, concept, rules.shape[0], bag.bag)
        return waiting
    bag.waiting[waiting] = concept
    return waiting + 1


@njit
def _add_supported(waiting, bag, rules):
    """The concepts whose needs are met, by such as need nothing (`detect.evidence`)."""
    width = rules.shape[0]
    for k in range(width):
        bag.support[k] = bag.bag[k]
    for at in range(waiting):
        if meets(rules.needs, bag.waiting[at], bag.support, 0, width):
            _add_names(rules.names, bag.waiting[at], width, bag.bag)


@njit
def _add_names(names, concept, width, bag):
    for k in range(width):
        bag[k] |= names[concept * width + k]
