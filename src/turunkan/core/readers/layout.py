"""Layout of a table: its separator, and which column holds what, told from its beginning."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from turunkan.core.readers.breakage import Breakage
from turunkan.core.readers.headings import Headings, headings_of
from turunkan.core.readers.items import CELL_FIELDS, CONTENT
from turunkan.core.readers.lines import newline_of, text_lines
from turunkan.core.readers.rows import TAB, Rows
from turunkan.core.readers.unreadable import Cause, Unreadable

_ONE_COLUMN = "\x1f"  # the unit separator, which no text holds
_DELIMITERS = (_ONE_COLUMN, TAB, ";", ",")
_HEADINGS = ("text", "title")
_HEADING = re.compile(r"[A-Za-z_][\w.\-]*(?: [\w.\-]+){0,2}")
_POSITION = re.compile(r"[1-9][0-9]{0,5}")
_SAMPLE_ROWS = 200


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is cut: the `names` of its columns, and the column (from 0) of each Item field it holds.

    `headings` is there where the table is a known one and nobody said what its columns hold.
    """

    delimiter: str
    names: tuple[str, ...]
    columns: Mapping[str, int]
    has_header: bool
    headings: Headings | None = None


@dataclass(frozen=True, slots=True)
class _Sample:
    """The first rows of a text, cut at one separator."""

    delimiter: str
    first: tuple[str, ...]
    size: int  # rows
    evenness: float  # share of the rows that are as wide as the first; zero where it is less than half

    def has(self, columns: Mapping[str, str]) -> int:
        """How many of the wanted columns the first row names."""
        return sum(_index(self.first, column) is not None for column in columns.values())


def layout_of(head: bytes, *, whole: bool, mapping: Mapping[str, str], name: str) -> Layout | None:
    """The layout of a table that begins with `head` (`whole`: nothing follows); None where it is no table.

    `mapping` goes from Item field to column. Raises Unreadable where no column is known to hold the text.
    """
    _check_fields(mapping, name)
    samples = [_sample(head, delimiter, whole=whole) for delimiter in _DELIMITERS]
    even = max(samples, key=lambda sample: sample.evenness)
    for sample in () if mapping else samples:
        if known := headings_of(sample.first):
            return replace(_layout(sample, sample.first, known.mapping(sample.first), name), headings=known)
    if mapping and all(_is_position(column, even.first) for column in mapping.values()):
        return _layout(even, tuple(str(n) for n, _ in enumerate(even.first, start=1)), mapping, name)
    wanted = mapping or {heading: heading for heading in _HEADINGS}
    named = max(samples, key=lambda sample: (sample.has(wanted), sample.evenness))
    if mapping or named.has(wanted):
        return _layout(named, named.first, mapping, name)
    if even.size > 1 and even.evenness == 1 and _is_header(even.first):
        raise Unreadable(Cause.NO_TEXT_COLUMN, name, columns=", ".join(even.first))
    return None


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """The columns by what stands over them; by their number too where that is nothing, or stands there twice."""
    bare = [name.strip() for name in names]
    times = Counter(name.lower() for name in bare)
    return tuple(
        name if name and times[name.lower()] == 1 else f"{name} #{at}".strip()
        for at, name in enumerate(bare, start=1)
    )


def separator_of(head: bytes) -> str:
    """The separator at which the beginning of a table gives the evenest rows."""
    return max((_sample(head, each, whole=True) for each in _DELIMITERS), key=lambda one: one.evenness).delimiter


def _check_fields(mapping: Mapping[str, str], name: str) -> None:
    for field in mapping:
        if field not in CELL_FIELDS:
            raise Unreadable(Cause.NO_SUCH_FIELD, name, field=field, fields=", ".join(CELL_FIELDS))


def _sample(head: bytes, delimiter: str, *, whole: bool) -> _Sample:
    lines = text_lines([head], len(head), newline_of(head))
    rows = [cells for _, cells in islice(Rows(lines, delimiter, len(head)), _SAMPLE_ROWS)]
    if not whole and len(rows) > 1 and len(rows) < _SAMPLE_ROWS:
        rows.pop()  # cut off where the sample ends
    even = [cells for cells in rows if not isinstance(cells, Breakage)]
    first = distinct(even[0]) if even else ()
    share = len(even) / len(rows) if len(first) > 1 else 0.0
    return _Sample(delimiter, first, len(rows), share if share >= 0.5 else 0.0)


def _is_position(column: str, first: tuple[str, ...]) -> bool:
    """Whether a column is meant by its number; tables whose columns are all named by numbers exist too."""
    is_name = column in first and all(cell.isdecimal() for cell in first)
    return _POSITION.fullmatch(column) is not None and not is_name


def _is_header(first: tuple[str, ...]) -> bool:
    return len(set(first)) == len(first) and all(_HEADING.fullmatch(cell) for cell in first)


def _layout(sample: _Sample, names: tuple[str, ...], mapping: Mapping[str, str], name: str) -> Layout:
    columns = {field: _found(names, field, column, name) for field, column in mapping.items()}
    for field in CELL_FIELDS:
        index = _index(names, field)
        if field not in columns and index is not None and index not in columns.values():
            columns[field] = index
    if not columns.keys() & set(CONTENT):
        raise Unreadable(Cause.NO_TEXT_COLUMN, name, columns=", ".join(names))
    return Layout(sample.delimiter, names, columns, has_header=names is sample.first)


def _found(names: tuple[str, ...], field: str, column: str, name: str) -> int:
    index = _index(names, column)
    if index is None:
        raise Unreadable(Cause.NO_SUCH_COLUMN, name, column=column, columns=", ".join(names), field=field)
    return index


def _index(names: tuple[str, ...], column: str) -> int | None:
    """The column of that very name, else the first that differs in case alone."""
    lowered = [name.lower() for name in names]
    for listed, wanted in ((names, column), (lowered, column.lower())):
        if wanted in listed:
            return listed.index(wanted)
    return None
