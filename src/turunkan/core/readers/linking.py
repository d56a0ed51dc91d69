"""Linking: a record's media, by the addresses that the record knows them by, to the source's own files."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.media_file import MediaFile
from turunkan.core.vocab import Broken, Item, Media

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\\")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")


class Index:
    """Media by name; relative references are read from `folder`."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._found: dict[str, MediaFile] = {}

    def add(self, name: str, media: MediaFile) -> None:
        """One more; the first of a name stays."""
        self._found.setdefault(name, media)

    def get(self, url: str) -> MediaFile | None:
        """The media that an address means; None where the source does not hold it."""
        return next((self._found[name] for name in names_of(url, self._folder) if name in self._found), None)

    def all(self) -> Iterator[MediaFile]:
        """Every one, in the order in which they came."""
        yield from self._found.values()


def names_of(url: str, folder: str) -> tuple[str, ...]:
    """The names that an address may mean: itself, or where it is relative, its place below the folder."""
    if not is_relative(url):
        return (url,)
    plain = url.partition("?")[0].partition("#")[0]
    return tuple(posixpath.normpath(posixpath.join(folder, one)) for one in (url, plain, _unescaped(plain)))


def is_relative(url: str) -> bool:
    """Whether an address is a path from where the record stands."""
    return bool(url) and _ADDRESS.match(url) is None


def _unescaped(path: str) -> str:
    """Percent-encoding undone (RFC 3986, section 2.1)."""
    pieces = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), path)
    try:
        return pieces.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return path


class Finds(Protocol):
    """Whatever knows the media that a source holds."""

    def get(self, url: str) -> MediaFile | None:
        """The media that an address means; None where the source does not hold it."""


def linked(
    records: Iterable[Item | Broken], index: Finds, keep: Callable[[MediaFile], None]
) -> Iterator[Item | Broken]:
    """The records, their media with the hash of the file that the source holds, which is kept before its Item."""
    for record in records:
        if isinstance(record, Broken) or not record.media:
            yield record
            continue
        media = []
        for number, one in enumerate(record.media):
            found = index.get(one.url) if one.url else None
            if found:
                keep(found)
            elif one.url and is_relative(one.url):
                yield Breakage(Code.NO_SUCH_MEDIA, name=one.url).at(record.id, part=f"media[{number}]")
            media.append(_with_hash(one, found))
        yield replace(record, media=tuple(media))


def _with_hash(media: Media, found: MediaFile | None) -> Media:
    return replace(media, sha256=found.sha256) if found and media.sha256 is None else media
