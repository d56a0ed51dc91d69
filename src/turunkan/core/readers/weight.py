"""Weight: how much a source unpacks to, told before anybody waits for it to be read."""

from typing import BinaryIO

from turunkan.core.readers.capture import DEFAULTS
from turunkan.core.readers.given import Given
from turunkan.core.readers.members import OF_MEMBER, ZIP_MAGIC, open_member, opened_zip
from turunkan.core.readers.parquet import PARQUET_MAGIC
from turunkan.core.readers.source import GZIP_MAGIC, XZ_MAGIC
from turunkan.core.readers.unreadable import Unreadable

_HEAD = 8  # bytes that show what is packed


def is_light(source: BinaryIO, most: int) -> bool:
    """Whether a source unpacks to `most` bytes at most; one that cannot be read weighs nothing.

    What is packed in ways that only reading shows is never light: a member that is packed itself, and Parquet.
    """
    given = Given(source, "", DEFAULTS)
    if given.head.startswith(PARQUET_MAGIC):
        return False
    if not given.head.startswith(ZIP_MAGIC):
        return len(given.stream.peek(most + 1)) <= most
    try:
        archive = opened_zip(given)
        members = archive.infolist()
        if sum(member.file_size for member in members) > most:
            return False
        return not any(_is_packed(open_member(archive, member)) for member in members)
    except (Unreadable, *OF_MEMBER, RuntimeError):  # which its import will say
        return True


def _is_packed(member: BinaryIO) -> bool:
    with member:
        return member.read(_HEAD).startswith((GZIP_MAGIC, XZ_MAGIC, *ZIP_MAGIC))
