"""Formats: JSON records as lines (https://github.com/ndjson/ndjson-spec) or as one object."""

from collections.abc import Iterable, Iterator

from turunkan.core.readers.breakage import Breakage
from turunkan.core.readers.json_text import decode
from turunkan.core.readers.lines import Line, bounded_lines, text_of
from turunkan.core.readers.registry import read_value
from turunkan.core.vocab import Broken, Item


def line_records(lines: Iterator[Line], name: str) -> Iterator[Item | Broken]:
    """One record a line; blank lines are skipped."""
    for number, line in lines:
        where = f"{name}:{number}"
        if isinstance(line, Breakage):
            yield line.at(where)
        elif not line.isspace():
            yield from _line(line, where)


def raw_records(
    chunks: Iterable[bytes], name: str, limit: int, newline: bytes, first: int = 1
) -> Iterator[Item | Broken]:
    """The same of bytes, of which `first` is the number of the first line."""
    lines = enumerate(bounded_lines(chunks, limit, newline), start=first)
    return line_records(((number, text_of(raw, limit)) for number, raw in lines), name)


def object_record(whole: bytes, name: str) -> Iterator[Item | Broken] | None:
    """The one record that a whole file is; None where the file is no single JSON value."""
    try:
        value = decode(whole.decode("utf-8"))
    except (Breakage, UnicodeDecodeError):
        return None
    return read_value(value, f"{name}:1")


def _line(line: str, where: str) -> Iterator[Item | Broken]:
    try:
        value = decode(line)
    except Breakage as breakage:
        yield breakage.at(where)
    else:
        yield from read_value(value, where)
