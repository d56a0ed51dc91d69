"""The fold: one plain letter after the other, and for each the code points it came from."""

import pytest

from turunkan.core.text import Disguise, fold


@pytest.mark.parametrize(
    ("char", "plain"),
    [
        ("ﬁ", "fi"),
        ("ﬄ", "ffl"),
        ("㎏", "kg"),
        ("㎝", "cm"),
        ("ß", "ss"),
        ("æ", "ae"),
        ("Æ", "ae"),
        ("œ", "oe"),
        ("⑳", "20"),
    ],
)
def test_a_character_of_several_letters_is_quoted_whole(char, plain):
    folded = fold(f"a{char}b")
    assert folded.letters == f"a{plain}b"
    for at in range(1, 1 + len(plain)):
        assert folded.span(at, at + 1) == (1, 2)
    assert folded.span(0, len(folded.letters)) == (0, 3)
    assert folded.span(1 + len(plain), 2 + len(plain)) == (2, 3)


@pytest.mark.parametrize(
    ("text", "letters", "device"),
    [
        ("é", "e", Disguise.ACCENT),
        ("e\u0301", "e", Disguise.ACCENT),
        ("𝗲", "e", Disguise.STYLED),
        ("ｅ", "e", Disguise.STYLED),
        ("ⓔ", "e", Disguise.STYLED),
        ("🅴", "e", Disguise.STYLED),
        ("ᵉ", "e", Disguise.STYLED),
        ("е", "e", Disguise.LOOKALIKE),
        ("e\u200b", "e", Disguise.ZERO_WIDTH),
        ("e\u00ad", "e", Disguise.ZERO_WIDTH),
        ("e\u202e", "e", Disguise.ZERO_WIDTH),
        ("e\x00", "e", Disguise.ZERO_WIDTH),
    ],
)
def test_a_disguised_letter_is_plain_and_says_how_it_was_hidden(text, letters, device):
    folded = fold(f"b{text}l")
    assert folded.letters == f"b{letters}l"
    assert folded.disguises(0, 3) == {device}
    assert folded.disguises(1, 2) == {device}
    assert folded.disguises(0, 1) == folded.disguises(2, 3) == frozenset()


@pytest.mark.parametrize("text", ["二手衣服", "古着", "구제", "👕🧺", "“ ” …", "®", "\u3000", "\xa0", "\u2028"])
def test_what_is_no_disguise_stays_as_it_is(text):
    folded = fold(text)
    assert folded.letters == text
    assert not folded.hidden


@pytest.mark.parametrize(("text", "letters"), [("—–‐−", "----"), ("•●■★", "****"), ("＃＠！（", "#@!(")])
def test_signs_fold_to_their_plain_form_and_hide_nothing(text, letters):
    folded = fold(text)
    assert folded.letters == letters
    assert not folded.hidden


def test_capitals_are_no_disguise():
    folded = fold("BAL Segel")
    assert folded.letters == "bal segel"
    assert not folded.hidden


def test_several_marks_on_one_letter_belong_to_it():
    folded = fold("be\u0301\u0336\u20ddkas")
    assert folded.letters == "bekas"
    assert folded.span(1, 2) == (1, 5)
    assert folded.span(2, 3) == (5, 6)


def test_a_mark_before_all_letters_belongs_to_none():
    folded = fold("\u0301\u200bbal")
    assert folded.letters == "bal"
    assert folded.span(0, 3) == (2, 5)
    assert folded.disguises(0, 3) == frozenset()


def test_the_joiner_of_an_emoji_hides_no_letter_beside_it():
    folded = fold("bal👨\u200d👩\u200d👧bal")
    assert folded.letters == "bal👨👩👧bal"
    assert folded.span(6, 9) == (8, 11)
    assert not folded.hidden


def test_letters_outside_the_basic_plane_count_as_one_code_point():
    assert fold("🧺𝗯𝗮𝗹").span(1, 4) == (1, 4)


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\t", "\x85"])
def test_line_breaks_and_tabs_are_kept(break_):
    folded = fold(f"bal{break_}segel")
    assert folded.letters == f"bal{break_}segel"
    assert not folded.hidden


def test_an_empty_text_folds_to_nothing():
    assert fold("").letters == ""
    assert fold("\u200b\u200d\ufeff").letters == ""
