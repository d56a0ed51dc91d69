"""Members of a ZIP archive (PKWARE APPNOTE 6.3): which may be opened, and which are refused by name.

No member is ever unpacked to disk; its name only says what a record may refer to it by.
"""

import lzma
import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.capture import Limits
from turunkan.core.readers.given import Given
from turunkan.core.readers.unreadable import Cause, Unreadable

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_END = struct.Struct("<4s4H2LH")  # the end of central directory record, section 4.3.16
_LOCATOR = struct.Struct("<4sLQL")  # of the ZIP64 record, section 4.3.15
_END64 = struct.Struct("<4sQ2H2L4Q")  # that record, section 4.3.14
_END_SIGN, _LOCATOR_SIGN = b"PK\x05\x06", b"PK\x06\x07"
_MAX_COMMENT = 1 << 16
_OF_A_MEMBER = 256  # bytes of the directory, more than a member has on average
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_ABSOLUTE = re.compile(r"/|\\|[A-Za-z]:")
_NOISE = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")  # notes of file managers

OF_MEMBER = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, ValueError)
"""What the standard library raises where a member's bytes are not what its head says."""


def opened_zip(given: Given) -> zipfile.ZipFile:
    """The archive. Raises Unreadable where it is damaged, or made to do harm as a whole."""
    file, limits = given.file(), given.options.limits
    _check_directory(file, given.name, limits)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        raise Unreadable(Cause.DAMAGED_ARCHIVE, given.name) from error
    if len(archive.infolist()) > limits.members:
        raise Unreadable(Cause.TOO_MANY, given.name, limit=limits.members)
    most = min(limits.total, max(limits.whole, limits.ratio * file.seek(0, 2)))
    if sum(member.file_size for member in archive.infolist()) > most:
        raise Unreadable(Cause.TOO_LARGE, given.name, limit=most)
    return archive


def names_in(given: Given) -> frozenset[str]:
    """The names of an archive's members. Raises Unreadable as opening it does."""
    return frozenset(opened_zip(given).namelist())


def _check_directory(file: BinaryIO, name: str, limits: Limits) -> None:
    """Refuse a directory that is larger than so many members need, before it is read into memory."""
    if _directory_size(file) > limits.members * _OF_A_MEMBER:
        raise Unreadable(Cause.TOO_MANY, name, limit=limits.members)


def _directory_size(file: BinaryIO) -> int:
    """In bytes, as the archive's end says; zero where there is no end, which opening it will tell."""
    size = file.seek(0, 2)
    start = file.seek(max(0, size - _MAX_COMMENT - _END.size))
    tail = file.read()
    at = tail.rfind(_END_SIGN)
    if at < 0 or len(tail) - at < _END.size:
        return 0
    locator = at - _LOCATOR.size
    if locator >= 0 and tail.startswith(_LOCATOR_SIGN, locator):
        file.seek(min(_LOCATOR.unpack_from(tail, locator)[2], start + locator))
        record = file.read(_END64.size)
        return int(_END64.unpack(record)[8]) if len(record) == _END64.size else 0
    return int(_END.unpack_from(tail, at)[5])


def safe_members(archive: zipfile.ZipFile, limits: Limits) -> Iterator[tuple[zipfile.ZipInfo, Breakage | None]]:
    """Every file of an archive in its order, with what speaks against opening it; folders and notes left out."""
    times = Counter(member.filename for member in archive.infolist())
    for member in archive.infolist():
        if not member.is_dir() and not _NOISE.search(member.filename):
            yield member, _against(member, times[member.filename], limits)


def _against(member: zipfile.ZipInfo, times: int, limits: Limits) -> Breakage | None:
    parts = re.split(r"[/\\]", member.filename)
    if _ABSOLUTE.match(member.filename) or ".." in parts or "\0" in member.orig_filename:
        return Breakage(Code.UNSAFE_NAME)
    if stat.S_ISLNK(member.external_attr >> 16):
        return Breakage(Code.SYMBOLIC_LINK)
    if times > 1:
        return Breakage(Code.DOUBLE_NAME, times=times)
    if member.flag_bits & _ENCRYPTED:
        return Breakage(Code.ENCRYPTED)
    if member.compress_type not in _METHODS:
        return Breakage(Code.UNKNOWN_METHOD, method=member.compress_type)
    if member.file_size > limits.small and member.file_size > limits.ratio * max(member.compress_size, 1):
        return Breakage(Code.TOO_COMPRESSED, ratio=limits.ratio)
    return None


def open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    """The bytes of a member, unpacked as they are read."""
    return cast("BinaryIO", archive.open(member))


def opener(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> "partial[BinaryIO]":
    """Opens a member whenever it is asked."""
    return partial(open_member, archive, member)


def folder_of(name: str) -> str:
    """The folder in which a member stands; empty at the top."""
    return posixpath.dirname(name)
