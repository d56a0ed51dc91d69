"""The sieve: what it lets pass depends on each post alone, whatever was read before (that it misses nothing is
checked wherever blocks are compared with the reference)."""

import pytest

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


def in_tags(finding):
    return [hit for hit in finding.terms if hit.field == "hashtags[0]"]


@pytest.mark.parametrize("sign", ["#", "##", "＃"])
def test_a_hashtag_is_read_the_same_with_its_sign_and_without(same, sign):
    tags = ("balsegelsolo", "b4lsegelmpor", "balsegelkediri", "bekaskoreaxyz", "thriftshopsolo", "s3condjepangxx")
    items = [Item(id="1", text="halo wa dm", hashtags=(shown,)) for tag in tags for shown in (tag, sign + tag)]
    found = same(items)
    for plain, signed in zip(found[::2], found[1::2], strict=True):
        moved = [(hit.term, hit.quote, hit.start + len(sign), hit.end + len(sign)) for hit in in_tags(plain)]
        assert [(hit.term, hit.quote, hit.start, hit.end) for hit in in_tags(signed)] == moved
    assert any(map(in_tags, found))


def test_most_posts_are_held_back(blocks):
    everyday = ["Selamat pagi semua", "jaketku basah", "hujan lagi", "paket jepang", "wa aku ya"]
    items = [Item(id=str(at), text=text) for at, text in enumerate(everyday * 400)]
    assert blocks._sifted(items) == []


@pytest.mark.parametrize("between", ["", " ", " itu nomor rumah, ", " ya" * 180 + " "])
def test_a_term_is_let_pass_only_where_its_words_stand_close(blocks, between):
    """Wherever in the text it begins: the stretches that are noted come round every 512 letters."""
    passed = [
        blocks._sifted([Item(id="1", text=f"{'a' * before} 40{between}jaket")]) for before in range(0, 600, 7)
    ]
    assert passed == [[0] if len(between) < 2 else []] * len(passed)


def test_a_name_that_nobody_bears_twice_is_forgotten_in_time(blocks, monkeypatch):
    monkeypatch.setattr("turunkan.core.block.sifter._MOST_NAMES", 3)
    items = [post("selamat pagi", name=f"Nama {'abcdefgh'[at]}x", handle=f"h{at}") for at in range(8)]
    for item in items:
        blocks.find([item])
    assert len(blocks._sifter._wordless) <= 5


def test_every_text_that_is_read_is_sieved(blocks):
    """Each field alone, with a word of its own in it."""
    fields = {"title": "t", "text": "x", "transcript": "s", "image_text": "i", "hashtags": ("g",)}
    authors = {"name": "n", "handle": "h", "bio": "b"}
    items = [Item(id="1", **{name: value}) for name, value in fields.items()]
    items += [
        Item(id="1", kind=kind, author=Author(**{name: value})) for name, value in authors.items() for kind in Kind
    ]
    for item in items:
        seen = []
        blocks._sifter._space, kept = Listening(blocks._sifter._space, seen), blocks._sifter._space
        try:
            blocks._sifted([item])
        finally:
            blocks._sifter._space = kept
        assert seen == [text for _, text in (*item.content(), *item.context())]


class Listening:
    """A workspace that tells which texts it takes in."""

    def __init__(self, space, seen):
        self._space, self._seen = space, seen

    def load(self, texts):
        self._seen += texts
        self._space.load(texts)

    def __getattr__(self, name):
        return getattr(self._space, name)


MILLIONS = ("3,1jt", "1500k", "2000-4720rb", "2000 - 472rb", "2000 s/d 472rb", "2000 sd 472rb", "rp 1.500.000",
            "rp1500000", "@2juta", "1000 ribuan", "4–8 juta")  # fmt: skip
LESS = (
    "472rb",
    "1.500rb",
    "1.000 rb",
    "999 ribu",
    "rp 472rb",
    "@35rb",
    "15-35rb",
    "rp 50.000",
    "1,5rb",
    "100k",
    "2000, 472rb",
)


def test_a_price_of_millions_is_met_however_it_is_written(same):
    posts = [
        Item(id=price, text=f"Ready glondong jaket campur 45 kg, {price}, japri") for price in MILLIONS + LESS
    ]
    assert [one.id for one in same(posts) if "suspect-lot" in one.rules] == list(MILLIONS)


def test_a_word_that_needs_others_is_held_back_without_them(blocks, same):
    alone = [Item(id=str(at), text=f"kota roma {at}rb") for at in range(9)]
    beside = [Item(id=str(at), text=f"jual baju roma {at}rb, minat wa") for at in range(9)]
    assert blocks._sifted(alone) == []
    assert blocks._sifted(beside) == list(range(9))
    same([*alone, *beside])
