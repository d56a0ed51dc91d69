"""The formats of a source as bytes: a new one is its file, its sample and its line here.

They are told by content, the first that fits; whatever is none of them is text, or refused by name.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import BinaryIO, cast

from turunkan.core.readers.archive import ReadMember, zip_file
from turunkan.core.readers.capture import DEFAULTS, Capture, ReadOptions
from turunkan.core.readers.given import Given
from turunkan.core.readers.json_records import raw_records
from turunkan.core.readers.media_items import media_records
from turunkan.core.readers.members import ZIP_MAGIC, names_in
from turunkan.core.readers.mhtml import is_mhtml, mhtml_file
from turunkan.core.readers.page import is_page, page_file
from turunkan.core.readers.parquet import PARQUET_MAGIC, parquet_file
from turunkan.core.readers.sheet import MAIN_PART, sheet_file
from turunkan.core.readers.signatures import is_media
from turunkan.core.readers.texts import Lines, lines_reader, text_capture, until_failure
from turunkan.core.readers.unreadable import Cause, Unreadable
from turunkan.core.readers.warc import WARC_MAGIC, is_wacz, wacz_file, warc_file
from turunkan.core.vocab import Broken, Item, Post, Wording

ReadFormat = Callable[[Given, ReadMember], Iterator[Item | Broken]]


@dataclass(frozen=True, slots=True)
class Format:
    """A member of the registry.

    `read` gives the records, and fills the source's `files` while they are gone through; it raises Unreadable
    before the first one where the source as a whole cannot be read.
    """

    name: str
    title: Wording
    matches: Callable[[Given], bool]
    read: ReadFormat


def _alone(read: Callable[[Given], Iterator[Item | Broken]]) -> ReadFormat:
    """A format that has no captures inside."""
    return lambda given, _: read(given)


def _begins(*magic: bytes) -> Callable[[Given], bool]:
    return lambda given: given.head.startswith(magic)


def _is_zip(given: Given) -> bool:
    return given.head.startswith(ZIP_MAGIC)


ARCHIVE = Format("zip", Wording(id="arsip ZIP", en="ZIP archive"), _is_zip, zip_file)

FORMATS: tuple[Format, ...] = (
    Format(
        "media",
        Wording(id="gambar atau video", en="picture or video"),
        lambda given: is_media(given.head),
        _alone(media_records),
    ),
    Format(
        "xlsx",
        Wording(id="buku kerja XLSX", en="XLSX workbook"),
        lambda given: _is_zip(given) and MAIN_PART in names_in(given),
        _alone(sheet_file),
    ),
    Format(
        "wacz",
        Wording(id="arsip web WACZ", en="WACZ web archive"),
        lambda given: _is_zip(given) and is_wacz(names_in(given)),
        wacz_file,
    ),
    ARCHIVE,
    Format("parquet", Wording(id="Parquet", en="Parquet"), _begins(PARQUET_MAGIC), _alone(parquet_file)),
    Format("warc", Wording(id="arsip web WARC", en="WARC web archive"), _begins(WARC_MAGIC), warc_file),
    Format(
        "mhtml",
        Wording(id="halaman web tersimpan (MHTML)", en="saved web page (MHTML)"),
        lambda given: is_mhtml(given.head),
        _alone(mhtml_file),
    ),
    Format(
        "html",
        Wording(id="halaman web tersimpan (HTML)", en="saved web page (HTML)"),
        lambda given: is_page(given.head),
        _alone(page_file),
    ),
)


def read(source: BinaryIO, name: str, options: ReadOptions = DEFAULTS) -> Capture[Item]:
    """The capture that a source holds, recognised by content; `name` is what people know it by.

    The source is read as it is consumed and need not seek: what has to be sought in is put aside in a temporary
    file. Raises Unreadable where it is no capture at all.
    """
    return read_given(Given(source, name, options)).first(options.limits.records, name)


def read_posts(source: BinaryIO, name: str, options: ReadOptions = DEFAULTS) -> Capture[Post]:
    """The same, with Posts that are not read to their end before somebody asks for the whole."""
    capture = _read(Given(source, name, options), lines_reader(options.zone), FORMATS)
    return capture.first(options.limits.records, name)


def _read_member(source: BinaryIO, name: str, options: ReadOptions) -> Capture[Item]:
    """What stands in a container; an archive inside is Unreadable."""
    return read_given(Given(source, name, options), tuple(one for one in FORMATS if one is not ARCHIVE))


def read_given(given: Given, formats: tuple[Format, ...] = FORMATS) -> Capture[Item]:
    """As `read`, of a source that was begun. Raises Unreadable."""
    lines = partial(raw_records, zone=given.options.zone)
    return cast("Capture[Item]", _read(given, lines, formats))  # which gives nothing else


def _read(given: Given, lines: Lines, formats: tuple[Format, ...]) -> Capture[Post]:
    for format_ in formats:
        if format_.matches(given):
            records = until_failure(chain(format_.read(given, _read_member), given.left_out()), given.name)
            return Capture(format_.name, records, given.files)
    if _is_zip(given):
        raise Unreadable(Cause.NESTED, given.name)
    name, posts = text_capture(given.stream, given.name, given.options, lines)
    return Capture(name, posts)
