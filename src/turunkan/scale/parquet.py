"""Parquet: rows whose columns are named as an Item's keys (nested, or flat as `author.handle`) → Items."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

import pyarrow as pa
from pyarrow import parquet

from turunkan.core.readers import Cause, Unreadable
from turunkan.core.readers.registry import read_value
from turunkan.core.vocab import Broken, Item, Wording

_MAGIC = b"PAR1"
_ROWS = 2048  # decoded at once
_DAMAGED = Wording(
    id="Berkas Parquet ini rusak; yang dapat dibuka sudah dibaca. Salin atau ekspor ulang berkasnya.",
    en="This Parquet file is damaged; what could be opened was read. Copy or export the file again.",
)
_TROUBLES = (pa.ArrowException, OSError)


@dataclass(frozen=True, slots=True)
class RowGroup:
    """One group of rows: its number from 0, the number of its first row from 1, and its size in bytes."""

    number: int
    first: int
    weight: int


def is_parquet(source: BinaryIO) -> bool:
    """Whether a file begins as Parquet does; it is left at its beginning."""
    head = source.read(len(_MAGIC))
    source.seek(0)
    return head == _MAGIC


def row_groups(source: BinaryIO, name: str) -> Iterator[RowGroup]:
    """The groups of a file's rows. Raises Unreadable."""
    try:
        metadata = parquet.ParquetFile(source).metadata
    except _TROUBLES as error:
        raise Unreadable(Cause.DAMAGED, name, detail=_DAMAGED) from error
    if not metadata.num_rows:
        raise Unreadable(Cause.EMPTY, name)
    first = 1
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        yield RowGroup(number, first, group.total_byte_size)
        first += group.num_rows


def read_row_group(source: BinaryIO, name: str, number: int, first: int) -> Iterator[Item | Broken]:
    """The rows of one group, each at `name:row`; where it is damaged, the rest of it as one broken part."""
    row = first
    try:
        for batch in parquet.ParquetFile(source).iter_batches(_ROWS, row_groups=[number]):
            for record in batch.to_pylist():
                yield from read_value(_as_json(_nested(record)), f"{name}:{row}")
                row += 1
    except _TROUBLES:
        yield Broken(where=f"{name}:{row}", part="rest", code="damaged-parquet", message=_DAMAGED)


def _nested(record: dict[str, Any]) -> dict[str, Any]:
    """`author.handle` as a key of `author`; what a flat column does not say is absent."""
    nested = {column: value for column, value in record.items() if "." not in column}
    for column, value in record.items():
        group, dot, key = column.partition(".")
        if dot and value is not None:
            inner = nested.get(group) or {}
            nested |= {group: {**inner, key: value}} if isinstance(inner, dict) else {column: value}
    return nested


def _as_json(value: Any) -> Any:
    """The value as JSON would hold it; a moment without an offset stays one, and is refused by its field."""
    if isinstance(value, dict):
        return {key: _as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
