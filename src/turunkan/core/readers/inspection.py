"""Inspection: what a source is and how its first records would be read, before anything is kept."""

import io
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import BinaryIO

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.capture import DEFAULTS, ReadOptions
from turunkan.core.readers.formats import read_given
from turunkan.core.readers.given import Given
from turunkan.core.readers.layout import distinct, separator_of
from turunkan.core.readers.lines import newline_of, text_lines
from turunkan.core.readers.rows import Rows
from turunkan.core.readers.texts import head_of, opened_text
from turunkan.core.readers.unreadable import Cause, Unreadable
from turunkan.core.vocab import Broken, Item

_MOST_RECORDS = 200
_SAMPLES = 5
_MOST_BROKEN = 20
_NO_CELLS: list[tuple[str, ...]] = [()]
_NOTHING: frozenset["Question"] = frozenset()


class Question(StrEnum):
    """What only a person can say of a source."""

    MAPPING = "mapping"
    ZONE = "zone"


@dataclass(frozen=True, slots=True)
class Inspection:
    """The format, a table's columns and first rows, the first Items and broken parts, and what is asked."""

    format: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    items: tuple[Item, ...]
    broken: tuple[Broken, ...]
    asks: frozenset[Question]


def inspect(source: BinaryIO, name: str, options: ReadOptions = DEFAULTS) -> Inspection:
    """The beginning of a source: 200 records at most. Raises Unreadable where it is no capture at all."""
    given = Given(source, name, options)
    try:
        capture = read_given(given)
    except Unreadable as stop:
        if stop.cause is not Cause.NO_TEXT_COLUMN:
            raise
        columns, *rows = _table(given)
        return Inspection("table", columns, tuple(rows), (), (), frozenset({Question.MAPPING}))
    parts = list(islice(capture, _MOST_RECORDS))
    columns, *rows = _table(given) if given.rows or capture.format == "table" else _NO_CELLS
    items = [part for part in parts if isinstance(part, Item)]
    broken = [part for part in parts if isinstance(part, Broken)]
    asks = frozenset({Question.ZONE}) if any(part.code == Code.NO_OFFSET for part in broken) else _NOTHING
    return Inspection(
        capture.format, columns, tuple(rows), tuple(items[:_SAMPLES]), tuple(broken[:_MOST_BROKEN]), asks
    )


def _table(given: Given) -> list[tuple[str, ...]]:
    """The heading and the first rows of a table, whatever it is kept in."""
    rows = [tuple(row) for row in given.rows if any(row)] or _cells(given.head, given.name)
    return [distinct(row) for row in rows[:1]] + rows[1 : _SAMPLES + 1]


def _cells(head: bytes, name: str) -> list[tuple[str, ...]]:
    """The rows of a text."""
    text = head_of(opened_text(io.BytesIO(head), name))
    lines = text_lines([text], len(text), newline_of(text))
    rows = (cells for _, cells in Rows(lines, separator_of(text), len(text)))
    return list(islice((tuple(cells) for cells in rows if not isinstance(cells, Breakage)), _SAMPLES + 1))
