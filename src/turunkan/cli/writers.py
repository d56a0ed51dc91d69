"""Writers: Findings as JSON lines, as CSV for a spreadsheet, or as a table for eyes."""

import csv
import re
from typing import BinaryIO, Protocol

from turunkan.cli.output import as_text
from turunkan.cli.progress import Bar
from turunkan.cli.tables import FindingTable
from turunkan.core.rules import Pack
from turunkan.core.vocab import Finding, Item, Lang, json_line

CSV_COLUMNS = (
    "id",
    "label",
    "tier",
    "confidence",
    "priority",
    "action",
    "rules",
    "law",
    "quotes",
    "reasons",
)
# What could steer a terminal on which the CSV is shown; a line feed stays.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LINE_END = re.compile("\r\n?")  # a bare carriage return would end the row for many readers
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n")


class Writer(Protocol):
    """Takes Findings in order; `finish` writes what is still held."""

    def write(self, item: Item, finding: Finding) -> None:
        """One Finding, and the Item that it speaks of."""

    def finish(self) -> None:
        """Nothing more will come."""


class JsonLinesWriter:
    """One JSON object a line, flushed so that a reader at the other end sees it at once."""

    def __init__(self, stream: BinaryIO, lang: Lang) -> None:
        self._stream = stream
        self._lang = lang

    def write(self, item: Item, finding: Finding) -> None:
        """One line."""
        self._stream.write(json_line(finding.as_json(self._lang)))
        self._stream.flush()

    def finish(self) -> None:
        """Nothing is held."""


class CsvWriter:
    """A header and one row a Finding; no cell can act as a formula."""

    def __init__(self, stream: BinaryIO, lang: Lang) -> None:
        self._stream = stream
        self._rows = csv.writer(as_text(stream), lineterminator="\n")
        self._lang = lang
        self._rows.writerow(CSV_COLUMNS)

    def write(self, item: Item, finding: Finding) -> None:
        """One row."""
        said = finding.as_json(self._lang)
        quotes = [term["quote"] for term in said["terms"]]
        cells = said | {
            "rules": "; ".join(said["rules"]),
            "law": "; ".join(said["law"]),
            "quotes": " | ".join(dict.fromkeys(quotes)),
            "reasons": " ".join(said["reasons"]),
        }
        self._rows.writerow(inert(cells[column]) for column in CSV_COLUMNS)
        self._stream.flush()

    def finish(self) -> None:
        """Nothing is held."""


def writer(name: str, stream: BinaryIO, lang: Lang, pack: Pack, bar: Bar) -> Writer:
    """The writer of a format."""
    if name == "jsonl":
        return JsonLinesWriter(stream, lang)
    if name == "csv":
        return CsvWriter(stream, lang)
    return FindingTable(stream, lang, pack, bar)


def inert(cell: object) -> str:
    """A cell that a spreadsheet shows instead of running (OWASP, CSV injection)."""
    text = "" if cell is None else _CONTROL.sub(" ", _LINE_END.sub("\n", str(cell)))
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
