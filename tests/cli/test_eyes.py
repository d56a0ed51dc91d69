"""What captured text may do to a terminal: nothing; and what of a telephone number is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.cli.eyes import HIT_STYLE, harmless, marked, quote
from turunkan.core.vocab import Hit, Item


def a_hit(text: str, word: str, field: str = "text") -> Hit:
    start = text.index(word)
    return Hit(
        concept="c",
        facts=(),
        term=word,
        field=field,
        start=start,
        end=start + len(word),
        quote=word,
        disguise=(),
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("WA 081200001147 ya", "WA 0812••••1147 ya"),
        ("0812-0000-1147", "0812-••••-1147"),
        ("+62 812 3456 1147", "+62 81• •••• 1147"),
        ("6281234561147.", "6281•••••1147."),
        ("０８１２３４５６１１４７", "０８１２••••１１４７"),
        ("𝟎𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟏𝟏𝟒𝟕", "𝟎𝟖𝟏𝟐••••𝟏𝟏𝟒𝟕"),
    ],
)
def test_telephone_numbers_keep_only_their_ends(text: str, shown: str) -> None:
    assert harmless(text) == shown


@pytest.mark.parametrize("text", ["harga 3.500.000", "isi 100 pcs", "08123", "2026-01-31", "no 1081200001147"])
def test_other_numbers_stay(text: str) -> None:
    assert harmless(text) == text


@given(st.text(st.characters() | st.sampled_from("\x1b\x9b\x07\u202e\u2066\ud800")))
def test_nothing_harmful_is_left_and_no_place_moves(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert not set(shown) & set("\x1b\x9b\x07\x08\r\u202a\u202e\u2066")


def test_hits_of_the_field_are_marked() -> None:
    text = "ready bal segel"
    shown = marked(text, [a_hit(text, "bal segel"), a_hit(text, "ready", "title")], "text")
    assert [(span.start, span.end, span.style) for span in shown.spans] == [(6, 15, HIT_STYLE)]


def test_the_quote_shows_the_field_with_the_most_hits() -> None:
    item = Item(id="1", title="jaket", text="ready bal segel")
    hits = (a_hit("jaket", "jaket", "title"), a_hit(item.text, "ready"), a_hit(item.text, "bal segel"))
    assert quote(item, hits, 80).plain == "ready bal segel"


def test_a_long_quote_begins_shortly_before_the_first_hit() -> None:
    text = "x" * 100 + " bal segel " + "y" * 100
    shown = quote(Item(id="1", text=text), (a_hit(text, "bal segel"),), 60)
    assert shown.plain == "…" + "x" * 29 + " bal segel " + "y" * 20 + "…"
    assert [shown.plain[span.start : span.end] for span in shown.spans if span.style == HIT_STYLE] == ["bal segel"]


def test_an_item_without_words_has_an_empty_quote() -> None:
    assert quote(Item(id="1"), (), 80).plain == ""
