"""Formats: WARC (ISO 28500) and WACZ (https://specs.webrecorder.net/wacz/), what a browser was answered.

HTML is read as a saved page, JSON as records, and pictures are media of the pages that show them.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

from turunkan.core.readers.archive import ReadMember
from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.given import Aside, Given
from turunkan.core.readers.linking import Index, linked
from turunkan.core.readers.media_items import item_of
from turunkan.core.readers.members import OF_MEMBER, open_member, opened_zip, safe_members
from turunkan.core.readers.page import page_records
from turunkan.core.readers.signatures import is_media
from turunkan.core.readers.source import CHUNK, Stream, open_packed
from turunkan.core.readers.unreadable import Cause, Unreadable
from turunkan.core.vocab import Broken, Item

try:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import BufferedReader
    from warcio.exceptions import ArchiveLoadFailed
except ImportError:  # the extra `intake`
    ArchiveIterator = None
try:
    import brotli
except ImportError:  # answers in this encoding are named
    brotli = None

WARC_MAGIC = b"WARC/"
_MEMBER = re.compile(r"archive/[^/]+\.warc(\.gz)?", re.IGNORECASE)
_HTML = ("text/html", "application/xhtml+xml")
_HEAD = 64  # bytes that tell a picture
_READABLE = ("response", "resource")
_MOST_UNPACKED = 64 * 1024 * 1024  # bytes that one piece of an answer, of some thousand, may become


@dataclass
class _Visit:
    """An archive while it is gone through: the Items that wait for their pictures, and the pictures so far."""

    given: Given
    read: ReadMember
    index: Index = field(default_factory=lambda: Index(""))
    aside: Aside = field(default_factory=Aside)
    waiting: list[Item] = field(default_factory=list)


class _File(io.RawIOBase):
    """A stream as a file; damage ends it and is kept to be told."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, all of them where it is not given."""
        found = self._stream.peek(size if size >= 0 else 1 << 40)
        self._stream.skip(len(found))
        self._at += len(found)
        return found

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at


def warc_file(given: Given, read: ReadMember) -> Iterator[Item | Broken]:
    """What the pages of a WARC say. Raises Unreadable where the extra is missing."""
    _refuse_without_extra(given, "WARC")
    visit = _Visit(given, read)
    return _whole(visit, ((given.stream, given.name),))


def wacz_file(given: Given, read: ReadMember) -> Iterator[Item | Broken]:
    """The same of the WARC files in a WACZ. Raises Unreadable where it is damaged, or made to do harm."""
    _refuse_without_extra(given, "WACZ")
    visit = _Visit(given, read)
    return _whole(visit, _streams(given))


def is_wacz(names: frozenset[str]) -> bool:
    """Whether an archive with members of these names is a WACZ."""
    return "datapackage.json" in names and any(_MEMBER.fullmatch(name) for name in names)


def _refuse_without_extra(given: Given, kind: str) -> None:
    if ArchiveIterator is None:
        raise Unreadable(Cause.NEEDS_EXTRA, given.name, kind=kind)


def _streams(given: Given) -> Iterator[tuple[Stream | Breakage, str]]:
    archive = opened_zip(given)
    for member, against in safe_members(archive, given.options.limits):
        where = f"{given.name}/{member.filename}"
        if against:
            yield against, where
        elif _MEMBER.fullmatch(member.filename):
            try:
                yield open_packed(open_member(archive, member)), where
            except OF_MEMBER:
                yield Breakage(Code.CORRUPT_MEMBER), where


def _whole(visit: _Visit, streams: Any) -> Iterator[Item | Broken]:
    for stream, where in streams:
        if isinstance(stream, Breakage):
            yield stream.at(where, part="member")
        else:
            yield from _of_stream(visit, stream, where)
    yield from linked(visit.waiting, visit.index, visit.given.keep)
    if not visit.waiting:
        yield from _pictures_alone(visit)


def _pictures_alone(visit: _Visit) -> Iterator[Item]:
    """Where no page tells what the pictures belong to, each is an Item."""
    for media in visit.index.all():
        visit.given.keep(media)
        yield item_of(media)


def _of_stream(visit: _Visit, stream: Stream, where: str) -> Iterator[Item | Broken]:
    """The records of one WARC; where it cannot be read on, the rest is one broken part."""
    try:
        for number, record in enumerate(_records(stream), start=1):
            yield from _of_record(visit, record, f"{where}#{number}")
            if _is_cut_off(record):
                yield Breakage(Code.CUT_OFF).at(f"{where}#{number}", part="rest")
    except Breakage as breakage:
        yield breakage.at(where, part="rest")


