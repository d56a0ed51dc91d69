"""Stretches: JSON lines cut on line ends, so that several readers share a file and every line keeps its number."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from turunkan.core.readers.capture import DEFAULTS, ReadOptions
from turunkan.core.readers.formats import read
from turunkan.core.readers.recognise import HEAD
from turunkan.core.readers.source import CHUNK
from turunkan.core.readers.texts import lines_reader
from turunkan.core.vocab import Broken, Post

_LINE_END = b"\n"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes of a file from `start` to before `end`: whole lines, of which the first is number `first`."""

    start: int
    end: int
    first: int


def stretches(source: BinaryIO, name: str, size: int, options: ReadOptions = DEFAULTS) -> Iterator[Stretch] | None:
    """Where a file of JSON lines can be cut into about `size` bytes; None where it has to be read whole.

    The source has to seek, and stay open until the last stretch is told. Raises Unreadable where it is no
    capture at all.
    """
    format_ = read(source, name, options).format
    source.seek(0)
    head = source.read(HEAD)
    if format_ != "json-lines" or not _is_plain(head):
        return None
    source.seek(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
    return _cut(source, size)


def read_stretch(
    source: BinaryIO, name: str, stretch: Stretch, options: ReadOptions = DEFAULTS
) -> Iterator[Post | Broken]:
    """The Posts and broken parts of one stretch, as `read_posts` gives them in the whole."""
    source.seek(stretch.start)
    chunks = _chunks(source, stretch.end - stretch.start)
    return lines_reader(options.zone)(chunks, name, options.max_record, _LINE_END, stretch.first)


def _is_plain(head: bytes) -> bool:
    """Whether the bytes of the file are its text: no gzip, no UTF-16, lines that end in a line feed."""
    return _LINE_END in head and not head.startswith((b"\x1f\x8b", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _cut(source: BinaryIO, size: int) -> Iterator[Stretch]:
    start, first = source.tell(), 1
    while piece := source.read(size):
        lines = piece.count(_LINE_END) + (0 if piece.endswith(_LINE_END) else _skip_line(source))
        yield Stretch(start, source.tell(), first)
        start, first = source.tell(), first + lines


def _skip_line(source: BinaryIO) -> int:
    """Go behind the end of the line, however long it is; how many line ends that took."""
    while piece := source.readline(CHUNK):
        if piece.endswith(_LINE_END):
            return 1
    return 0


def _chunks(source: BinaryIO, left: int) -> Iterator[bytes]:
    while left and (chunk := source.read(min(CHUNK, left))):
        left -= len(chunk)
        yield chunk
