"""Format: a workbook (XLSX, ECMA-376): its first sheet, or the first that has a column of text.

A formula is the value that was stored with it; nothing is computed, and no macro is looked at.
"""

import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from typing import Any

from turunkan.core.readers.breakage import Breakage, Code, shown
from turunkan.core.readers.cells import as_cell, rows_as_items
from turunkan.core.readers.given import Given
from turunkan.core.readers.members import OF_MEMBER, open_member, opened_zip, safe_members
from turunkan.core.readers.unreadable import Cause, Unreadable
from turunkan.core.vocab import Broken, Item

try:
    from python_calamine import CalamineError, CalamineWorkbook
except ImportError:  # the extra `intake`
    CalamineWorkbook = None  # type: ignore[assignment,misc]

MAIN_PART = "xl/workbook.xml"
_SHARED = "xl/sharedStrings.xml"
_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si[\s>]")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_PLACE = re.compile(rb"""\sr=["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_MEANT = re.compile(rb"""\st=["']s["'][^>]*>\s*<(?:\w+:)?v>([0-9]{1,9})<""")
_LETTERS = 40  # of a cell, on average: a sheet of many cells does not hold an essay in each
_PROLOG = 1 << 16  # bytes of a part in which a document type would stand


def sheet_file(given: Given) -> Iterator[Item | Broken]:
    """The rows of a workbook as Items. Raises Unreadable where it cannot be opened, or does harm."""
    if CalamineWorkbook is None:
        raise Unreadable(Cause.NEEDS_EXTRA, given.name, kind="XLSX")
    _check_parts(given)
    file = given.file()
    file.seek(0)
    try:
        workbook = CalamineWorkbook.from_filelike(file)
        return _best(workbook, given)
    except (CalamineError, *OF_MEMBER) as error:
        raise Unreadable(Cause.DAMAGED_ARCHIVE, given.name) from error


def _best(workbook: Any, given: Given) -> Iterator[Item | Broken]:
    """The first sheet that reads as a table; why the first does not, where none does."""
    refused = Unreadable(Cause.EMPTY, given.name)
    for number, _ in enumerate(workbook.sheet_names):
        rows = workbook.get_sheet_by_index(number).to_python(skip_empty_area=False)
        try:
            records = rows_as_items(([as_cell(value) for value in row] for row in rows), given)
            return chain(records, _others(workbook, number, given.name))
        except Unreadable as stop:
            refused = stop if number == 0 else refused
    raise refused


def _others(workbook: Any, read: int, name: str) -> Iterator[Broken]:
    """The sheets beside the one that is read, by name, where anything stands in them."""
    for number, title in enumerate(workbook.sheet_names):
        if number != read and workbook.get_sheet_by_index(number).height:
            yield Breakage(Code.OTHER_SHEET, title=shown(title)).at(name, part=f"sheet {number + 1}")


def _check_parts(given: Given) -> None:
    """Refuse what is no honest workbook: entities of XML, parts that unpack to too much, encrypted ones."""
    archive, limits = opened_zip(given), given.options.limits
    if sum(part.file_size for part in archive.infolist()) > limits.sheet:
        raise Unreadable(Cause.TOO_LARGE, given.name, limit=limits.sheet)
    for part, against in safe_members(archive, limits):
        if against:
            raise Unreadable(Cause.DAMAGED, given.name, detail=against.person)
        if _declares_type(archive, part, given.name):
            raise Unreadable(Cause.XML_ENTITIES, given.name)
    try:
        _check_extent(archive, given)
    except OF_MEMBER as error:
        raise Unreadable(Cause.DAMAGED_ARCHIVE, given.name) from error


def _check_extent(archive: zipfile.ZipFile, given: Given) -> None:
    """Refuse sheets that stretch far beyond what they hold, and texts that are meant again and again.

    A cell names its column and row; the library makes all cells up to the last of each, and each its own text.
    """
    names, most = archive.namelist(), given.options.limits.cells
    shared = _SHARED_TEXT.split(archive.read(_SHARED))[1:] if _SHARED in names else []
    for name in names:
        if not _SHEET.fullmatch(name):
            continue
        content = archive.read(name)
        columns = {place[1].upper() for place in _PLACE.finditer(content)}
        rows = max((int(place[2]) for place in _PLACE.finditer(content)), default=0)
        cells = rows * max(map(_column, columns), default=0)
        letters = sum(len(shared[int(at[1])]) for at in _MEANT.finditer(content) if int(at[1]) < len(shared))
        if cells > most or letters > _LETTERS * most:
            raise Unreadable(Cause.TOO_MANY_CELLS, given.name, limit=most)


def _column(letters: bytes) -> int:
    """A → 1, Z → 26, AA → 27 (ECMA-376 part 1, 18.18.62)."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def _declares_type(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> bool:
    """Whether a part has a document type declaration (XML 1.0, 2.8), which ECMA-376 forbids and entities need."""
    if not part.filename.lower().endswith((".xml", ".rels")):
        return False
    try:
        with open_member(archive, part) as opened:
            return b"<!DOCTYPE" in opened.read(_PROLOG).replace(b"\0", b"")
    except OF_MEMBER as error:
        raise Unreadable(Cause.DAMAGED_ARCHIVE, name) from error