def _records(stream: Stream) -> Iterator[Any]:
    """Each record. Raises Breakage where they break off.

    warcio stumbles over a record without an address with an AttributeError, and leaves one out whose head is cut
    off: then more was read than its records hold.
    """
    file = _File(stream)
    answers = ArchiveIterator(file)
    try:
        yield from answers
    except (ArchiveLoadFailed, AttributeError, *OF_MEMBER) as error:
        raise Breakage(Code.CUT_OFF) from error
    if stream.failure:
        raise stream.failure
    if answers.offset < file.tell():
        raise Breakage(Code.CUT_OFF)


def _is_cut_off(record: Any) -> bool:
    """Whether the source ended before the record did, or the record does not say where it ends."""
    while record.raw_stream.read(CHUNK):
        pass
    return bool(getattr(record.raw_stream, "limit", 1) > 0)


def _of_record(visit: _Visit, record: Any, where: str) -> Iterator[Item | Broken]:
    if record.rec_type not in _READABLE or (record.http_headers and record.http_headers.get_statuscode() != "200"):
        return
    uri = record.rec_headers.get_header("WARC-Target-URI") or where
    kind = _kind_of(record)
    try:
        content = _Content(_unpacked(record), visit.given.options.limits.page)
        yield from _read_as(visit, record, kind, content, (uri, where))
    except (Unreadable, Breakage) as problem:
        yield _named(problem, where)
    except OF_MEMBER:
        yield Breakage(Code.CORRUPT_MEMBER).at(where)


def _unpacked(record: Any) -> Any:
    try:
        return record.content_stream()
    except Exception as error:  # warcio raises no other where it lacks the encoding
        raise Breakage(Code.CORRUPT_MEMBER) from error


class _Unbrotli:
    """Brotli (RFC 7932) as warcio asks for it; warcio's own expects attributes that the library no longer has."""

    unused_data = b""

    def __init__(self) -> None:
        self._engine = brotli.Decompressor()

    def decompress(self, data: bytes) -> bytes:
        """What these bytes unpack to. Raises ValueError where that is far too much."""
        made: bytes = self._engine.process(data, output_buffer_limit=_MOST_UNPACKED)
        if len(made) >= _MOST_UNPACKED:
            raise ValueError("so few bytes unpack to too many")
        return made


if ArchiveIterator is not None and brotli is not None:
    BufferedReader.DECOMPRESSORS["br"] = _Unbrotli


def _named(problem: Unreadable | Breakage, where: str) -> Broken:
    if isinstance(problem, Breakage):
        return problem.at(where)
    return Broken(where=where, part="record", code=problem.cause.value, message=problem.person)


def _read_as(
    visit: _Visit, record: Any, kind: str, content: "_Content", at: tuple[str, str]
) -> Iterator[Item | Broken]:
    uri, where = at
    said = {"url": uri, "captured_at": record.rec_headers.get_header("WARC-Date") or ""}
    if kind in _HTML:
        found: Iterator[Item | Broken] = page_records(content.read(), where, visit.given.options.zone, said)
    elif kind.endswith("json"):
        found = iter(visit.read(io.BytesIO(content.read()), where, visit.given.options))
    else:
        found = iter(())
        if is_media(content.peek(_HEAD)):
            visit.index.add(uri, visit.aside.add(cast("BinaryIO", content), uri))
    for one in found:
        if isinstance(one, Item) and one.media:
            visit.waiting.append(one)
        else:
            yield one


def _kind_of(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


class _Content:
    """The body of one answer, unpacked; what unpacks to more than the limit is refused while it is read."""

    def __init__(self, stream: Any, limit: int) -> None:
        self._stream, self._limit, self._left = stream, limit, limit
        self._held = b""

    def peek(self, size: int) -> bytes:
        """Its first bytes."""
        while len(self._held) < size and (more := self._stream.read(size - len(self._held))):
            self._held += more
        return self._held[:size]

    def read(self, size: int = -1) -> bytes:
        """The next bytes, all of them where `size` is not given. Raises Breakage beyond the limit."""
        held, self._held = self._held, b""
        found = held + (self._stream.read(self._left + 1 if size < 0 else size) or b"")
        while size < 0 and len(found) <= self._left and (more := self._stream.read(self._left + 1 - len(found))):
            found += more
        self._left -= len(found)
        if self._left < 0:
            raise Breakage(Code.LINE_TOO_LONG, limit=self._limit)
        return found
