"""Tables: Findings for eyes, a page at a time so that memory stays flat."""

from typing import BinaryIO

from rich.table import Table
from rich.text import Text

from turunkan.cli.eyes import PRIORITY_STYLES, console, harmless, quote
from turunkan.cli.output import as_text
from turunkan.cli.progress import Bar
from turunkan.cli.words import scan as words
from turunkan.core.rules import Pack
from turunkan.core.vocab import LABELS, PRIORITIES, Finding, Item, Lang, Wording

_PAGE = 50
_QUOTE = 160  # characters
_VERDICT_WIDTH = 20  # of the first column


class FindingTable:
    """A writer that prints a table whenever a page is full, and the rest at the end."""

    def __init__(self, stream: BinaryIO, lang: Lang, pack: Pack, bar: Bar) -> None:
        self._console = console(as_text(stream))
        self._lang = lang
        self._pack = pack
        self._bar = bar
        self._page = self._new_page()

    def write(self, item: Item, finding: Finding) -> None:
        """One row."""
        self._page.add_row(self._verdict(item, finding), quote(item, finding.terms, _QUOTE), self._why(finding))
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
        table.add_column(words.ITEM.say(self._lang), ratio=5, overflow="fold")
        table.add_column(words.WHY.say(self._lang), ratio=4, overflow="fold")
        return table

    def _verdict(self, item: Item, finding: Finding) -> Text:
        """Priority, label and tier, and account, one below the other so that narrow terminals hold them."""
        priority = PRIORITIES[finding.priority].say(self._lang)
        account = (item.author and item.author.handle) or "–"
        return Text.assemble(
            (priority, PRIORITY_STYLES[finding.priority]),
            f"\n{self._title(finding)}\n",
            (harmless(account), "dim"),
        )

    def _title(self, finding: Finding) -> str:
        outcome = self._pack.outcome(finding.label, finding.tier)
        return (outcome.title if outcome else LABELS[finding.label]).say(self._lang)

    def _why(self, finding: Finding) -> Text:
        return Text.assemble(self._reason(finding).say(self._lang), "\n", (", ".join(finding.law), "dim"))

    def _reason(self, finding: Finding) -> Wording:
        """The sentence of the first rule, which is the gravest; the verdict where no rule led."""
        because = (rule.because for rule in self._pack.rules if rule.id in finding.rules)
        return next(because, finding.reasons[0].sentence)
