"""Readers: any bytes, however they arrive."""

import codecs
import gzip
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import atheris

from fuzzing.promise import DATA, MENDED, Wrong

with atheris.instrument_imports(include=["turunkan.core.readers", "turunkan.core.text"]):
    from turunkan.core.readers import ReadOptions, Unreadable, read_posts
    from turunkan.core.readers import read as read_capture
    from turunkan.core.vocab import Broken, Item


class Slowly(io.RawIOBase):
    """A source that gives a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__()
        self._source, self._size = io.BytesIO(data), size

    def read(self, size: int = -1) -> bytes:
        """At most as many as this source gives."""
        return self._source.read(self._size if size < 0 else min(size, self._size))


LAYOUT = (
    b'{"text":"a"}', b'"', b'""', b"[", b"]", b"{", b"}", b",", b";", b"\t", b"\r", b"\r\n", b"\n", b"null",
    b"NaN", b"1e999", b"\\ud83d", b"\\udc00", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f\x8b\x08", b"\xc2\x85",
)  # fmt: skip
OPTIONS = (ReadOptions(), ReadOptions(max_record=64), ReadOptions(mapping={"text": "1"}))


def check_readers(data: bytes) -> None:
    """Any bytes end in what a capture may be, and however they arrive, in the same."""
    for options in OPTIONS:
        whole = outcome(io.BytesIO(data), options)
        if outcome(io.BytesIO(data), options) != whole:
            raise Wrong("twice", f"max {options.max_record}")
        if outcome(Slowly(data, 1 if options is OPTIONS[0] else 7), options) != whole:
            raise Wrong("chunks", f"{whole[0]}, max {options.max_record}")
        if outcome(io.BytesIO(data), options, read_posts) != whole:
            raise Wrong("posts", f"{whole[0]}, max {options.max_record}")


def outcome(source: object, options: ReadOptions, way: Callable[..., Any] = read_capture) -> list[str]:
    """What a source was read as, and all that it gave, in words."""
    try:
        capture = way(source, "f", options)
        records = [one if isinstance(one, Broken) else one.whole() for one in capture]
    except Unreadable as unreadable:
        return ["unreadable", str(unreadable.cause)]
    for record in records:
        if not isinstance(record, Item | Broken):
            raise Wrong("neither Item nor Broken", type(record).__name__)
    return [capture.format, *map(repr, records)]


def reader_seeds() -> Iterator[bytes]:
    """Captures of every shape, whole and by the line, and tables, gzip and UTF-16."""
    for file in sorted((DATA / "readers").glob("*.*json")):
        if "expected" not in file.name:
            whole = file.read_bytes()
            yield whole
            yield from whole.splitlines(keepends=True)
            yield b"[" + b",\n".join(whole.splitlines()) + b"]"
            yield gzip.compress(whole, mtime=0)
    yield from (text.encode() for target, text, _ in MENDED if target == "readers")
    small = '{"text":"jual bal segel","id":1}\n{"text":"\\ud83e\\uddfa","author":{"name":"a"}}\n'
    table = 'text,label,posted_at\n"jual ""bal""\nsegel",1,2026-01-31T09:30:00+07:00\nhalo,0,\n'
    for text in (small, table, table.replace(",", "\t"), table.replace(",", ";"), "satu\r\ndua\n", "[]", "[1]"):
        yield text.encode()
        yield codecs.BOM_UTF8 + text.encode()
        yield text.encode("utf-16")
        yield gzip.compress(text.encode(), mtime=0)


def reader_words() -> Iterator[bytes]:
    """Keys of the shapes, and what layouts hang on."""
    keys = set()
    for file in sorted((DATA / "readers").glob("*.*json")):
        keys.update(re.findall(rb'"(\w{1,30})":', file.read_bytes()))
    yield from sorted(keys)
    yield from LAYOUT
