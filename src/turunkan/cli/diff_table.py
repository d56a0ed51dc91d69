"""Table of changes: what became of an Item, before and now, and by which rules and words."""

from collections.abc import Iterator
from typing import BinaryIO

from rich.table import Table
from rich.text import Text

from turunkan.cli.eyes import console, harmless, quote
from turunkan.cli.output import as_text
from turunkan.cli.progress import Bar
from turunkan.cli.words import diff as words
from turunkan.core.detect import Change
from turunkan.core.rules import Pack
from turunkan.core.vocab import ACTIONS, LABELS, PRIORITIES, Finding, Hit, Item, Lang

_PAGE = 50
_QUOTE = 160  # characters
_LOST, _GAINED = ("− ", "red"), ("+ ", "green")


class ChangeTable:
    """A writer that prints a table whenever a page is full, and the rest at the end."""

    def __init__(self, stream: BinaryIO, lang: Lang, packs: tuple[Pack, Pack], bar: Bar) -> None:
        self._console = console(as_text(stream))
        self._lang = lang
        self._bar = bar
        self._sentences = [{one.id: one.because.say(lang) for one in pack.detectors} for pack in packs]
        self._page = self._new_page()

    def write(self, item: Item, change: Change) -> None:
        """One row."""
        hits = (*change.terms_lost, *change.terms_gained)
        shown = Text.assemble((harmless(item.id), "dim"), "\n", quote(item, hits, _QUOTE))
        self._page.add_row(shown, self._turn(change), self._why(change))
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
        for heading, ratio in ((words.ITEM, 4), (words.CHANGE, 3), (words.WHY, 4)):
            table.add_column(heading.say(self._lang), ratio=ratio, overflow="fold")
        return table

    def _turn(self, change: Change) -> Text:
        turns = ", ".join(words.TURNS[turn].say(self._lang) for turn in change.turns)
        old, new = self._answer(change.old), self._answer(change.new)
        return Text.assemble((turns, "bold"), f"\n{_LOST[0]}{old}\n{_GAINED[0]}{new}")

    def _answer(self, finding: Finding) -> str:
        """Label, tier, priority, action, law."""
        label = LABELS[finding.label].say(self._lang)
        named = f"{label} ({finding.tier})" if finding.tier else label
        told = (PRIORITIES[finding.priority].say(self._lang), ACTIONS[finding.action].say(self._lang))
        return "; ".join([named, *told, *filter(None, [", ".join(finding.law)])])

    def _why(self, change: Change) -> Text:
        old, new = self._sentences
        lines = [
            *((_LOST, f"{name}: {old[name]}") for name in change.rules_lost),
            *((_GAINED, f"{name}: {new[name]}") for name in change.rules_gained),
            *((_LOST, said) for said in _said(change.terms_lost)),
            *((_GAINED, said) for said in _said(change.terms_gained)),
        ]
        return Text("\n").join(Text(sign + said, style) for (sign, style), said in lines)


def _said(hits: list[Hit]) -> Iterator[str]:
    """The words that count, each once."""
    lines = (f'"{harmless(hit.quote)}" ({hit.concept}: {", ".join(hit.facts)})' for hit in hits)
    yield from dict.fromkeys(lines)
