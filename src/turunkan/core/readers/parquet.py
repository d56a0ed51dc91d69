"""Format: Parquet (https://parquet.apache.org/docs/file-format/), read in batches.

A flat file is a table as any other; where a column is nested, each row is a record with the keys of an Item.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from math import isfinite
from typing import Any

from turunkan.core.readers.breakage import Breakage, Code, shown
from turunkan.core.readers.cells import as_cell, rows_as_items
from turunkan.core.readers.given import Given
from turunkan.core.readers.registry import read_value
from turunkan.core.readers.unreadable import Cause, Unreadable
from turunkan.core.vocab import Broken, Item

PARQUET_MAGIC = b"PAR1"
_BATCH = 1024  # rows


def parquet_file(given: Given) -> Iterator[Item | Broken]:
    """The rows of a Parquet file as Items. Raises Unreadable where it cannot be opened."""
    if find_spec("pyarrow") is None:
        raise Unreadable(Cause.NEEDS_EXTRA, given.name, kind="Parquet")
    arrow, file = _arrow(), given.file()
    file.seek(0)
    try:
        table = arrow.parquet.ParquetFile(file)
        size = sum(table.metadata.row_group(n).total_byte_size for n in range(table.metadata.num_row_groups))
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise Unreadable(Cause.DAMAGED_ARCHIVE, given.name) from error
    if size > given.options.limits.total:
        raise Unreadable(Cause.TOO_LARGE, given.name, limit=given.options.limits.total)
    names, lost = table.schema_arrow.names, Counter[str]()
    rows = ({name: _text(row.get(name), name, lost) for name in names} for row in _rows(table, given))
    if any(arrow.types.is_nested(kind) for kind in table.schema_arrow.types):
        return chain(_nested(rows, given), _named(lost, given.name))
    cells = ([as_cell(value) for value in row.values()] for row in rows)
    return chain(rows_as_items(_headed(names, cells), given), _named(lost, given.name))


@cache
def _arrow() -> Any:
    """The library of the extra `intake`, loaded for the file that needs it: that takes a third of a second."""
    import_module("pyarrow.parquet")
    return import_module("pyarrow")


def _headed(names: list[str], cells: Iterator[list[str]]) -> Iterator[list[str]]:
    yield names
    yield from cells


def _rows(table: Any, given: Given) -> Iterator[dict[str, Any]]:
    """Each row by the names of its columns. Raises Unreadable where the file is damaged further on."""
    try:
        for batch in table.iter_batches(_BATCH):
            yield from batch.to_pylist()
    except (_arrow().ArrowException, OSError, ValueError) as error:
        raise Unreadable(Cause.DAMAGED_ARCHIVE, given.name) from error


def _nested(rows: Iterator[dict[str, Any]], given: Given) -> Iterator[Item | Broken]:
    for number, row in enumerate(rows, start=1):
        yield from read_value(_plain(row), f"{given.name}:{number}", given.options.zone)


def _text(value: Any, column: str, lost: Counter[str]) -> Any:
    """A value whose bytes are texts; None for bytes that are none, which are counted."""
    if isinstance(value, dict):
        return {key: _text(one, column, lost) for key, one in value.items()}
    if isinstance(value, list):
        return [_text(one, column, lost) for one in value]
    if not isinstance(value, bytes):
        return value
    try:
        return value.decode()
    except UnicodeDecodeError:
        lost[column] += 1
        return None


def _named(lost: Counter[str], name: str) -> Iterator[Broken]:
    """A broken part for each column of which cells were lost."""
    for column, count in lost.items():
        yield Breakage(Code.NOT_TEXT, column=shown(column), count=count).at(name, part="cells")


def _plain(value: Any) -> Any:
    """A value in JSON's own types; what is null was not said."""
    if isinstance(value, dict):
        return {key: plain for key, one in value.items() if (plain := _plain(one)) is not None}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and not isfinite(value):
        return None
    return value if isinstance(value, str | int | float | None) else str(value)
