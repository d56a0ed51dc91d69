"""Whatever the text: what is read in it is quoted from it, and hiding a word does not change that it is read."""

import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from turunkan.core.text import NUMBER, PHONE, Disguise, fold, read

# The same examples on every run and machine; how long one takes says nothing.
STEADY = settings(derandomize=True, database=None, deadline=None, max_examples=200)

WORDS = ("bal", "segel", "Baju", "b a l", "b.a.l", "b4l", "baaal", "awul2", "im-por", "#bajubekasimpor")
SIGNS = (
    "b\u200bal",
    "bа\u0301l",
    "𝗯𝗮𝗹",
    "ⓑⓐⓛ",
    "ﬁ",
    "ß",
    "㎏",
    "é",
    "²",
    "\u00ad",
    "👨\u200d👩\u200d👧",
    "🧺",
    "🇮🇩",
)
FIGURES = ("0812-0000-1147", "35k", "Rp 150.000", "2")
BETWEEN = ("#", "@", "!", ",", ".", " ", "   ", "\n", "\r\n")
SCRAPS = st.sampled_from([*WORDS, *SIGNS, *FIGURES, *BETWEEN])
TEXTS = st.lists(SCRAPS | st.text(max_size=4), max_size=12).map("".join) | st.text()

STYLES = {
    "sans-serif bold": 0x1D5EE,
    "bold script": 0x1D4EA,
    "double-struck": 0x1D552,
    "fullwidth": 0xFF41,
    "circled": 0x24D0,
    "negative squared": 0x1F170,
    "parenthesized": 0x249C,
}
INVISIBLE = st.text(st.characters(categories=["Cf"]), max_size=3)
BEFORE = st.sampled_from(["", "ini ", "🧺", "\n", "harga 35k, ", "“"])
AFTER = st.sampled_from(["", " ini", "🧺", "\n", ", harga 35k", "”"])


def shouted(text):
    return text.translate(str.maketrans(string.ascii_lowercase, string.ascii_uppercase))


def styled(letter, first):
    return chr(first + ord(letter) - ord("a"))


def hit(found, text, quote):
    """The words quoted as exactly this part, with the disguises of each."""
    return {each.word: each.disguises for each in found(text) if each.quote == quote}


@STEADY
@given(TEXTS)
def test_every_character_of_a_folded_text_comes_from_the_code_points_it_is_mapped_to(text):
    folded = fold(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.letters)
    assert list(folded.starts) == sorted(folded.starts)
    for at, letter in enumerate(folded.letters):
        start, end = folded.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert letter in fold(text[start:end]).letters or letter == text[start:end]


@STEADY
@given(TEXTS)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text).letters).letters == fold(text).letters


@STEADY
@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_the_short_way_of_plain_text_is_no_other_way(text):
    short, long = fold(text), fold(text + "\n")
    assert long.letters == short.letters + "\n"
    assert long.starts[:-1] == tuple(short.starts)
    assert long.ends[:-1] == tuple(short.ends)


@STEADY
@given(TEXTS)
@example("#bajubekasimpor b\u200ba\u200bl s e g e l awul2 im-por 0812-0000-1147")
def test_every_reading_is_quoted_from_the_text(trade, text):
    lattice = read(text, trade)
    for readings in lattice.by_start.values():
        for first, last, _, _ in readings:
            start, end = lattice.folded.span(first, last)
            assert 0 <= start < end <= len(text)
            assert lattice.folded.letters[first:last] in fold(text[start:end]).letters


@STEADY
@given(TEXTS)
def test_every_reading_stands_where_it_starts_and_is_listed_once(trade, text):
    for start, readings in read(text, trade).by_start.items():
        assert {reading[0] for reading in readings} == {start}
        assert len({reading[:3] for reading in readings}) == len(readings)


@STEADY
@given(TEXTS)
def test_upper_case_reads_like_lower_case(trade, text):
    assert read(shouted(text), trade).by_start == read(text, trade).by_start


@STEADY
@given(TEXTS, TEXTS)
@example("jual b a", "l segel")
@example("baju im-", "por")
def test_lines_are_read_as_if_each_stood_alone(trade, one, other):
    first, second, both = read(one, trade), read(other, trade), read(f"{one}\n{other}", trade)
    shift = len(first.folded.letters) + 1
    moved = {
        start + shift: [(start + shift, end + shift, word, devices) for start, end, word, devices in readings]
        for start, readings in second.by_start.items()
    }
    assert {at: set(readings) for at, readings in both.by_start.items()} == {
        at: set(readings) for at, readings in (first.by_start | moved).items()
    }


@STEADY
@given(BEFORE, AFTER, st.data())
def test_invisible_characters_hide_no_word(found, trade_words, before, after, data):
    word = data.draw(st.sampled_from(trade_words))
    gaps = data.draw(st.lists(INVISIBLE, min_size=len(word) - 1, max_size=len(word) - 1))
    quote = "".join(letter + gap for letter, gap in zip(word, [*gaps, ""], strict=True))
    expected = (Disguise.ZERO_WIDTH,) if any(gaps) else ()
    assert hit(found, before + quote + after, quote)[word] == expected


@pytest.mark.parametrize("first", STYLES.values(), ids=STYLES)
def test_styled_letters_hide_no_word(found, trade_words, first):
    for word in trade_words:
        quote = "".join(styled(letter, first) for letter in word)
        assert hit(found, f"jual {quote}!", quote)[word] == (Disguise.STYLED,)


@STEADY
@given(st.data())
def test_a_word_of_many_styles_is_still_a_word(found, trade_words, data):
    word = data.draw(st.sampled_from(trade_words))
    firsts = data.draw(
        st.lists(st.sampled_from([ord("a"), *STYLES.values()]), min_size=len(word), max_size=len(word))
    )
    quote = "".join(styled(letter, first) for letter, first in zip(word, firsts, strict=True))
    assert word in hit(found, f"jual {quote}!", quote)


@STEADY
@given(st.data())
def test_an_accent_on_any_letter_hides_no_word(found, trade_words, data):
    word = data.draw(st.sampled_from(trade_words))
    marks = data.draw(st.text("\u0300\u0301\u0327\u0336\u0338\u20dd", min_size=1, max_size=5))
    at = data.draw(st.integers(1, len(word)))
    quote = word[:at] + marks + word[at:]
    assert hit(found, f"jual {quote}!", quote)[word] == (Disguise.ACCENT,)


@STEADY
@given(st.text(st.characters(exclude_categories=["Cs"], min_codepoint=0x3400, max_codepoint=0x9FFF)))
def test_a_text_of_another_script_says_nothing(found, text):
    assert found(text) == []


@STEADY
@given(st.integers(0, 9999), st.sampled_from(["0812-0000-{:04}", "0812 0000 {:04}", "+62 812-0000-{:04}"]))
def test_a_telephone_number_is_one_place_whatever_its_digits(found, trade_words, last, form):
    number = form.format(last)
    words = {each.word for each in found(f"wa {number}")}
    assert PHONE in hit(found, f"wa {number}", number)
    assert words & {*trade_words} == {"wa"}
    assert words <= {"wa", NUMBER, PHONE}
