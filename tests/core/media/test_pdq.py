"""PDQ: the same picture, pressed or made smaller, stays near; another one is far; the search misses nothing."""

import drawn
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from turunkan.core.media.gates import Gate
from turunkan.core.media.matching import FLOOD, Bank
from turunkan.core.media.pdq import pdq_of
from turunkan.core.media.pdq_index import DISTANCE, Match, PdqIndex, nearest_by_brute_force, packed


def flipped(hash_: str, bits: list[int]) -> str:
    """The hash with those bits turned."""
    number = int(hash_, 16)
    for bit in bits:
        number ^= 1 << bit
    return f"{number:064x}"


def invented(count: int, seed: int = 1) -> list[str]:
    rng = np.random.default_rng(seed)
    return [rng.bytes(32).hex() for _ in range(count)]


def distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


PHOTO = drawn.photo(4)
HASH, QUALITY = pdq_of(PHOTO)


def test_a_picture_made_smaller_and_pressed_stays_near_and_another_is_far() -> None:
    smaller, _ = pdq_of(PHOTO.resize((400, 300)))
    another, _ = pdq_of(drawn.photo(5))
    assert QUALITY >= 50
    assert distance(HASH, smaller) <= DISTANCE < distance(HASH, another)


def test_a_blank_sheet_has_no_quality() -> None:
    assert pdq_of(Image.new("RGB", (300, 200), "white"))[1] == 0


@pytest.mark.parametrize("text", ["", "ab", "f" * 63, "f" * 66, "g" * 64])
def test_what_is_no_hash_is_not_searched_for(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        packed([text])


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 1000),
    st.lists(st.tuples(st.integers(0, 400), st.lists(st.integers(0, 255), unique=True, max_size=45)), max_size=60),
)
def test_the_index_finds_what_brute_force_finds(seed: int, near: list[tuple[int, list[int]]]) -> None:
    hashes = invented(400, seed)
    hashes += [flipped(hashes[min(at, 399)], bits) for at, bits in near]
    rows = packed(hashes)
    index = PdqIndex(rows)
    for sought in (*rows[:5], *rows[-5:]):
        assert index.search(sought) == nearest_by_brute_force(rows, sought)


@pytest.mark.parametrize(("bits", "found"), [(0, True), (31, True), (32, False), (256, False)])
def test_the_edge_of_the_distance(bits: int, found: bool) -> None:
    spread = sorted(range(256), key=lambda bit: (bit % 16, bit))[:bits]  # as evenly over the stretches as can be
    index = PdqIndex(packed([*invented(100), HASH]))
    assert index.search(packed([flipped(HASH, spread)])) == ([Match(100, bits)] if found else [])


def test_hashes_that_are_all_alike_are_found_each_once() -> None:
    index = PdqIndex(packed([HASH] * 300))
    assert index.search(packed([HASH])) == [Match(place, 0) for place in range(300)]


def test_nothing_is_found_among_nothing() -> None:
    assert PdqIndex(packed([])).search(packed([HASH])) == []
    assert Bank([]).match(HASH, 100).matches == []


def test_a_hash_of_low_quality_matches_nothing_on_either_side() -> None:
    assert Bank([(HASH, 100)]).match(HASH, 49).gate is Gate.QUALITY
    assert Bank([(HASH, 49), (HASH, 50)]).match(HASH, 50).matches == [Match(1, 0)]


def test_what_is_near_the_negative_bank_matches_nothing() -> None:
    bank = Bank([(HASH, 100)], negative=[flipped(HASH, list(range(31)))])
    assert bank.match(HASH, 100).gate is Gate.NEGATIVE
    assert bank.match(flipped(HASH, [40]), 100).matches == [Match(0, 1)]


def test_a_flood_is_held_for_a_person() -> None:
    flood = Bank([(HASH, 100)] * (FLOOD + 1))
    held = flood.match(HASH, 100)
    assert (held.gate, list(held.matches), len(held.held)) == (Gate.FLOOD, [], FLOOD + 1)
    assert len(flood.match(HASH, 100, cleared=True).matches) == FLOOD + 1
    assert len(Bank([(HASH, 100)] * FLOOD).match(HASH, 100).matches) == FLOOD
