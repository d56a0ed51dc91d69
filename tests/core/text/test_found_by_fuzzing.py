"""What `make proof fuzz` found in reading, where the fold's plain letters had not the last word."""

import pytest

from turunkan.core.text import fold, phones
from turunkan.core.text.figures import prices


@pytest.mark.parametrize("digit", ["\u07c0", "\u0967", "\u0e52"], ids=["N'Ko", "Devanagari", "Thai"])
def test_a_digit_that_the_fold_leaves_alone_is_no_figure(found, digit):
    assert found(f"6{digit}") == found("6 ")
    assert found(digit) == []


@pytest.mark.parametrize("space", ["\r", "\t", "\u00a0", "\u202f"])
def test_every_space_parts_a_telephone_number_alike(space):
    assert list(phones(f"o8i2{space}00000")) == list(phones("o8i2 00000")) == [(0, 10)]


def test_a_line_end_parts_a_currency_from_a_sum():
    assert list(prices("rp\n35.000")) == [(3, 9, 35_000)]
    assert list(prices("rp 35.000")) == [(0, 9, 35_000)]


@pytest.mark.parametrize("sign", ["\u0301", "\u200b"])
def test_an_unseen_sign_after_a_letter_of_another_script_hides_nothing(sign):
    assert fold(f"im日{sign}por").hidden == {}
