"""Blocks give the Findings of the reference, byte for byte: on tables, on walls, on anything."""

import csv
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from turunkan.core.vocab import Author, Item, Kind, Lang

STEADY = settings(
    derandomize=True, database=None, deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow]
)
WORDS = (
    "bal", "segel", "balpres", "karung", "bekas", "second", "thrift", "impor", "korea", "jepang", "jaket",
    "kemeja", "ready", "minat", "wa", "monza", "bongkar", "supplier", "murah", "preloved", "crewneck", "bukan",
    "polisi", "bali", "bekasi", "ayam", "cakar", "global", "yang", "kualitas",
)  # fmt: skip
SCRAPS = (
    "0812-0000-1147", "nol delapan satu dua 0000 1234", "o812 0000 1234", "35k", "Rp 150.000", "3,5 juta", "@35rb",
    "2x", "b4l", "s3g3l", "b a l", "s.e.g.e.l", "be***", "b*kas", "#bajubekasimpor", "#thriftshopsolo", "im-por",
    "bal_press", "awul2", "sakeb", "bngkr", "karugn", "trifft", "ngebongkarin", "📦", "🇰🇷", "🇰🇷🇯🇵🇮", "\u200b",
    "“jaket second korea ready wa”", "'bal segel', katanya", "🧺", "ﷺ", "㎏", "ß", "\u3000", "\x85", "2026-11-22",
)  # fmt: skip
BETWEEN = (" ", " ", " ", "", "\n", ". ", ", ", "! ", "-", "  ", "#", "@", "'", '"', "(", ")")


def leet(word):
    return word.translate(str.maketrans("aeiost", "4310$7"))


def styled(word):
    return "".join(chr(0x1D5EE + ord(c) - 97) if c.isalpha() else c for c in word)


DISGUISES = (
    str, str.upper, leet, styled, " ".join, ".".join, "\u200b".join, lambda w: w[::-1], lambda w: w + w[-1] * 3,
    lambda w: w[0] + "".join(c for c in w[1:] if c not in "aiueo"), lambda w: w[:2] + "*" + w[3:],
    lambda w: w[:2] + w[3:2:-1] + w[4:], lambda w: "nge" + w + "nya", lambda w: w + "2",
    lambda w: "#" + w + "solo", lambda w: "".join(c + "\u0301" for c in w),
    lambda w: w[:3] + w[2:3] + w[3:], lambda w: w.replace("s", "z"),
)  # fmt: skip
DISGUISED = st.builds(
    lambda word, one, other: other(one(word)),
    st.sampled_from(WORDS),
    st.sampled_from(DISGUISES),
    st.just(str) | st.sampled_from(DISGUISES),
)
PIECES = st.one_of(DISGUISED, st.sampled_from(WORDS), st.sampled_from(SCRAPS), st.text(max_size=4))
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(BETWEEN)), max_size=14).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
ITEMS = st.builds(
    Item,
    id=st.just("1"),
    title=st.none() | TEXTS,
    text=TEXTS,
    image_text=st.none() | TEXTS,
    kind=st.sampled_from([None, Kind.LISTING, Kind.LIVE, Kind.BIO, Kind.COMMENT]),
    sponsored=st.sampled_from([None, True, False]),
    hashtags=st.none() | st.lists(PIECES, max_size=3).map(tuple),
    author=st.none() | st.builds(Author, handle=st.none() | PIECES, bio=st.none() | TEXTS),
    posted_at=st.sampled_from([None, datetime(2025, 12, 31, 20, tzinfo=UTC)]),
)


@STEADY
@given(st.lists(ITEMS, min_size=1, max_size=6))
def test_any_block_gives_what_the_reference_gives(same, items):
    same(items)


@STEADY
@given(st.text())
@example("a" * 65)
@example("\ud800 bal segel")
def test_any_text_gives_what_the_reference_gives(same, text):
    same([Item(id="1", text=text)])


