"""Blank: a text of which a reader sees nothing, and texts that come close to it."""

import pytest

from turunkan.core.text import is_blank


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t\r\n",
        "\u00a0\u3000",
        "\u200b",
        "\u2060\u00ad",
        "\u202e \u200f",
        "\x00\x1f",
        "\ufeff",
        "\ufe0f",
        "\u3164",
        "\u2800",
    ],
    ids=ascii,
)
def test_signs_that_nobody_sees_are_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    "text",
    [".", "-", "0", "\u200ba", "\u00ad1\u00ad", "é", "e\u0301", "👍\ufe0f", "•", "法", "\u202eب"],
    ids=ascii,
)
def test_one_sign_that_is_seen_is_enough(text: str) -> None:
    assert not is_blank(text)
