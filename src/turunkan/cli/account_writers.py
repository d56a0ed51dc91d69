"""Account writers: proposals as JSON lines, as CSV for a spreadsheet, or as a table for eyes."""

import csv
from typing import BinaryIO, Protocol

from rich.table import Table
from rich.text import Text

from turunkan.cli.eyes import console, harmless
from turunkan.cli.output import as_text
from turunkan.cli.progress import Bar
from turunkan.cli.words import accounts as words
from turunkan.cli.words import shared
from turunkan.cli.writers import inert
from turunkan.core.vocab import ACCOUNT_ACTIONS, LABELS, Account, AccountAction, AccountFinding, Lang, json_line

CSV_COLUMNS = ("id", "label", "account_action", "confidence", "items", "reasons")
_PAGE = 50
_ITEMS_SHOWN = 6
_VERDICT_WIDTH = 20  # of the first column
_STYLES = {AccountAction.ACCOUNT: "bold red", AccountAction.ITEMS: "yellow", AccountAction.NONE: "dim"}


class AccountWriter(Protocol):
    """Takes proposals in order; `finish` writes what is still held."""

    def write(self, account: Account, finding: AccountFinding) -> None:
        """One proposal, and the Account that it speaks of."""

    def finish(self) -> None:
        """Nothing more will come."""


class AccountLines:
    """One JSON object a line, flushed so that a reader at the other end sees it at once."""

    def __init__(self, stream: BinaryIO, lang: Lang) -> None:
        self._stream = stream
        self._lang = lang

    def write(self, account: Account, finding: AccountFinding) -> None:
        """One line."""
        self._stream.write(json_line(finding.as_json(self._lang)))
        self._stream.flush()

    def finish(self) -> None:
        """Nothing is held."""


class AccountCsv:
    """A header and one row a proposal; no cell can act as a formula."""

    def __init__(self, stream: BinaryIO, lang: Lang) -> None:
        self._stream = stream
        self._rows = csv.writer(as_text(stream), lineterminator="\n")
        self._lang = lang
        self._rows.writerow(CSV_COLUMNS)

    def write(self, account: Account, finding: AccountFinding) -> None:
        """One row."""
        said = finding.as_json(self._lang)
        cells = said | {"items": "; ".join(said["items"]), "reasons": " ".join(said["reasons"])}
        self._rows.writerow(inert(cells[column]) for column in CSV_COLUMNS)
        self._stream.flush()

    def finish(self) -> None:
        """Nothing is held."""


class AccountTable:
    """Prints a table whenever a page is full, and the rest at the end."""

    def __init__(self, stream: BinaryIO, lang: Lang, bar: Bar) -> None:
        self._console = console(as_text(stream))
        self._lang = lang
        self._bar = bar
        self._page = self._new_page()

    def write(self, account: Account, finding: AccountFinding) -> None:
        """One row."""
        why = "\n".join(sentence.say(self._lang) for _, sentence in finding.reasons)
        self._page.add_row(self._verdict(account, finding), self._items(finding), harmless(why))
        if self._page.row_count == _PAGE:
            self._print()

    def finish(self) -> None:
        """Print what is left."""
        if self._page.row_count:
            self._print()

    def _print(self) -> None:
        with self._bar.aside():
            self._console.print(self._page)
        self._page = self._new_page()

    def _new_page(self) -> Table:
        table = Table(show_lines=True, expand=True)
        table.add_column(words.VERDICT.say(self._lang), width=_VERDICT_WIDTH, overflow="fold")
        table.add_column(words.ITEMS.say(self._lang), ratio=2, overflow="fold")
        table.add_column(words.WHY.say(self._lang), ratio=5, overflow="fold")
        return table

    def _verdict(self, account: Account, finding: AccountFinding) -> Text:
        """Proposal, label and account, one below the other so that narrow terminals hold them."""
        return Text.assemble(
            (ACCOUNT_ACTIONS[finding.action].say(self._lang), _STYLES[finding.action]),
            f"\n{LABELS[finding.label].say(self._lang)}\n",
            (harmless(account.handle or account.id), "dim"),
        )

    def _items(self, finding: AccountFinding) -> str:
        more = len(finding.items) - _ITEMS_SHOWN
        shown = [harmless(item) for item in finding.items[:_ITEMS_SHOWN]]
        if more > 0:
            shown.append(words.MORE.fill(count=shared.number(more, self._lang)).say(self._lang))
        return "\n".join(shown) or "–"


def account_writer(name: str, stream: BinaryIO, lang: Lang, bar: Bar) -> AccountWriter:
    """The writer of a format."""
    if name == "jsonl":
        return AccountLines(stream, lang)
    return AccountCsv(stream, lang) if name == "csv" else AccountTable(stream, lang, bar)
