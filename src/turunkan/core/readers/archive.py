"""Format: a ZIP archive of captures with their media beside them.

What is no media is read as a capture of its own; an archive inside is named and not opened. Media become part of
the records that refer to them, of the one record of the same stem, or Items of their own, in this order.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.capture import Capture, ReadOptions
from turunkan.core.readers.given import Given
from turunkan.core.readers.linking import linked, names_of
from turunkan.core.readers.media_file import MediaFile
from turunkan.core.readers.media_items import hashed, item_of
from turunkan.core.readers.members import OF_MEMBER, folder_of, open_member, opened_zip, opener, safe_members
from turunkan.core.readers.signatures import is_media
from turunkan.core.readers.subtitles import transcript_of
from turunkan.core.readers.unreadable import Unreadable
from turunkan.core.vocab import Broken, Item, Media

ReadMember = Callable[[BinaryIO, str, ReadOptions], Capture[Item]]
"""Reads a member as a capture of its own; an archive inside is Unreadable."""

_STEM = re.compile(r"(\.info)?\.json(\.gz|\.xz)?$", re.IGNORECASE)
_BESIDE = re.compile(r"(_[0-9]{1,3}|\.[A-Za-z]{2,3}(-[A-Za-z]{2,4})?)?\.[A-Za-z0-9]{2,5}$")
_WORDS = (".vtt", ".srt", ".txt")
_SUBTITLES = (".vtt", ".srt")
_HEAD = 64  # bytes that tell a picture
_LONGEST_WORDS = 4 * 1024**2  # bytes of subtitles that are read


@dataclass
class _Box:
    """An archive while it is gone through.

    Its media and its subtitles by name, its captures in their order, what stands `beside` a stem, and which of the
    media some record took.
    """

    archive: zipfile.ZipFile
    given: Given
    media: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    records: list[zipfile.ZipInfo] = field(default_factory=list)
    words: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    beside: dict[str, list[str]] = field(default_factory=dict)
    taken: dict[str, MediaFile] = field(default_factory=dict)

    def file(self, name: str) -> MediaFile:
        """The media of that name, hashed when it is first asked for. Raises Breakage where it is damaged."""
        if name not in self.taken:
            with_damage = opener(self.archive, self.media[name])
            try:
                self.taken[name] = hashed(f"{self.given.name}/{name}", with_damage)
            except OF_MEMBER as error:
                raise Breakage(Code.CORRUPT_MEMBER) from error
        return self.taken[name]


@dataclass(frozen=True)
class _Folder:
    """The media of an archive as a record that stands in a folder of it may call them."""

    box: _Box
    folder: str

    def get(self, url: str) -> MediaFile | None:
        """The media that an address means; None where the archive does not hold it whole."""
        name = next((name for name in names_of(url, self.folder) if name in self.box.media), None)
        try:
            return self.box.file(name) if name else None
        except Breakage:
            return None  # named where the media that nobody took are gone through


def zip_file(given: Given, read: ReadMember) -> Iterator[Item | Broken]:
    """What an archive holds. Raises Unreadable where it is damaged or made to do harm as a whole."""
    return _records(_Box(opened_zip(given), given), read)


def _records(box: _Box, read: ReadMember) -> Iterator[Item | Broken]:
    yield from _sorted_out(box)
    for member in box.records:
        yield from _of_member(box, member, read)
    for member in list(box.words.values()):
        yield from _of_member(box, member, read)
    yield from _left_over(box)


def _sorted_out(box: _Box) -> Iterator[Broken]:
    """Tell media from captures by their bytes; what may not be opened is named."""
    stems = {_STEM.sub("", member.filename) for member in box.archive.infolist() if _STEM.search(member.filename)}
    for member, against in safe_members(box.archive, box.given.options.limits):
        try:
            if against:
                raise against
            head = _head(box.archive, member)
        except Breakage as breakage:
            yield breakage.at(f"{box.given.name}/{member.filename}", part="member")
            continue
        name, own = member.filename, _stems_of(member.filename) & stems
        for stem in own:
            box.beside.setdefault(stem, []).append(name)
        if is_media(head):
            box.media[name] = member
        elif own and name.lower().endswith(_WORDS):
            box.words[name] = member
        else:
            box.records.append(member)


def _stems_of(name: str) -> set[str]:
    """What a file may stand beside: `a.jpg`, `a_2.jpg` and `a.id.vtt` stand beside `a.json`."""
    return {posixpath.splitext(name)[0], _BESIDE.sub("", name)}


def _head(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        with open_member(archive, member) as opened:
            return opened.read(_HEAD)
    except OF_MEMBER as error:
        raise Breakage(Code.CORRUPT_MEMBER) from error


def _of_member(box: _Box, member: zipfile.ZipInfo, read: ReadMember) -> Iterator[Item | Broken]:
    """The records of one member with their media; what breaks off is named."""
    where = f"{box.given.name}/{member.filename}"
    try:
        with open_member(box.archive, member) as opened:
            capture = read(opened, where, box.given.options)
            records = _with_same_stem(box, member.filename, iter(capture))
            for record in linked(records, _Folder(box, folder_of(member.filename)), box.given.keep):
                for one in record.media or () if isinstance(record, Item) else ():
                    if one.sha256 and one.sha256 in capture.files:
                        box.given.keep(capture.files[one.sha256])
                yield record
    except Unreadable as stop:
        yield Broken(where=where, part="member", code=stop.cause.value, message=stop.person)
    except OF_MEMBER:
        yield Breakage(Code.CORRUPT_MEMBER).at(where, part="rest")


def _with_same_stem(box: _Box, name: str, records: Iterator[Item | Broken]) -> Iterator[Item | Broken]:
    """Where a JSON file is of one Item, that Item with the media and the subtitles of the same stem.

    What is said in answer to it (the comments of a video) may follow it.
    """
    held: Item | None = None
    is_first = _STEM.search(name) is not None
    for record in records:
        if isinstance(record, Broken) or not (is_first or held):
            yield record
        elif held is None:
            held, is_first = record, False
        else:
            yield _completed(box, name, held) if record.parent == held.id else held
            yield record
            held = None
    if held:
        yield _completed(box, name, held)


def _completed(box: _Box, name: str, item: Item) -> Item:
    stem = _STEM.sub("", name)
    beside = [other for other in box.beside.get(stem, ()) if other in box.media or other in box.words]
    known = {one.url for one in item.media or ()}
    added = [Media(url=posixpath.basename(other)) for other in beside if other in box.media]
    said = next((other for other in beside if other.lower().endswith(_SUBTITLES)), None)
    transcript = item.transcript or (_subtitles(box, said) if said else None)
    for other in beside:
        box.words.pop(other, None)
    media = (*(item.media or ()), *(one for one in added if one.url not in known))
    return replace(item, media=media or None, transcript=transcript)


def _subtitles(box: _Box, name: str) -> str | None:
    with open_member(box.archive, box.words[name]) as opened:
        text = opened.read(_LONGEST_WORDS).decode("utf-8", "replace")
    return transcript_of(text) or None


def _left_over(box: _Box) -> Iterator[Item | Broken]:
    """The media that no record took, each an Item of its own."""
    for name in [name for name in box.media if name not in box.taken]:
        try:
            media = box.file(name)
        except Breakage as breakage:
            yield breakage.at(f"{box.given.name}/{name}", part="member")
        else:
            box.given.keep(media)
            yield item_of(media)
