"""Wording: one sentence in two languages, filled and joined."""

import pytest

from turunkan.core.vocab import Lang, Wording, figure

SEEN = Wording(id="terlihat {what} pada {day}", en="{what} seen on {day}")


def test_a_sentence_is_said_in_the_language_asked_for():
    assert SEEN.say(Lang.ID) == "terlihat {what} pada {day}"
    assert SEEN.say(Lang.EN) == "{what} seen on {day}"


def test_filling_puts_the_same_value_into_both_languages():
    assert SEEN.fill(what="bal", day=3) == Wording("terlihat bal pada 3", "bal seen on 3")


def test_a_value_that_is_a_wording_is_said_in_each_language():
    filled = SEEN.fill(what=Wording("tawaran", "an offer"), day=3)
    assert filled == Wording("terlihat tawaran pada 3", "an offer seen on 3")


@pytest.mark.parametrize(
    ("number", "expected"), [(0, ("0", "0")), (999, ("999", "999")), (2_000_000, ("2.000.000", "2,000,000"))]
)
def test_a_figure_has_its_thousands_apart_as_each_language_writes_them(number, expected):
    assert figure(number) == expected


def test_braces_in_a_value_are_left_as_they_are():
    assert SEEN.fill(what="{n} ribu", day="{day}").en == "{n} ribu seen on {day}"


def test_a_place_that_is_not_filled_is_an_error_and_no_empty_word():
    with pytest.raises(KeyError, match="day"):
        SEEN.fill(what="bal")


def test_then_joins_each_language_with_its_own():
    assert Wording("satu, ", "one, ").then(Wording("dua", "two")) == Wording("satu, dua", "one, two")


def test_filling_leaves_the_sentence_itself_unfilled():
    SEEN.fill(what="bal", day=3)
    assert SEEN.en == "{what} seen on {day}"


def test_languages_are_named_by_their_codes_indonesian_first():
    assert [lang.value for lang in Lang] == ["id", "en"]
