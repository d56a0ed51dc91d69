"""The vocabulary: terms as the words that a text will be asked for."""

import pytest

from turunkan.core.text import NUMBER, PHONE, PRICE, Spellbook, Vocabulary, read, words_of


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("bal segel", ("bal", "segel")),
        ("Bal-Prés {n} kg", ("bal", "pres", "{n}", "kg")),
        ("WA {phone}", ("wa", "{phone}")),
        ("{n}{n}", ("{n}", "{n}")),
        ("𝗕𝗮𝗹\u00adpres", ("balpres",)),
        ("{other}", ("other",)),
        ("size 32", ("size", "32")),
        ("🧺", ()),
        ("", ()),
    ],
)
def test_a_term_is_its_folded_words_and_places(term, words):
    assert words_of(term) == words


def test_terms_and_helpers_are_known_by_their_words():
    vocabulary = Vocabulary(["Bal Segel", "harga {n}"], helpers=["MURAH"])
    assert all(vocabulary.has(word) for word in ("bal", "segel", "harga", "murah"))
    assert not any(vocabulary.has(word) for word in ("bal segel", "Bal", "baju", ""))


def test_places_are_no_words_to_look_for():
    vocabulary = Vocabulary(["{n} pcs", "wa {phone}"])
    assert not vocabulary.has(NUMBER)
    assert not vocabulary.has(PHONE)
    assert vocabulary.longest == len("pcs")


def test_an_empty_vocabulary_reads_figures_only():
    assert Vocabulary([]).longest == 0
    readings = read("bal segel 35k #balsegel b4l2 b a l im-por", Spellbook(Vocabulary([]))).by_start
    assert [reading[2] for reading in readings[10]] == [NUMBER, PRICE]
    assert not {"bal", "segel", "impor"} & {reading[2] for at in readings for reading in readings[at]}
