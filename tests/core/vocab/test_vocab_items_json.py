"""Item as JSON: what is written is read back the same, and the record behind it stays whole."""

import io
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.readers import read
from turunkan.core.readers.registry import read_value
from turunkan.core.vocab import Author, Item, Kind, Media, Metrics

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IDS = TEXTS.filter(str.strip)
COUNTS = st.integers(0, 10**18 - 1)
HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)
ZONES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(2, 1, 3), datetime(9998, 12, 29), timezones=ZONES)  # noqa: DTZ001
TAGS = st.lists(TEXTS.map(lambda text: text.lstrip("#＃")).filter(bool), unique=True, max_size=3).map(tuple)


def parts(of: type, **named: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Things of a class of which any part may not have been said."""
    return st.fixed_dictionaries({}, optional=named).map(lambda said: of(**said))


AUTHORS = parts(Author, id=IDS, handle=TEXTS, name=TEXTS, bio=TEXTS, followers=COUNTS)
METRICS = parts(Metrics, views=COUNTS, likes=COUNTS, comments=COUNTS, shares=COUNTS)
MEDIA = st.lists(parts(Media, url=TEXTS, sha256=HASHES, pdq=HASHES), max_size=2).map(tuple)
ITEMS = st.fixed_dictionaries(
    {"id": IDS, "text": TEXTS},
    optional={
        "platform": TEXTS,
        "kind": st.sampled_from(Kind),
        "url": TEXTS,
        "parent": IDS,
        "author": AUTHORS,
        "title": TEXTS,
        "transcript": TEXTS,
        "image_text": TEXTS,
        "hashtags": TAGS,
        "links": st.lists(TEXTS, max_size=3).map(tuple),
        "sponsored": st.booleans(),
        "place": TEXTS,
        "posted_at": MOMENTS,
        "captured_at": MOMENTS,
        "metrics": METRICS,
        "media": MEDIA,
    },
).map(lambda said: Item(**said))


@given(ITEMS)
def test_an_item_comes_back_from_its_json(item: Item) -> None:
    document = json.loads(json.dumps(item.as_json()))
    (again,) = read_value(document, "f:1")
    assert again == item
    assert isinstance(again, Item)
    assert again.record == document


@given(ITEMS)
def test_what_the_source_did_not_say_is_absent_from_the_json(item: Item) -> None:
    absent = {name for name in ("title", "author", "posted_at", "sponsored") if getattr(item, name) is None}
    assert not absent & item.as_json().keys()
    assert None not in item.as_json().values()


def test_zero_no_and_empty_were_said() -> None:
    item = Item(id="p1", text="", sponsored=False, hashtags=(), metrics=Metrics(likes=0), author=Author(name=""))
    assert item.as_json() == {
        "id": "p1",
        "author": {"name": ""},
        "text": "",
        "hashtags": [],
        "sponsored": False,
        "metrics": {"likes": 0},
    }


def test_a_moment_keeps_its_offset() -> None:
    jayapura = timezone(timedelta(hours=9))
    item = Item(id="p1", text="a", posted_at=datetime(2026, 1, 31, 9, 30, tzinfo=jayapura))
    assert item.as_json()["posted_at"] == "2026-01-31T09:30:00+09:00"


@pytest.mark.parametrize(
    "record",
    [
        {"text": "jaket", "label": 1, "deep": {"list": [1, None, {"x": "y"}]}},
        {"text": "jaket", "id": 7, "posted_at": "kemarin", "author": {"handle": "toko.contoh", "verified": True}},
        {
            "item_id": "1",
            "source_platform": "x.com",
            "timestamp_collected": 1_763_600_000_000,
            "data": {
                "rest_id": "1",
                "legacy": {"full_text": "jaket", "created_at": "Thu Nov 20 01:00:00 +0000 2025", "lang": "in"},
            },
        },
    ],
    ids=["unknown-keys", "broken-fields", "envelope"],
)
def test_an_item_holds_the_whole_record_that_it_was_read_from(record: dict[str, Any]) -> None:
    before = json.dumps(record)
    *_, item = read_value(record, "f:1")
    assert isinstance(item, Item)
    assert json.dumps(item.record) == before


@pytest.mark.parametrize(
    ("content", "records"),
    [
        (b"id,text,label,likes\np1,jaket,1, 7\np2,baju,,\n", [["p1", "jaket", "1", " 7"], ["p2", "baju", "", ""]]),
        (b"id;text;posted_at;label\np1;jaket;kemarin;1\n", [["p1", "jaket", "kemarin", "1"]]),
    ],
    ids=["columns-that-no-field-takes", "broken-field"],
)
def test_an_item_of_a_table_holds_its_whole_row(content: bytes, records: list[list[str]]) -> None:
    names = content.decode().splitlines()[0].replace(";", ",").split(",")
    found = [item.record for item in read(io.BytesIO(content), "f") if isinstance(item, Item)]
    assert found == [dict(zip(names, cells, strict=True)) for cells in records]


def test_the_record_is_no_part_of_what_an_item_is() -> None:
    (item,) = read_value({"id": "p1", "text": "jaket"}, "f:1")
    assert item == Item(id="p1", text="jaket")
    assert isinstance(item, Item)
    assert "record" not in item.as_json()
    assert "record" not in repr(item)


def test_an_item_that_was_never_read_has_no_record() -> None:
    assert Item(id="p1", text="a", captured_at=datetime(2026, 1, 31, tzinfo=UTC)).record is None
