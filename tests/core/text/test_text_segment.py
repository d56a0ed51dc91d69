"""Segmentation: merged words are read where known words cover them, and nowhere else."""

import pytest

from turunkan.core.text import Vocabulary
from turunkan.core.text.segment import segment

KNOWN = ("bal", "segel", "baju", "bekas", "impor", "import", "thrift", "shop", "wa")


def cut(letters, *, residue=False, known=KNOWN):
    ranges = segment(letters, Vocabulary(known), residue=residue)
    return [letters[start:end] for start, end in sorted(ranges)]


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("balsegel", ["bal", "segel"]),
        ("bajubekasimpor", ["baju", "bekas", "impor"]),
        ("bekasimport", ["bekas", "import"]),
        ("balbal", ["bal", "bal"]),
    ],
)
def test_known_words_that_cover_the_whole_are_read(letters, words):
    assert cut(letters) == words


@pytest.mark.parametrize("letters", ["", "global", "balapan", "bekasi", "xbalsegel", "balsegelx", "balxsegel"])
def test_a_cover_with_a_hole_is_none(letters):
    assert cut(letters) == []


def test_one_word_alone_is_not_cut_up():
    assert cut("bal") == []
    assert cut("thriftshop", known=("thriftshop", "thrift")) == []


def test_words_of_two_letters_cut_nothing():
    assert cut("wabal") == cut("wawa") == []


def test_all_ways_of_covering_are_read():
    assert cut("importshop", known=("impor", "import", "tshop", "shop")) == ["impor", "import", "tshop", "shop"]


def test_a_word_on_no_way_to_the_end_is_left_out():
    assert cut("bajubekasimpor", known=(*KNOWN, "bekasi")) == ["baju", "bekas", "impor"]


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("thriftshopmalang", ["thrift", "shop"]),
        ("malangthrift", ["thrift"]),
        ("bajubekasmargonda", ["baju", "bekas"]),
    ],
)
def test_a_hashtag_may_keep_an_unknown_rest_at_one_end(letters, words):
    assert cut(letters, residue=True) == words
    assert cut(letters) == []


@pytest.mark.parametrize("letters", ["balapan", "bajubaru", "wisatabali", "xthriftx", "bekasikota", "malang"])
def test_a_short_beginning_beside_an_unknown_rest_is_not_read(letters):
    assert cut(letters, residue=True) == []
