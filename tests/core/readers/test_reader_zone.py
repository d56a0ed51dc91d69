"""Dates without offset: of the zone that a person said, else named and left out, never guessed."""

import io
from datetime import UTC, datetime, timedelta, timezone

import pytest

from turunkan.core.readers import Code, ReadOptions, read, read_posts
from turunkan.core.readers.stretches import read_stretch, stretches
from turunkan.core.vocab import Broken, Item, zone_of

WITA = timezone(timedelta(hours=8))
SOURCES = {
    "lines": b'{"text": "jaket", "posted_at": "DATE"}\n{"text": "kemeja", "posted_at": "DATE"}\n',
    "array": b'[{"text": "jaket", "posted_at": "DATE"}]',
    "object": b'{"text": "jaket", "posted_at": "DATE"}',
    "table": b"text,posted_at\njaket,DATE\n",
}
LOCAL = {
    "2026-11-20T23:30:00": datetime(2026, 11, 20, 15, 30, tzinfo=UTC),
    "2026-11-20 23:30": datetime(2026, 11, 20, 15, 30, tzinfo=UTC),
    "2026-11-20 23:30:00.5": datetime(2026, 11, 20, 15, 30, 0, 500_000, tzinfo=UTC),
    "2026-11-20": datetime(2026, 11, 19, 16, tzinfo=UTC),
}


@pytest.mark.parametrize("written", LOCAL)
@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("reading", [read, read_posts])
def test_it_is_of_the_zone_that_was_said(reading, kind: str, written: str) -> None:
    content = io.BytesIO(SOURCES[kind].replace(b"DATE", written.encode()))
    items = [one.whole() for one in reading(content, "f", ReadOptions(zone=WITA))]
    assert {item.posted_at for item in items} == {LOCAL[written]}
    assert items[0].posted_at.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize("written", LOCAL)
@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("reading", [read, read_posts])
def test_it_is_named_and_left_out_where_nobody_said_one(reading, kind: str, written: str) -> None:
    parts = list(reading(io.BytesIO(SOURCES[kind].replace(b"DATE", written.encode())), "f"))
    broken = [part for part in parts if isinstance(part, Broken)]
    items = [part.whole() for part in parts if not isinstance(part, Broken)]
    assert {(part.code, part.part) for part in broken} == {(Code.NO_OFFSET.value, "posted_at")}
    assert len(broken) == len(items)
    assert {item.posted_at for item in items} == {None}


@pytest.mark.parametrize("written", ["2026-11-20T23:30:00Z", "2026-11-20T23:30:00+09:00"])
@pytest.mark.parametrize("kind", SOURCES)
def test_an_offset_that_is_written_is_kept(kind: str, written: str) -> None:
    content = io.BytesIO(SOURCES[kind].replace(b"DATE", written.encode()))
    items = [part for part in read(content, "f", ReadOptions(zone=WITA)) if isinstance(part, Item)]
    assert {item.posted_at for item in items} == {datetime.fromisoformat(written)}


@pytest.mark.parametrize("written", ["20/11/2026 23:30", "2026-11-20 24:01", "2026-02-30", "23:30", "2026"])
def test_what_is_no_date_is_none_in_any_zone(written: str) -> None:
    content = io.BytesIO(SOURCES["table"].replace(b"DATE", written.encode()))
    broken, item = read(content, "f", ReadOptions(zone=WITA))
    assert (broken.code, item.posted_at) == (Code.BAD_DATE.value, None)


def test_stretches_of_a_file_know_the_zone_too() -> None:
    options = ReadOptions(zone=WITA)
    content = io.BytesIO(SOURCES["lines"].replace(b"DATE", b"2026-11-20 23:30"))
    (stretch,) = stretches(content, "f", 1 << 20, options) or ()
    items = [part.whole() for part in read_stretch(content, "f", stretch, options)]
    assert [item.posted_at for item in items] == [LOCAL["2026-11-20 23:30"]] * 2


@pytest.mark.parametrize(
    ("text", "hours"), [("+07:00", 7), ("-03:30", -3.5), ("+00:00", 0), ("Asia/Jayapura", 9), ("UTC", 0)]
)
def test_a_zone_by_offset_or_name(text: str, hours: float) -> None:
    assert zone_of(text).utcoffset(datetime(2026, 11, 20, tzinfo=None)) == timedelta(hours=hours)  # noqa: DTZ001


@pytest.mark.parametrize("text", ["", "07:00", "+7", "+25:00", "+07:60", "WIB", "Asia", "../etc/passwd", "/etc/x"])
def test_what_is_no_zone(text: str) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        zone_of(text)
