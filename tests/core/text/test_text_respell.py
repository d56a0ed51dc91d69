"""Respelling: what a string of letters may stand for, and what keeps it from standing for too much."""

import pytest

from turunkan.core.text import Disguise
from turunkan.core.text.respell import respell

KNOWN = {"bal", "bali", "baju", "awul", "import", "impor", "supplier", "karung", "wa", "kodeku"}
LEET, REPEATED, REDUPLICATION, AFFIXED = Disguise.LEET, Disguise.REPEATED, Disguise.REDUPLICATION, Disguise.AFFIXED


def respelled(letters):
    return {word: set(devices) for word, devices in respell(letters, KNOWN.__contains__)}


@pytest.mark.parametrize(
    ("letters", "word", "devices"),
    [
        ("b4l", "bal", {LEET}),
        ("1mp0rt", "import", {LEET}),
        ("b@ju", "baju", {LEET}),
        ("baaal", "bal", {REPEATED}),
        ("ball", "bal", {REPEATED}),
        ("suppppplier", "supplier", {REPEATED}),
        ("importtt", "import", {REPEATED}),
        ("awul2", "awul", {REDUPLICATION}),
        ("karungnya", "karung", {AFFIXED}),
        ("bajuku", "baju", {AFFIXED}),
        ("b4444l", "bal", {LEET, REPEATED}),
        ("b4jumu", "baju", {LEET, AFFIXED}),
        ("awuuul2", "awul", {REDUPLICATION, REPEATED}),
        ("bajunyaaa", "baju", {REPEATED, AFFIXED}),
    ],
)
def test_a_disguised_word_is_read_with_every_device_seen_through(letters, word, devices):
    assert respelled(letters) == {word: devices}


def test_a_word_of_the_vocabulary_is_never_respelled():
    assert respelled("kodeku") == {"kodeku": set()}


def test_an_ambiguous_digit_gives_every_known_word():
    assert respelled("ba1") == {"bal": {LEET}}
    assert respelled("ba11") == {"bali": {LEET}, "bal": {LEET, REPEATED}}


@pytest.mark.parametrize("letters", ["w4", "waaa", "wanya", "wa2"])
def test_nothing_is_respelled_to_a_word_of_two_letters(letters):
    assert respelled(letters) == {}


@pytest.mark.parametrize(
    "letters", ["", "2", "841", "$$$", "35k", "b2b", "rb26", "2awul", "awul3", "aaamiin", "nya"]
)
def test_what_stands_for_no_known_word_stays_unread(letters):
    assert respelled(letters) == {}


def test_a_run_of_ambiguous_digits_is_tried_a_bounded_number_of_times():
    tried = []
    assert list(respell("ba" + "1" * 60, lambda word: bool(tried.append(word)))) == []
    assert 1 < len(tried) < 1000