@STEADY
@given(ITEMS, st.lists(ITEMS, max_size=4), st.integers(0, 4))
def test_one_item_alone_or_inside_any_block_gives_the_same_bytes(blocks, item, others, at):
    alone = blocks.find([item], everything=True)[0]
    inside = blocks.find([*others[:at], item, *others[at:]], everything=True)[min(at, len(others))]
    assert alone.as_json(Lang.ID) == inside.as_json(Lang.ID)


@STEADY
@given(ITEMS)
def test_every_hit_is_quoted_from_where_it_points(blocks, item):
    fields = {**dict(item.content()), **dict(item.context())}
    for hit in blocks.find([item], everything=True)[0].terms:
        if hit.field in fields:
            assert fields[hit.field][hit.start : hit.end] == hit.quote
            assert 0 <= hit.start < hit.end


@STEADY
@given(st.sampled_from(WORDS[:12]), st.data())
def test_invisible_or_styled_letters_added_to_a_hit_never_hide_it(blocks, word, data):
    plain = Item(id="1", text=f"ready jaket {word} korea wa")
    letters = [data.draw(st.sampled_from((c, c + "\u200b", c + "\u00ad", styled(c), c.upper()))) for c in word]
    hidden = Item(id="1", text=f"ready jaket {''.join(letters)} korea wa")
    seen, still = (blocks.find([one], everything=True)[0] for one in (plain, hidden))
    assert [hit.term for hit in still.terms] == [hit.term for hit in seen.terms]


FLAGS = st.lists(
    st.sampled_from([*"\U0001f1ef\U0001f1f5\U0001f1f0\U0001f1f7\u200b\u0301\ufe0fa ", "\U0001f1f0\U0001f1f7"]),
    max_size=9,
).map("".join)


@STEADY
@given(FLAGS, FLAGS)
def test_flags_with_unseen_signs_between_are_what_they_are_to_the_reference(same, one, other):
    same([Item(id="1", text=f"hoodie {one} bekas{other} ready dm")])


@STEADY
@given(st.data())
def test_unseen_signs_in_an_offer_never_hide_what_it_says(blocks, data):
    offer = "hoodie 🇯🇵🇰🇷 bekas ready, 📦 bal segel korea 3 juta, #bajubekasimpor wa 0812-0000-1147"
    unseen = st.sampled_from(("", "", "", "\u200b", "\u00ad", "\u2060", "\u200d"))
    hidden = "".join(char + data.draw(unseen) for char in offer)
    seen, still = (blocks.find([Item(id="1", text=text)], everything=True)[0] for text in (offer, hidden))
    assert [hit.term for hit in still.terms] == [hit.term for hit in seen.terms]


def test_every_row_of_every_table_gives_what_the_reference_gives(same, root):
    tables = [
        *(root / "tests/core/text/tables").glob("*.tsv"),
        *(root / "tests/core/detect/devices").glob("*.tsv"),
    ]
    texts = []
    for table in tables:
        with table.open(encoding="utf-8", newline="") as file:
            texts += [cell for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) for cell in row]
    assert len(texts) > 5000
    same([Item(id=str(at), text=text) for at, text in enumerate(dict.fromkeys(texts))])


def test_every_code_point_gives_what_the_reference_gives(same):
    """Each beside letters, a hundred to a text."""
    points = [chr(code) for code in range(0x20000) if unicodedata.category(chr(code)) not in ("Lo", "Cn", "Co")]
    lines = [points[at : at + 100] for at in range(0, len(points), 100)]
    same([Item(id="1", text=" ".join(f"ba{char}l" for char in line)) for line in lines])


@pytest.mark.parametrize(
    "wall",
    [
        "b" * 50_000, "balsegel" * 5_000, "bal segel " * 5_000, "x " * 20_000, "\u200b" * 50_000, "1," * 20_000,
        "🧺" * 20_000, "#x" * 20_000, "'a " * 10_000, "b4" * 20_000, "\ufdfa" * 20_000,
    ],
)  # fmt: skip
def test_a_wall_gives_what_the_reference_gives(same, wall):
    found = same([Item(id="1", text=f"{wall}\nready bal segel korea, minat wa"), Item(id="2", text="bal segel")])
    assert {"sealed-bale"} <= {hit.concept for hit in found[0].terms}
