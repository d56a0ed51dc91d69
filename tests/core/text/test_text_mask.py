"""The mask: telephone numbers keep their ends, everything else stays, and no letter moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.text import fold, masked, phones

PIECES = st.sampled_from(
    ["WA ", "0812-0000-1147", "+62 812 0000 1147", "０８１２", "3.000.000", "\u200b", "é", "①", "ß", " "]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=6).map("".join)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("WA 0812-0000-1147", "WA 0812-••••-1147"),
        ("WA 081200001147, COD", "WA 0812••••1147, COD"),
        ("WA +62 812 0000 1147 ya", "WA +62 81• •••• 1147 ya"),
        ("wa.me/6281200001147", "wa.me/6281•••••1147"),
        ("(0812) 0000 1147", "(0812) •••• 1147"),
        ("0812.0000.1147/0812-0000-1148", "0812.••••.1147/0812-••••-1148"),
        ("0 8 1 2 0 0 0 0 1 1 4 7", "0 8 1 2 • • • • 1 1 4 7"),
        ("０８１２-００００-１１４７", "０８１２-••••-１１４７"),
        ("𝟎𝟖𝟏𝟐 𝟎𝟎𝟎𝟎 𝟏𝟏𝟒𝟕", "𝟎𝟖𝟏𝟐 •••• 𝟏𝟏𝟒𝟕"),
        ("⓪⑧①②-⓪⓪⓪⓪-①①④⑦", "⓪⑧①②-••••-①①④⑦"),
        ("08\u200b12-00\u200b00-1147", "08\u200b12-•••••-1147"),
    ],
)
def test_a_number_keeps_four_digits_at_either_end_whatever_it_is_written_in(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "harga Rp 3.000.000 per bal",
        "3000000",
        "Rp 8.120.000,00",
        "isi 120 pcs, 3,5jt",
        "buka 08.30-21.00",
        "kode 0812",
        "021-0000-0000",
        "0812-xxxx-1147",
        "12.000-15.000-20.000",
        "bal no 62, grade 8",
        "①②③ langkah",
        "",
    ],
)
def test_prices_hours_codes_and_counts_are_left_alone(text: str) -> None:
    assert masked(text) == text


@given(TEXTS)
def test_no_letter_moves_and_only_digits_of_numbers_are_hidden(text: str) -> None:
    hidden = masked(text)
    assert len(hidden) == len(text)
    folded = fold(text)
    of_numbers = {place for span in phones(folded.letters) for place in range(*folded.span(*span))}
    changed = {place for place, (before, after) in enumerate(zip(text, hidden, strict=True)) if before != after}
    assert changed <= of_numbers
    assert {hidden[place] for place in changed} <= {"•"}


@given(st.from_regex(r"\A(0|\+62 ?)8[0-9]{2}[- ]?[0-9]{4}[- ]?[0-9]{4}\Z"))
def test_of_any_number_of_eleven_digits_or_more_at_most_eight_are_left(number: str) -> None:
    shown = [letter for letter in masked(f"WA {number} ya") if letter.isdigit()]
    digits = [letter for letter in number if letter.isdigit()]
    assert shown == digits[:4] + digits[-4:]


@given(TEXTS)
def test_masking_twice_hides_no_more(text: str) -> None:
    assert masked(masked(text)) == masked(text)
