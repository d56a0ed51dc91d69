"""The broken parts of an import as a CSV file that a spreadsheet can open without harm."""

import csv
import io
from collections.abc import Iterator

from turunkan.core.text import masked
from turunkan.core.vocab import Wording
from turunkan.desk.console.templatetags.desk import language, message_of
from turunkan.desk.intake.models import ImportRun

_HEADINGS = (
    Wording("tempat", "place"),
    Wording("bagian", "part"),
    Wording("kode", "code"),
    Wording("mengapa", "why"),
    Wording("awal isinya", "how it begins"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet compute a cell, in full width too (OWASP, CSV Injection)."""


def broken_lines(run: ImportRun) -> Iterator[str]:
    """The table line by line, headings first (RFC 4180)."""
    yield _line(heading.say(language()) for heading in _HEADINGS)
    for part in run.broken_parts.iterator():
        yield _line((part.place, part.part, part.code, masked(message_of(part)), masked(part.excerpt)))


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would compute."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def _line(cells: Iterator[str] | tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([harmless(cell) for cell in cells])
    return text.getvalue()
