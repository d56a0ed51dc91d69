"""Reading a capture: bytes in, Items and broken parts out, in input order and with flat memory."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import partial
from types import MappingProxyType
from typing import BinaryIO, Generic, TypeVar, cast

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.foreign import refuse_binary, refuse_foreign
from turunkan.core.readers.json_array import array_records
from turunkan.core.readers.json_records import object_record, raw_records
from turunkan.core.readers.layout import layout_of
from turunkan.core.readers.lines import newline_of, text_lines
from turunkan.core.readers.long_chat import long_chat
from turunkan.core.readers.media_file import MediaFile
from turunkan.core.readers.recognise import HEAD, is_json_array, is_json_lines, is_json_object, is_spread
from turunkan.core.readers.registry import ReadValue, read_value
from turunkan.core.readers.sketch import AVAILABLE, sketches
from turunkan.core.readers.source import Stream, as_utf8, open_gzip
from turunkan.core.readers.table import table_records
from turunkan.core.readers.text_formats import text_format_of
from turunkan.core.readers.text_lines import text_records
from turunkan.core.readers.unreadable import Cause, Unreadable
from turunkan.core.vocab import Broken, Item, Post

P = TypeVar("P")
Records = Iterator[Post | Broken]
ValueLines = Callable[[Iterable[bytes], str, int, bytes], Iterator[P | Broken]]
Lines = ValueLines[Post]

_MAX_BLANK = 16 * 1024 * 1024  # bytes of white space before a source counts as empty


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person said about a capture.

    `zone` is that of dates without offset; without it such a date is named and left out.
    `mapping` goes from Item field (dotted where nested) to the table's column, by name or by number from 1;
    `max_record` is the size beyond which a line or record is skipped: in bytes, or in characters where a
    record is more than a line (the element of an array, a row with a cell of many lines).
    """

    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    max_record: int = 16 * 1024 * 1024
    zone: tzinfo | None = None


DEFAULTS = ReadOptions()


class Capture(Generic[P]):
    """What one source holds and its broken parts, to be gone through once; `format` says what it was read as.

    `files` are its pictures and videos by their SHA-256; those of an Item are there once it was given.
    """

    def __init__(
        self, format_: str, records: Iterator[P | Broken], files: Mapping[str, MediaFile] = MappingProxyType({})
    ) -> None:
        self.format = format_
        self.files = files
        self._records = records

    def __iter__(self) -> Iterator[P | Broken]:
        return self._records


def read(source: BinaryIO, name: str, options: ReadOptions = DEFAULTS) -> Capture[Item]:
    """The capture that a source holds, recognised by content; `name` is what people know it by.

    The source is read as it is consumed and need not seek. Raises Unreadable where it is no capture at all.
    """
    lines = partial(raw_records, zone=options.zone)
    return cast("Capture[Item]", _read(source, name, options, lines))  # which gives nothing else


def read_posts(source: BinaryIO, name: str, options: ReadOptions = DEFAULTS) -> Capture[Post]:
    """The same, with Posts that are not read to their end before somebody asks for the whole."""
    return _read(source, name, options, lines_reader(options.zone))


def lines_reader(zone: tzinfo | None) -> Callable[..., Records]:
    """What reads JSON lines: sketches where they can be made, which know dates with an offset alone."""
    return sketches if AVAILABLE and zone is None else partial(raw_records, zone=zone)


def _read(source: BinaryIO, name: str, options: ReadOptions, lines: Lines) -> Capture[Post]:
    format_, records = _recognised(opened_text(source, name), name, options, lines)
    return Capture(format_, until_failure(records, name))


def opened_text(source: BinaryIO, name: str) -> Stream:
    """The source's bytes as UTF-8 text, gzip opened; everything that is no text is refused."""
    raw = open_gzip(source)
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
    """The records, and where the source itself breaks off, the rest as one broken part."""
    try:
        yield from records
    except Breakage as failure:
        yield failure.at(name, part="rest")
