"""Formats that are text: JSON in three layouts, a table, or lines; what is no text is refused by name."""

from collections.abc import Callable, Iterable, Iterator
from datetime import tzinfo
from functools import partial
from typing import BinaryIO, TypeVar

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.capture import ReadOptions, Records
from turunkan.core.readers.foreign import refuse_binary, refuse_foreign
from turunkan.core.readers.json_array import array_records
from turunkan.core.readers.json_records import object_record, raw_records
from turunkan.core.readers.layout import layout_of
from turunkan.core.readers.lines import newline_of, text_lines
from turunkan.core.readers.long_chat import long_chat
from turunkan.core.readers.recognise import HEAD, is_json_array, is_json_lines, is_json_object, is_spread
from turunkan.core.readers.registry import ReadValue, read_value
from turunkan.core.readers.sketch import AVAILABLE, sketches
from turunkan.core.readers.source import Stream, as_utf8, open_packed
from turunkan.core.readers.table import table_records
from turunkan.core.readers.text_formats import text_format_of
from turunkan.core.readers.text_lines import text_records
from turunkan.core.readers.unreadable import Cause, Unreadable
from turunkan.core.vocab import Broken, Post

P = TypeVar("P")
ValueLines = Callable[[Iterable[bytes], str, int, bytes], Iterator[P | Broken]]
Lines = ValueLines[Post]

_MAX_BLANK = 16 * 1024 * 1024  # bytes of white space before a source counts as empty


def lines_reader(zone: tzinfo | None) -> Callable[..., Records]:
    """What reads JSON lines: sketches where they can be made, which know dates with an offset alone."""
    return sketches if AVAILABLE and zone is None else partial(raw_records, zone=zone)


def text_capture(raw: Stream, name: str, options: ReadOptions, lines: Lines) -> tuple[str, Records]:
    """The format and the records of bytes that are text. Raises Unreadable where they are none."""
    format_, records = _recognised(as_text(raw, name), name, options, lines)
    return format_, until_failure(records, name)


def opened_text(source: BinaryIO, name: str) -> Stream:
    """The source's bytes as UTF-8 text, gzip opened; everything that is no text is refused."""
    return as_text(open_packed(source), name)


def as_text(raw: Stream, name: str) -> Stream:
    """The same bytes as UTF-8 text; everything that is no text is refused."""
    start = raw.peek(HEAD)
    if not start and raw.failure:
        raise Unreadable(Cause.DAMAGED, name, detail=raw.failure.person)
    refuse_foreign(start, name)
    text = as_utf8(raw)
    head = head_of(text)
    if not head.strip():
        raise Unreadable(Cause.EMPTY, name)
    refuse_binary(head, name)
    return text


def head_of(text: Stream) -> bytes:
    """The beginning that decides what a text is: long enough to hold more than white space."""
    size = HEAD
    while (head := text.peek(size)).isspace() and len(head) == size and size < _MAX_BLANK:
        size *= 2
    return head


def _recognised(text: Stream, name: str, options: ReadOptions, lines: Lines) -> tuple[str, Records]:
    if chat := long_chat(text, name, options.max_record, options.zone):
        return "json-object", chat
    found = json_capture(text, name, options.max_record, lines, partial(read_value, zone=options.zone))
    if found:
        return found
    head, limit = head_of(text), options.max_record
    known = None if options.mapping else text_format_of(head)
    if known:
        return known.name, known.read(text, name, limit, options.zone)
    layout = layout_of(head, whole=len(head) < HEAD, mapping=options.mapping, name=name)
    rows = text_lines(text, limit, newline_of(head))
    if layout:
        return "table", table_records(rows, name, layout, limit, options.zone)
    return "text-lines", text_records(rows, name)


def json_capture(
    text: Stream, name: str, limit: int, lines: ValueLines[P], make: ReadValue[P]
) -> tuple[str, Iterator[P | Broken]] | None:
    """The format and the contents of a text that is JSON; None where it is not.

    `lines` reads JSON lines; `make` what is one array or one object.
    """
    head = head_of(text)
    if is_json_array(head):
        return "json-array", array_records(text, name, limit, make)
    return _object_or_lines(text, name, limit, lines, make) if is_json_object(head) else None


def _object_or_lines(
    text: Stream, name: str, limit: int, lines: ValueLines[P], make: ReadValue[P]
) -> tuple[str, Iterator[P | Broken]]:
    """One object; lines where it looks like lines, or is no whole object, so that each bad line is named."""
    head = head_of(text)
    if not is_json_lines(head):
        whole = text.peek(limit + 1)
        if len(whole) > limit and is_spread(head):
            return "json-object", iter((Breakage(Code.LINE_TOO_LONG, limit=limit).at(name),))
        record = object_record(whole, name, make) if len(whole) <= limit and not text.failure else None
        if record:
            return "json-object", record
    return "json-lines", lines(text, name, limit, newline_of(head))


def until_failure(records: Iterator[P | Broken], name: str) -> Iterator[P | Broken]:
    """The records, and where the source itself breaks off, the rest as one broken part; never nothing at all."""
    try:
        first = next(records, None)
        yield Breakage(Code.NOTHING_IN_IT).at(name, part="rest") if first is None else first
        yield from records
    except Breakage as failure:
        yield failure.at(name, part="rest")
