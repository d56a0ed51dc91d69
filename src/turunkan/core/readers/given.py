"""Given: a source that was looked at, as a stream or as a file that can seek; what cannot is put aside first.

Nothing is ever written under a name that the source chose: what is put aside has no name at all.
"""

import hashlib
import io
import tempfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.capture import ReadOptions
from turunkan.core.readers.media_file import MediaFile
from turunkan.core.readers.recognise import HEAD
from turunkan.core.readers.source import CHUNK, GZIP_MAGIC, XZ_MAGIC, open_packed
from turunkan.core.readers.unreadable import Cause, Unreadable
from turunkan.core.vocab import Broken

_MEGABYTE = 1024**2
_IN_MEMORY = 8 * 1024**2  # bytes put aside before they go to a temporary file


class Nameless(tempfile.SpooledTemporaryFile[bytes]):
    """A temporary file, in memory while it is small, that is closed when nobody holds it any more."""

    def __init__(self) -> None:
        super().__init__(_IN_MEMORY)

    def __del__(self) -> None:
        self.close()


class Given:
    """A source with its name, how to read it, and its first bytes; gzip is opened.

    `rows` are the first rows of a table that is no text, heading included, once it was looked into.
    """

    def __init__(self, source: BinaryIO, name: str, options: ReadOptions) -> None:
        self.name = name
        self.options = options
        self.files: dict[str, MediaFile] = {}
        self.rows: list[list[str]] = []
        self._media = 0  # bytes
        self._left_out: set[str] = set()
        self._file = _sought(source)
        self.stream = open_packed(source)
        self.head = self.stream.peek(HEAD)

    def file(self) -> BinaryIO:
        """The whole as a file that can seek. Raises Unreadable where it is damaged or unpacks to too much."""
        if self._file is None:
            self._file = self._put_aside()
        return self._file

    def whole(self, limit: int) -> bytes:
        """All the bytes. Raises Unreadable where they are damaged or more than `limit`."""
        content = self.stream.peek(limit + 1)
        if len(content) > limit:
            raise Unreadable(Cause.TOO_LARGE, self.name, limit=limit)
        self._refuse_damage()
        return content

    def keep(self, media: MediaFile) -> None:
        """One more of the media that the source holds, while they are not too much together."""
        if media.sha256 in self.files:
            return
        if self._media + media.size > self.options.limits.media:
            self._left_out.add(media.sha256)
        else:
            self._media += media.size
            self.files[media.sha256] = media

    def left_out(self) -> Iterator[Broken]:
        """What was too much of its media, once all of it was gone through."""
        if self._left_out:
            limit = self.options.limits.media // _MEGABYTE
            yield Breakage(Code.TOO_MUCH_MEDIA, count=len(self._left_out), limit=limit).at(self.name, part="media")

    def _put_aside(self) -> BinaryIO:
        aside, left = Nameless(), self.options.limits.total
        while chunk := self.stream.peek(CHUNK):
            self.stream.skip(len(chunk))
            left -= aside.write(chunk)
            if left < 0:
                raise Unreadable(Cause.TOO_LARGE, self.name, limit=self.options.limits.total)
        self._refuse_damage()
        aside.seek(0)
        return cast("BinaryIO", aside)

    def _refuse_damage(self) -> None:
        if self.stream.failure:
            raise Unreadable(Cause.DAMAGED, self.name, detail=self.stream.failure.person)


class Aside:
    """Media whose source goes by only once: one temporary file without a name holds them all."""

    def __init__(self) -> None:
        self._file = Nameless()

    def add(self, content: BinaryIO, name: str) -> MediaFile:
        """The media of a stream that is read to its end."""
        start = self._file.seek(0, io.SEEK_END)
        digest, size = hashlib.sha256(), 0
        while chunk := content.read(CHUNK):
            digest.update(chunk)
            size += self._file.write(chunk)
        return MediaFile(digest.hexdigest(), name, size, partial(self._part, start, size))

    def _part(self, start: int, size: int) -> BinaryIO:
        """A copy, which stays whole while more is put aside."""
        part = Nameless()
        while size and (chunk := self._chunk(start, min(size, CHUNK))):
            part.write(chunk)
            start, size = start + len(chunk), size - len(chunk)
        part.seek(0)
        return cast("BinaryIO", part)

    def _chunk(self, start: int, size: int) -> bytes:
        self._file.seek(start)
        return self._file.read(size)


def media_of(content: bytes, name: str) -> MediaFile:
    """Media whose bytes are at hand."""
    return MediaFile(hashlib.sha256(content).hexdigest(), name, len(content), partial(io.BytesIO, content))


def _sought(source: BinaryIO) -> BinaryIO | None:
    """The source itself where it can seek and is not packed; it stands at its beginning again."""
    seekable = getattr(source, "seekable", None)
    if seekable is None or not seekable():
        return None
    start = source.tell()
    packed = source.read(len(XZ_MAGIC)).startswith((GZIP_MAGIC, XZ_MAGIC))
    source.seek(start)
    return None if packed or start else source
