"""Formats: JSON records as lines (https://github.com/ndjson/ndjson-spec) or as one object."""

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from functools import partial
from typing import TypeVar

from turunkan.core.readers.breakage import Breakage
from turunkan.core.readers.json_text import decode
from turunkan.core.readers.lines import Line, bounded_lines, text_of
from turunkan.core.readers.registry import ReadValue, read_value
from turunkan.core.vocab import Broken, Item

T = TypeVar("T")


def line_records(lines: Iterator[Line], name: str, make: ReadValue[T]) -> Iterator[T | Broken]:
    """What `make` gives of each line, one record a line; blank lines are skipped."""
    for number, line in lines:
        where = f"{name}:{number}"
        if isinstance(line, Breakage):
            yield line.at(where)
        elif not line.isspace():
            yield from _line(line, where, make)


def raw_records(
    chunks: Iterable[bytes], name: str, limit: int, newline: bytes, first: int = 1, zone: tzinfo | None = None
) -> Iterator[Item | Broken]:
    """The Items of lines of bytes, of which `first` is the number of the first line."""
    return value_lines(chunks, name, limit, newline, partial(read_value, zone=zone), first)


def value_lines(
    chunks: Iterable[bytes], name: str, limit: int, newline: bytes, make: ReadValue[T], first: int = 1
) -> Iterator[T | Broken]:
    """The same of anything that `make` gives."""
    lines = enumerate(bounded_lines(chunks, limit, newline), start=first)
    return line_records(((number, text_of(raw, limit)) for number, raw in lines), name, make)


def object_record(whole: bytes, name: str, make: ReadValue[T]) -> Iterator[T | Broken] | None:
    """What `make` gives of the one record that a file is; None where the file is no single JSON value."""
    try:
        value = decode(whole.decode("utf-8"))
    except (Breakage, UnicodeDecodeError):
        return None
    return make(value, f"{name}:1")


def _line(line: str, where: str, make: ReadValue[T]) -> Iterator[T | Broken]:
    try:
        value = decode(line)
    except Breakage as breakage:
        yield breakage.showing(line).at(where)
    else:
        yield from make(value, where)
