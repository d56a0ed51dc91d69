"""Likeness: adverts copied with small changes are found, texts that only share a manner are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.text.likeness import bands, likeness, shingles

ADVERT = (
    "Ready bal segel jaket second import Korea isi 120 pcs harga 3 juta, minat WA 0812-0000-1147, gudang di "
    "Bandung siap kirim ke seluruh kota"
)
TAGS = " #thrift #thriftshop #bajubekas #balsegel #importkorea #jaketsecond #gudangthrift #reseller #fyp"
LIKE = 0.6
WORDS = st.lists(st.text("abcdefghij", min_size=2, max_size=6), min_size=20, max_size=60)


def share(one: str, other: str) -> float:
    return likeness(shingles(one), shingles(other))


@pytest.mark.parametrize(
    "copy",
    [
        ADVERT,
        ADVERT.upper(),
        ADVERT + TAGS,
        "https://toko.example/p/9 @gudang.lain " + ADVERT,
        ADVERT.replace("juta", "jt"),
        ADVERT.replace(", ", " !! "),
        "".join(chr(0x1D400 + ord(char) - 65) if "A" <= char <= "Z" else char for char in ADVERT),
        ADVERT + " gas",
    ],
    ids=["same", "capitals", "hashtags", "address", "one word", "signs", "styled", "one more"],
)
def test_a_copy_is_like_its_original_and_shares_a_band(copy: str) -> None:
    assert share(ADVERT, copy) >= LIKE
    assert set(bands(shingles(ADVERT))) & set(bands(shingles(copy)))


@pytest.mark.parametrize(
    "other",
    [
        "Kopi susu gula aren dari kebun sendiri, digiling pagi ini, antar gratis sekitar kampus setiap hari"
        + TAGS,
        "Ready kaos polos baru bahan katun tebal harga grosir, minat WA 0812-0000-1148, toko di Solo siap kirim",
        "Bea Cukai memusnahkan ratusan bal pakaian bekas impor hasil penindakan di pelabuhan pada pekan ini",
    ],
    ids=["hashtags alone", "manner alone", "subject alone"],
)
def test_what_only_looks_alike_is_not(other: str) -> None:
    assert share(ADVERT + TAGS, other) < LIKE / 2


@pytest.mark.parametrize("text", ["", "ready kak", "ready kak, minat WA ya", "halo " * 40, TAGS, "👗👗👗 open po"])
def test_a_short_text_is_like_none_even_itself(text: str) -> None:
    assert shingles(text) == frozenset()
    assert bands(shingles(text)) == ()
    assert share(text, text) == 0


def test_a_fingerprint_is_the_same_everywhere() -> None:
    """Numbers kept in a database by one version have to be those of the next."""
    assert bands(shingles(ADVERT))[:2] == (4039000807586525557, 1951264664138033312)


@given(WORDS)
def test_a_text_is_wholly_like_itself_and_its_bands_fit_a_database(words: list[str]) -> None:
    of = shingles(" ".join(words))
    assert len(bands(of)) == (16 if of else 0)
    assert all(0 <= band < 1 << 63 for band in bands(of))
    assert likeness(of, of) == (1.0 if of else 0.0)


@given(WORDS, WORDS)
def test_likeness_is_even_handed_and_bounded(one: list[str], other: list[str]) -> None:
    first, second = shingles(" ".join(one)), shingles(" ".join(other))
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 1


@given(st.sets(st.integers(0, 2**63 - 1), min_size=40, max_size=60), st.integers(0, 2))
def test_sets_that_are_nearly_the_same_share_a_band(numbers: set[int], fewer: int) -> None:
    """At a likeness of 38 in 40 the chance of a miss is under one in 100 000 000 000."""
    some = frozenset(sorted(numbers)[fewer:])
    assert set(bands(frozenset(numbers))) & set(bands(some))
