"""The sieve: what it lets pass depends on each post alone, whatever was read before (that it misses nothing is
checked wherever blocks are compared with the reference)."""

from turunkan.core.vocab import Author, Item, Kind

OFFER = "Ready bal segel jaket second import Korea, harga 3 juta, minat WA"


def post(text: str, **author: str) -> Item:
    return Item(id="1", text=text, author=Author(**author))


def surfaced(blocks, *items: Item) -> list[bool]:
    return [finding is not None for finding in blocks.find(items)]


def test_an_offer_surfaces_whoever_says_it(blocks):
    names = {"name": "Budi Santosa", "handle": "budi.9469"}
    assert surfaced(blocks, *[post("Selamat pagi", **names)] * 3, post(OFFER, **names)) == [False] * 3 + [True]


def test_words_in_an_authors_name_count_under_every_post(same):
    items = [post("ready jaket korea, minat wa", name="Bal Segel Jaya", handle="toko.bal.segel")] * 3
    same(items)
    same([*items, post("selamat pagi", name="Bal Segel Jaya")])


def test_what_the_platform_marks_counts(same):
    said = "jaket second korea"
    same([Item(id="1", text=said, kind=kind, sponsored=sponsored) for kind in Kind for sponsored in (None, True)])


def test_most_posts_are_held_back(blocks):
    everyday = ["Selamat pagi semua", "jaketku basah", "hujan lagi", "jaket korea", "wa aku ya"]
    items = [Item(id=str(at), text=text) for at, text in enumerate(everyday * 400)]
    assert blocks._sifted(items) == []


def test_a_name_that_nobody_bears_twice_is_forgotten_in_time(blocks, monkeypatch):
    monkeypatch.setattr("turunkan.core.block.sifter._MOST_NAMES", 3)
    items = [post("selamat pagi", name=f"Nama {'abcdefgh'[at]}x", handle=f"h{at}") for at in range(8)]
    for item in items:
        blocks.find([item])
    assert len(blocks._sifter._wordless) <= 5
