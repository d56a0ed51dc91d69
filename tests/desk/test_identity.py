"""Identity: by what an Item or an Account is known again, and whether what it says has changed."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.vocab import Author, Item, Kind, Media, Metrics
from turunkan.desk.intake.identity import account_key, content_hash, named

HOSTS = {"instagram.com": "instagram", "x.com": "x", "twitter.com": "x", "tokopedia.com": "tokopedia"}
LINK = "https://www.instagram.com/p/Cdemo01/"
NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
BIO = {"kind": Kind.BIO, "platform": "x"}
COMMENT = {"kind": Kind.COMMENT, "platform": "x", "url": LINK}


def key(item: Item) -> str:
    return named(item, "capture", HOSTS).key


def made(**said: Any) -> Item:
    return Item(**{"id": "capture:1", "text": "jaket"} | said)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"url": LINK}, {"url": "http://instagram.com/gudang.contoh/p/Cdemo01/?igsh=a", "text": "lain"}),
        ({"url": LINK}, {"id": "Cdemo01", "platform": "Instagram"}),
        ({"url": LINK, "id": "999", "platform": "instagram"}, {"url": LINK}),
        ({"url": "https://x.com/toko/status/18"}, {"id": "18", "platform": "x", "kind": Kind.POST}),
        ({"url": "https://twitter.com/toko/status/18"}, {"url": "https://x.com/i/status/18"}),
        ({"id": "7", "platform": "x"}, {"id": "7", "platform": " X ", "text": "lain", "captured_at": NOW}),
        ({"url": "https://toko.example/a?utm_source=b"}, {"url": "https://www.toko.example/a/"}),
        ({}, {"id": "capture:2"}),
        (BIO | {"author": Author(handle="Toko")}, BIO | {"id": "5", "author": Author(handle="@toko")}),
    ],
)  # fmt: skip
def test_the_same_thing_in_two_captures(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert key(made(**one)) == key(made(**other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"url": LINK}, {"url": LINK.replace("01", "02")}),
        ({"url": LINK}, {"url": LINK.replace("Cdemo", "cdemo")}),
        ({"id": "7", "platform": "x"}, {"id": "7", "platform": "instagram"}),
        ({"id": "7", "platform": "x"}, {"id": "8", "platform": "x"}),
        ({"url": LINK}, {"url": LINK, "kind": Kind.COMMENT, "platform": "instagram", "id": "k1"}),
        (COMMENT, COMMENT | {"text": "lain"}),
        (COMMENT | {"id": "k1"}, COMMENT | {"id": "k2"}),
        ({"author": Author(handle="a"), "platform": "x"}, {"author": Author(handle="b"), "platform": "x"}),
        (BIO | {"author": Author(id="1")}, BIO | {"author": Author(id="2")}),
        (BIO | {"id": "5", "author": Author(id="1")}, {"platform": "x", "id": "5", "author": Author(id="1")}),
        ({"url": "https://tokopedia.com/kios-satu/jaket-a1"}, {"url": "https://tokopedia.com/kios-dua/jaket-a1"}),
        ({"url": "https://toko.example/a?id=1"}, {"url": "https://toko.example/a?id=2"}),
        ({"platform": "x", "id": "a" * 400 + "1"}, {"platform": "x", "id": "a" * 400 + "2"}),
        ({}, {"text": "lain"}),
    ],
)  # fmt: skip
def test_two_things_that_stay_apart(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert key(made(**one)) != key(made(**other))


@pytest.mark.parametrize(
    ("author", "known_by"),
    [
        (Author(id="58"), "x:58"),
        (Author(id="58", handle="toko"), "x:58"),
        (Author(handle="Toko.Contoh"), "x:@toko.contoh"),
        (Author(handle="@toko.contoh"), "x:@toko.contoh"),
        (Author(name="Toko Contoh", followers=3), ""),
        (Author(id="", handle=""), ""),
        (Author(handle=" @ "), ""),
        (Author(), ""),
    ],
)
def test_an_account_is_known_by_its_id_then_its_handle_and_never_its_name(author: Author, known_by: str) -> None:
    assert account_key("x", author) == known_by


@pytest.mark.parametrize(
    ("said", "platform", "native"),
    [
        ({"platform": "Instagram", "url": LINK}, "instagram", "Cdemo01"),
        ({"url": LINK}, "instagram", "Cdemo01"),
        ({"url": LINK, "id": "17"}, "instagram", "17"),
        ({"platform": "shopee", "url": LINK}, "shopee", "Cdemo01"),
        ({"url": "https://toko.example/"}, "", ""),
        ({}, "", ""),
    ],
)
def test_platform_and_id_are_those_of_the_capture_before_those_of_the_link(
    said: dict[str, Any], platform: str, native: str
) -> None:
    assert named(made(**said), "capture", HOSTS)[1:] == (platform, native)


BASE = Item(
    id="p1",
    platform="x",
    kind=Kind.POST,
    url=LINK,
    author=Author(id="1", handle="toko", bio="jaket"),
    text="jaket",
    hashtags=("bal",),
    captured_at=NOW,
    metrics=Metrics(likes=3),
    media=(Media(url="https://cdn.example/a?sig=1", sha256="0" * 64),),
)


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "p2"},
        {"captured_at": NOW.replace(day=21)},
        {"captured_at": None},
        {"metrics": Metrics(likes=4)},
        {"metrics": None},
        {"author": Author(id="1", handle="toko_baru", bio="lain", followers=9)},
        {"url": "https://x.com/toko/status/1"},
        {"media": (Media(url="https://cdn.example/b?sig=2", sha256="0" * 64),)},
        {"extra": {"rank": 3}},
        {"platform": None},
        {"kind": Kind.VIDEO},
    ],
    ids=lambda changes: "-".join(changes),
)
def test_what_passes_is_no_change_of_content(changes: dict[str, Any]) -> None:
    assert content_hash(replace(BASE, **changes)) == content_hash(BASE)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "jaket "},
        {"text": "Jaket"},
        {"title": "jaket"},
        {"image_text": "harga"},
        {"transcript": "halo"},
        {"hashtags": ("bal", "segel")},
        {"hashtags": None},
        {"sponsored": True},
        {"sponsored": False},
        {"place": "Bandung"},
        {"posted_at": NOW},
        {"links": ("https://wa.me/1",)},
        {"media": (Media(sha256="1" * 64),)},
        {"media": (*(BASE.media or ()), Media(sha256="1" * 64))},
        {"media": None},
    ],
    ids=str,
)
def test_anything_that_it_says_is_content(changes: dict[str, Any]) -> None:
    assert content_hash(replace(BASE, **changes)) != content_hash(BASE)


def test_the_bio_is_content_of_a_bio_alone() -> None:
    other = Author(id="1", handle="toko", bio="jaket import")
    assert content_hash(replace(BASE, author=other)) == content_hash(BASE)
    bio = replace(BASE, kind=Kind.BIO)
    assert content_hash(replace(bio, author=other)) != content_hash(bio)


TEXTS = st.text(max_size=8)
ITEMS = st.fixed_dictionaries(
    {"id": TEXTS | TEXTS.map("capture:{}".format), "text": TEXTS},
    optional={
        "platform": TEXTS,
        "kind": st.sampled_from(Kind),
        "url": TEXTS | TEXTS.map("https://{}".format) | TEXTS.map("https://www.instagram.com/p/{}".format),
        "author": st.builds(Author, id=st.none() | TEXTS, handle=st.none() | TEXTS),
        "title": TEXTS,
    },
).map(lambda said: Item(**said))


@given(ITEMS)
def test_every_item_has_a_key_that_fits_its_column(item: Item) -> None:
    assert 1 < len(key(item)) <= 300
    assert key(item) == key(replace(item, captured_at=NOW, metrics=Metrics(views=1)))


@given(ITEMS, st.integers(0, 10**9), st.text(max_size=5))
def test_a_recapture_is_the_same_thing_with_the_same_content(item: Item, views: int, handle: str) -> None:
    again = replace(item, captured_at=NOW, metrics=Metrics(views=views), extra={"x": handle})
    assert (key(again), content_hash(again)) == (key(item), content_hash(item))


@given(ITEMS, ITEMS)
def test_items_known_by_nothing_but_their_content_are_one_only_where_they_say_the_same(
    one: Item, other: Item
) -> None:
    bare = [replace(item, id="capture:1", platform=None, url=None, author=None) for item in (one, other)]
    assert (key(bare[0]) == key(bare[1])) == (content_hash(bare[0]) == content_hash(bare[1]))
