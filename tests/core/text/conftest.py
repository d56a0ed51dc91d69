"""What the tests of this room share: one vocabulary of the trade, and a text as the words read in it."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from turunkan.core.detect.lexicon import Lexicon
from turunkan.core.rules import load_pack
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


def readings(text: str, book: Spellbook) -> list[Found]:
    """Everything that is read in a text."""
    lattice = read(text, book)
    return [
        Found(reading[2], text[slice(*lattice.folded.span(*reading[:2]))], lattice.disguises([reading]))
        for at in lattice.by_start.values()
        for reading in at
    ]


@pytest.fixture(scope="session")
def found(trade: Spellbook) -> Callable[[str], list[Found]]:
    """Reads a text with the vocabulary of the trade."""
    return lambda text: readings(text, trade)


@pytest.fixture(scope="session")
def pack_book() -> Spellbook:
    """The vocabulary of the shipped pack."""
    return Lexicon(load_pack("pakaian-bekas-impor")).book


@pytest.fixture(scope="session")
def found_by_pack(pack_book: Spellbook) -> Callable[[str], list[Found]]:
    """Reads a text with the vocabulary of the shipped pack."""
    return lambda text: readings(text, pack_book)


@pytest.fixture(scope="session")
def same_thing() -> Callable[[str, str], bool]:
    """Whether two words are spellings of one concept of the shipped pack ("sekon" and "second")."""
    owners: dict[str, set[str]] = {}
    for concept in load_pack("pakaian-bekas-impor").concepts.values():
        for term in concept.terms:
            owners.setdefault(term.text, set()).add(concept.id)
    return lambda one, other: one == other or bool(owners.get(one, set()) & owners.get(other, set()))
