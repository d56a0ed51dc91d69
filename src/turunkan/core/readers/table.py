"""Format: a table (CSV, TSV or with semicolons), one Item a row."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import tzinfo
from functools import partial

from turunkan.core.readers import items
from turunkan.core.readers.breakage import Breakage
from turunkan.core.readers.layout import Layout
from turunkan.core.readers.lines import Line
from turunkan.core.readers.picker import Picker
from turunkan.core.readers.registry import read_with
from turunkan.core.readers.rows import Row, Rows
from turunkan.core.vocab import Broken, Item

_LISTS = ("hashtags", "links")
_BETWEEN = re.compile(r"[\s,]+")
_FLAGS = {
    "true": True,
    "ya": True,
    "yes": True,
    "1": True,
    "false": False,
    "tidak": False,
    "no": False,
    "0": False,
}


def table_records(
    lines: Iterator[Line], name: str, layout: Layout, limit: int, zone: tzinfo | None = None
) -> Iterator[Item | Broken]:
    """Each row as an Item at the row's first line; an empty cell says nothing, so it is None.

    `zone` is that of dates without offset.
    """
    rows = Rows(lines, layout.delimiter, limit, len(layout.names))
    return cell_records(rows, name, layout, zone)


def cell_records(rows: Iterable[Row], name: str, layout: Layout, zone: tzinfo | None) -> Iterator[Item | Broken]:
    """The same of rows that are cut already."""
    coming = iter(rows)
    if layout.has_header:
        next(coming, None)
    for number, cells in coming:
        where = f"{name}:{number}"
        if isinstance(cells, Breakage):
            yield cells.at(where)
        else:
            to_item = partial(items.to_item, aside=_aside(cells, layout))
            row = dict(zip(layout.names, cells, strict=True))
            for part in read_with(to_item, Picker(_record(row, cells, layout), where, zone)):
                yield replace(part, record=row) if isinstance(part, Item) else part


def _aside(cells: list[str], layout: Layout) -> dict[str, object]:
    """What stands in the columns that no field takes, under their names."""
    taken = set(layout.columns.values())
    named = enumerate(zip(layout.names, cells, strict=True))
    return {name: cell for index, (name, cell) in named if index not in taken and cell.strip()}


def _record(row: dict[str, str], cells: list[str], layout: Layout) -> dict[str, object]:
    """The row as the JSON object of an Item."""
    known = layout.headings
    if known is None:
        return _fields(cells, layout)
    return _fields(list(known.cells(row).values()), layout) | known.beside(row)


def _fields(cells: list[str], layout: Layout) -> dict[str, object]:
    """What the cells say, under the Item's keys."""
    record: dict[str, object] = {}
    groups: dict[str, dict[str, object]] = {}
    for field, index in layout.columns.items():
        group, dot, key = field.partition(".")
        if cells[index].strip():
            target = groups.setdefault(group, {}) if dot else record
            target[key or group] = _value(field, cells[index])
    return record | groups


def _value(field: str, cell: str) -> object:
    """What a JSON object would hold; a cell that says nothing of the kind is refused by the field itself."""
    if field in _LISTS:
        return [piece for piece in _BETWEEN.split(cell) if piece]
    return _FLAGS.get(cell.strip().lower(), cell) if field == "sponsored" else cell
