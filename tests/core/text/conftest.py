"""What the tests of this room share: one vocabulary of the trade, and a text as the words read in it."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from turunkan.core.text import Disguise, Spellbook, Vocabulary, read, words_of

TERMS = (
    "bal segel", "bal", "segel", "balpres", "karung", "gudang", "supplier", "bongkar", "kiloan", "grade", "kode",
    "baju", "jaket", "bekas", "second", "seken", "thrift", "rombeng", "monza", "awul", "cakar",
    "impor", "import", "korea", "jepang", "pcs", "cod", "wa", "dm",
)  # fmt: skip
HELPERS = ("murah", "ready", "minat", "jual", "toko", "shop", "solo", "bandung")


class Found(NamedTuple):
    """A word read in a text: the part of the text it was read in, and the disguises seen through."""

    word: str
    quote: str
    disguises: tuple[Disguise, ...]


@pytest.fixture(scope="session")
def trade() -> Spellbook:
    """The vocabulary of the trade, with everything that it may hide behind."""
    return Spellbook(Vocabulary(TERMS, helpers=HELPERS, hidden=TERMS))


@pytest.fixture(scope="session")
def trade_words() -> list[str]:
    """The words of that vocabulary."""
    return sorted({word for term in (*TERMS, *HELPERS) for word in words_of(term)})


@pytest.fixture(scope="session")
def found(trade: Spellbook) -> Callable[[str], list[Found]]:
    """Reads a text with the vocabulary of the trade."""

    def finding(text: str) -> list[Found]:
        lattice = read(text, trade)
        return [
            Found(reading[2], text[slice(*lattice.folded.span(*reading[:2]))], lattice.disguises([reading]))
            for readings in lattice.by_start.values()
            for reading in readings
        ]

    return finding
