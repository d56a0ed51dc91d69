"""Long input: a wall of characters is read to its end, and hides nothing that stands beside it."""

import pytest

WALLS = {
    "one letter": "b" * 200_000,
    "digits": "1" * 200_000,
    "symbols that stand for letters": "!@" * 100_000,
    "styled letters": "𝗯" * 200_000,
    "a word over and over": "balsegel" * 25_000,
    "leet": "b4" * 100_000,
    "single letters, spaced": "x " * 100_000,
    "single letters, dotted": "x." * 100_000,
    "parts of a word, glued": "xy--" * 50_000,
    "hashtags": "#x" * 100_000,
    "zero-width characters": "\u200b" * 100_000,
    "combining marks": "\u0301" * 100_000,
    "emoji": "👨\u200d👩\u200d👧" * 20_000,
    "figures": "1," * 100_000,
    "the beginning of a telephone number": "08 " * 60_000,
}


@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS)
def test_a_wall_hides_no_word_after_it(found, trade_words, wall):
    words = [each for each in found(f"{wall}\nbal segel") if each.word in trade_words]
    assert [(each.word, each.quote) for each in words] == [("bal", "bal"), ("segel", "segel")]


@pytest.mark.parametrize("unseen", ["\u200b", "\u0301"], ids=["zero-width characters", "combining marks"])
def test_a_word_torn_apart_by_a_hundred_thousand_unseen_characters_is_quoted_whole(found, unseen):
    torn = f"b{unseen * 100_000}al"
    assert [(each.word, each.quote) for each in found(f"jual {torn} murah") if each.word == "bal"] == [
        ("bal", torn)
    ]


def test_as_many_words_are_read_as_there_are(found):
    assert [each.word for each in found("baju bekas\n" * 20_000)] == ["baju", "bekas"] * 20_000
