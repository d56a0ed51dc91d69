"""Format: a picture or video by itself, an Item that has nothing but its media."""

import hashlib
import shutil
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

from turunkan.core.readers.given import Given, Nameless
from turunkan.core.readers.media_file import MediaFile
from turunkan.core.readers.source import CHUNK
from turunkan.core.vocab import Item, Media


def media_records(given: Given) -> Iterator[Item]:
    """The one Item, known by the source's name."""
    file = given.file()
    media = hashed(given.name, partial(_from_start, file))
    given.keep(media)
    return iter((item_of(media),))


def item_of(media: MediaFile) -> Item:
    """An Item that is nothing but its media, known by what the source calls it."""
    return Item(id=media.name, media=(Media(url=media.name, sha256=media.sha256),))


def hashed(name: str, opened: "partial[BinaryIO]") -> MediaFile:
    """The media whose bytes `opened` gives, read once for its hash."""
    digest, size = hashlib.sha256(), 0
    with opened() as content:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return MediaFile(digest.hexdigest(), name, size, opened)


def _from_start(file: BinaryIO) -> BinaryIO:
    """A copy, so that who closes it does not close the source."""
    copy = cast("BinaryIO", Nameless())
    file.seek(0)
    shutil.copyfileobj(file, copy)
    copy.seek(0)
    return copy
