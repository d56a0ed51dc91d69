"""Rows of cells that come from a workbook or a data frame, read as the same table in a text would be."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import chain, islice

from turunkan.core.readers.given import Given
from turunkan.core.readers.layout import layout_of
from turunkan.core.readers.table import cell_records
from turunkan.core.readers.unreadable import Cause, Unreadable
from turunkan.core.vocab import Broken, Item

_SAMPLE = 50  # rows from which the columns are told


def rows_as_items(rows: Iterable[list[str]], given: Given) -> Iterator[Item | Broken]:
    """Each row as an Item at `name:N`, the heading being row 1. Raises Unreadable where no column holds text."""
    coming = iter(rows)
    given.rows = first = list(islice(coming, _SAMPLE))
    if not any(any(row) for row in first):
        raise Unreadable(Cause.EMPTY, given.name)
    layout = layout_of(_as_text(first), whole=True, mapping=given.options.mapping, name=given.name)
    if layout is None:
        raise Unreadable(Cause.NO_TEXT_COLUMN, given.name, columns=", ".join(first[0]))
    numbered = enumerate(chain(first, coming), start=1)
    return cell_records(((n, row) for n, row in numbered if any(row)), given.name, layout, given.options.zone)


def _as_text(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    flat = [[" ".join(cell.split()) for cell in row] for row in rows if any(row)]
    csv.writer(text).writerows(flat)
    return text.getvalue().encode("utf-8", "replace")


def as_cell(value: object) -> str:
    """A value as it would be written in a table: whole numbers without a point, dates as ISO 8601 has them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, datetime | date | time) else str(value)
