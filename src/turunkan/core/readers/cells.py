"""Rows of cells that come from a workbook or a data frame, read as the same table in a text would be."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import chain, islice

from turunkan.core.readers.breakage import Breakage, Code, shown
from turunkan.core.readers.given import Given
from turunkan.core.readers.layout import layout_of
from turunkan.core.readers.table import cell_records
from turunkan.core.readers.unreadable import Cause, Unreadable
from turunkan.core.vocab import Broken, Item

_SAMPLE = 50  # rows from which the columns are told
_WHOLE = 2**53  # below it every whole number is a number of floating point too (IEEE 754, binary64)


def rows_as_items(rows: Iterable[list[str]], given: Given) -> Iterator[Item | Broken]:
    """Each row as an Item at `name:N`, the heading being the first that is no title of the whole.

    Raises Unreadable where no column holds text.
    """
    coming = enumerate(rows, start=1)
    numbered = [(number, row) for number, row in islice(coming, _SAMPLE) if any(row)]
    if not numbered:
        raise Unreadable(Cause.EMPTY, given.name)
    above = _titles([row for _, row in numbered])
    given.rows = first = [row for _, row in numbered[above:]]
    layout = layout_of(_as_text(first), whole=True, mapping=given.options.mapping, name=given.name)
    if layout is None:
        raise Unreadable(Cause.NO_TEXT_COLUMN, given.name, columns=", ".join(first[0]))
    rest = (each for each in coming if any(each[1]))
    records = cell_records(chain(numbered[above:], rest), given.name, layout, given.options.zone)
    return chain((_named(row, f"{given.name}:{number}") for number, row in numbered[:above]), records)


def _titles(rows: Sequence[list[str]]) -> int:
    """How many rows stand above the heading: one cell each, where most rows have several."""
    filled = [sum(map(bool, row)) for row in rows]
    wide = sum(count > 1 for count in filled)
    return next(at for at, count in enumerate(filled) if count > 1) if 2 * wide > len(filled) else 0


def _named(row: list[str], where: str) -> Broken:
    return Breakage(Code.ABOVE_HEADING, value=shown(next(filter(None, row)))).at(where)


def _as_text(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    flat = [[" ".join(cell.split()) for cell in row] for row in rows if any(row)]
    csv.writer(text).writerows(flat)
    return text.getvalue().encode("utf-8", "replace")


def as_cell(value: object) -> str:
    """A value as it would be written in a table: whole numbers without a point, dates as ISO 8601 has them."""
    if value is None or value != value:  # not a number
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value)) if abs(value) < _WHOLE else f"{value:.14E}"
    return value.isoformat() if isinstance(value, datetime | date | time) else str(value)
