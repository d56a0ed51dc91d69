"""Capture: what one source holds, how a person wants it read, and how much of it will be read at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from itertools import islice
from types import MappingProxyType
from typing import Generic, TypeVar

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.media_file import MediaFile
from turunkan.core.vocab import Broken, Post, figure

P = TypeVar("P")
Records = Iterator[Post | Broken]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a container may hold before it counts as made to do harm; sizes in bytes, unpacked.

    `total` is that of all that is unpacked of one source, `members` their number, `page` that of a saved page,
    `sheet` that of a workbook and `cells` the cells of one; `ratio` is how much larger than packed a member may be
    that is larger than `small`, and an archive that is larger than `whole`. `media` is that of all pictures and
    videos that are kept of one source.
    `records` is how many records of a source are read, broken ones too; without it, all.
    """

    total: int = 32 * 1024**3
    members: int = 200_000
    page: int = 32 * 1024**2
    sheet: int = 128 * 1024**2
    cells: int = 5_000_000
    ratio: int = 250
    small: int = 16 * 1024**2
    whole: int = 128 * 1024**2
    media: int = 8 * 1024**3
    records: int | None = None


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person said about a capture.

    `zone` is that of dates without offset; without it such a date is named and left out.
    `mapping` goes from Item field (dotted where nested) to the table's column, by name or by number from 1;
    `max_record` is the size beyond which a line or record is skipped: in bytes, or in characters where a
    record is more than a line (the element of an array, a row with a cell of many lines).
    """

    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    max_record: int = 16 * 1024 * 1024
    zone: tzinfo | None = None
    limits: Limits = Limits()


DEFAULTS = ReadOptions()


class Capture(Generic[P]):
    """What one source holds and its broken parts, to be gone through once; `format` says what it was read as.

    `files` goes from sha256 to the media that the source itself holds. It fills while the capture is gone
    through: when an Item has been yielded, its own are there.
    """

    def __init__(
        self, format_: str, records: Iterator[P | Broken], files: Mapping[str, MediaFile] | None = None
    ) -> None:
        self.format = format_
        self.may_hold_media = files is not None
        self.files: Mapping[str, MediaFile] = files if files is not None else MappingProxyType({})
        self._records = records

    def __iter__(self) -> Iterator[P | Broken]:
        return self._records

    def first(self, most: int | None, name: str) -> "Capture[P]":
        """The same with so many records at most, and a broken part that says so where there are more."""
        return self if most is None else self.over(_first(self._records, most, name))

    def over(self, records: Iterator[P | Broken]) -> "Capture[P]":
        """The same source with these records, made of its own."""
        return Capture(self.format, records, self.files if self.may_hold_media else None)


def _first(records: Iterator[P | Broken], most: int, name: str) -> Iterator[P | Broken]:
    yield from islice(records, most)
    if next(records, None) is not None:
        yield Breakage(Code.TOO_MANY_RECORDS, most=figure(most)).at(name)
