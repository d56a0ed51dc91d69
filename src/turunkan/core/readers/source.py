"""Bytes of a source as UTF-8 chunks: unpacked, byte-order marks taken off, nothing held but what is peeked.

gzip: RFC 1952. xz: The .xz File Format, https://tukaani.org/xz/xz-file-format.txt. Byte-order marks: The Unicode
Standard, section 23.8.
"""

import codecs
import lzma
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import BinaryIO

from turunkan.core.readers.breakage import Breakage, Code

GZIP_MAGIC = b"\x1f\x8b"
XZ_MAGIC = b"\xfd7zXZ\x00"
_XZ_PIECE = 1 << 14  # bytes at a time, all of which is kept where a later one is wrong
_XZ_MEMORY = 256 * 1024 * 1024  # bytes that unpacking may take
CHUNK = 1 << 17  # bytes
_GZIP_WINDOW = 31  # zlib's wbits for "gzip header and trailer"
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Stream:
    """Chunks of bytes that can be looked at before they are consumed; made for sources that cannot seek.

    A Breakage of the underlying chunks is raised where they end, after everything before it was given.
    """

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = bytearray()
        self.failure: Breakage | None = None

    def peek(self, size: int) -> bytes:
        """The first `size` bytes not consumed yet; fewer only if the source ends before."""
        try:
            while len(self._held) < size:
                self._held += next(self._chunks)
        except StopIteration:
            pass
        except Breakage as failure:
            self.failure = failure
        return bytes(self._held[:size])

    def skip(self, size: int) -> None:
        """Drop `size` bytes that were peeked."""
        del self._held[:size]

    def __iter__(self) -> Iterator[bytes]:
        held, self._held = bytes(self._held), bytearray()
        if held:
            yield held
        if self.failure:
            raise self.failure
        yield from self._chunks


def open_packed(source: BinaryIO) -> Stream:
    """The bytes of a source; of its content, where it is gzip or xz (one level)."""
    stream = Stream(_chunks(source))
    if stream.peek(2) == GZIP_MAGIC:
        return Stream(_gunzip(iter(stream)))
    return Stream(_unxz(iter(stream))) if stream.peek(len(XZ_MAGIC)) == XZ_MAGIC else stream


def as_utf8(stream: Stream) -> Stream:
    """The same text as UTF-8 without a byte-order mark; an encoding that is not marked is never guessed."""
    mark = stream.peek(3)
    if mark == codecs.BOM_UTF8:
        stream.skip(3)
    return Stream(_from_utf16(iter(stream))) if mark[:2] in _UTF16_MARKS else stream


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    """What is there, as it comes: a slow pipe is not waited for, and an interrupt is heard between chunks."""
    read: Callable[[int], bytes] = getattr(source, "read1", source.read)
    while chunk := read(CHUNK):
        yield chunk


def _gunzip(chunks: Iterator[bytes]) -> Iterator[bytes]:
    engine = zlib.decompressobj(_GZIP_WINDOW)
    for chunk in chunks:
        rest = chunk
        while rest:
            if engine.eof:
                rest = rest.lstrip(b"\0")  # gzip files may be padded with zeros
                if not rest:
                    break
                engine = zlib.decompressobj(_GZIP_WINDOW)
            before = engine.copy()
            try:
                yield engine.decompress(rest, CHUNK)
            except zlib.error as error:
                yield _salvaged(before, rest)
                raise Breakage(Code.CORRUPT_GZIP) from error
            rest = engine.unused_data if engine.eof else engine.unconsumed_tail
    if not engine.eof:
        raise Breakage(Code.TRUNCATED_GZIP)


def _unxz(chunks: Iterator[bytes]) -> Iterator[bytes]:
    engine = lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY)
    for chunk in chunks:
        rest = chunk
        while not engine.eof and (rest or not engine.needs_input):
            try:
                yield engine.decompress(rest, _XZ_PIECE)
            except lzma.LZMAError as error:
                raise Breakage(Code.CORRUPT_GZIP) from error
            rest = b""
    if not engine.eof:
        raise Breakage(Code.TRUNCATED_GZIP)


def _salvaged(engine: "zlib._Decompress", data: bytes) -> bytes:
    """What comes out of the bytes before the one that is wrong, of which zlib gives nothing by itself."""
    saved = bytearray()
    with suppress(zlib.error):
        for byte in data:
            saved += engine.decompress(bytes((byte,)))
    return bytes(saved)


def _from_utf16(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Half surrogate pairs stay what they are, which is not UTF-8: the line that holds one is named later."""
    decoder = codecs.getincrementaldecoder("utf-16")("surrogatepass")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
    if decoder.getstate()[0]:
        yield b"\xff"  # the file ends inside a character: no byte of UTF-8, so that its line is named
