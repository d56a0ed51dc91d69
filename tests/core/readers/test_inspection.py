"""What a source is seen to be before it is read in earnest, and what a person is asked."""

import csv
import io
import zipfile
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from workbooks import workbook

from turunkan.core.readers import Question, ReadOptions, Unreadable, inspect, read
from turunkan.core.vocab import Broken, Item, zone_of

FORMATS = Path(__file__).parents[3] / "examples/captures/formats"
SAMPLES = [file for file in sorted(FORMATS.iterdir()) if ".expected." not in file.name]
ROWS = [["tanggal", "isi"], ["2026-11-20 23:30", "jaket bekas"], ["2026-11-21 08:00", "kemeja bekas"]]


def as_csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def as_parquet(rows: list[list[str]]) -> bytes:
    file, (names, *cells) = io.BytesIO(), rows
    columns = dict(zip(names, map(list, zip(*cells, strict=True)), strict=True))
    pyarrow.parquet.write_table(pyarrow.table(columns), file)
    return file.getvalue()


tables = pytest.mark.parametrize("written", [as_csv, workbook, as_parquet], ids=["csv", "xlsx", "parquet"])


@pytest.mark.parametrize(
    "sample", [one for one in SAMPLES if ".expected." not in one.name], ids=lambda one: one.name
)
def test_it_sees_what_a_reading_brings(sample: Path) -> None:
    content = sample.read_bytes()
    whole = read(io.BytesIO(content), sample.name)
    parts = list(whole)
    seen = inspect(io.BytesIO(content), sample.name)
    assert seen.format == whole.format
    assert list(seen.items) == [part for part in parts if isinstance(part, Item)][:5]
    assert list(seen.broken) == [part for part in parts if isinstance(part, Broken)][:20]
    assert (Question.ZONE in seen.asks) == any(part.code == "no-offset" for part in seen.broken)
    assert Question.MAPPING not in seen.asks


@tables
def test_a_table_asks_which_column_holds_the_text(written) -> None:
    seen = inspect(io.BytesIO(written(ROWS)), "f")
    assert seen.asks == {Question.MAPPING}
    assert [list(seen.columns), *map(list, seen.rows)] == ROWS


@tables
def test_once_that_is_said_it_asks_for_the_zone_and_then_for_nothing(written) -> None:
    mapping = {"text": "isi", "posted_at": "tanggal"}
    asked = inspect(io.BytesIO(written(ROWS)), "f", ReadOptions(mapping=mapping))
    assert asked.asks == {Question.ZONE}
    assert [item.text for item in asked.items] == ["jaket bekas", "kemeja bekas"]
    assert list(asked.columns) == ROWS[0]
    answered = inspect(io.BytesIO(written(ROWS)), "f", ReadOptions(mapping=mapping, zone=zone_of("+08:00")))
    assert (answered.asks, answered.broken) == (frozenset(), ())
    assert answered.items[0].posted_at.isoformat() == "2026-11-20T23:30:00+08:00"


@tables
def test_of_a_long_table_the_first_rows_are_shown(written) -> None:
    seen = inspect(io.BytesIO(written([["text"], *([f"jaket {n}"] for n in range(5000))])), "f")
    assert (len(seen.rows), len(seen.items), seen.asks) == (5, 5, frozenset())


def test_an_archive_larger_than_a_beginning_is_seen_too() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("isi.jsonl", b'{"text": "jaket"}\n' * 100_000)
    file.seek(0)
    seen = inspect(file, "f")
    assert (seen.format, len(seen.items), seen.asks) == ("zip", 5, frozenset())


def test_a_large_document_is_not_called_broken_for_its_size() -> None:
    content = b'{"text": "jaket", "title": "%s"}' % (b"x" * (3 << 20))
    seen = inspect(io.BytesIO(content), "f")
    assert (len(seen.items), seen.broken) == (1, ())


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\0" * 200], ids=["empty", "foreign", "binary"])
def test_what_is_no_capture_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        inspect(io.BytesIO(content), "f")
