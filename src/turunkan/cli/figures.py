"""Figures: what was counted, on a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from turunkan.cli.curve import lines
from turunkan.cli.eyes import harmless
from turunkan.cli.sheets import Sheet, Sheets
from turunkan.cli.words import evaluate as words
from turunkan.cli.words import shared
from turunkan.core.detect.evaluation import Evaluation, Share, Sighting, Wronged
from turunkan.core.vocab import Lang

MOST_LISTED = 20
"""How many wronged Items are listed unasked."""


class Figures:
    """Prints figures; `listed` None means: list the wronged when they are few."""

    def __init__(self, screen: Console, lang: Lang, *, listed: bool | None) -> None:
        self._screen = screen
        self._lang = lang
        self._listed = listed
        self._sheets = Sheets(lang)

    def rows(self, rows: int, broken: int) -> None:
        """How much the figures rest on."""
        counts = {"rows": shared.number(rows, self._lang), "broken": shared.number(broken, self._lang)}
        self._screen.print(words.ROWS.fill(**counts).say(self._lang))

    def evaluation(self, figures: Evaluation) -> None:
        """All tables of a labelled set."""
        for sheet in self._sheets.evaluation(figures):
            self._print(sheet)
        self._wronged(figures.wronged)

    def sighting(self, figures: Sighting) -> None:
        """The tables of a set of which only yes or no is known."""
        for sheet in self._sheets.sighting(figures):
            self._print(sheet)
        self._wronged(figures.wronged)

    def share(self, share: Share) -> str:
        """`83,3 % (5/6; 43,6–97,0)`."""
        return self._sheets.share(share)

    def _print(self, sheet: Sheet) -> None:
        self._screen.print()
        self._screen.print(Text(sheet.title, "bold"))
        table = Table()
        for heading in sheet.headings:
            table.add_column(heading, overflow="fold")
        for row in sheet.rows:
            table.add_row(*map(harmless, row))
        self._screen.print(table)
        if sheet.note:
            self._screen.print(sheet.note)
        if sheet.bins:
            self._screen.print(words.CURVE.say(self._lang))
            for bin_, line in zip(sheet.bins, lines(sheet.bins), strict=True):
                self._screen.print(f"{self._sheets.span(bin_)} {line}")

    def _wronged(self, wronged: Sequence[Wronged]) -> None:
        listed = len(wronged) <= MOST_LISTED if self._listed is None else self._listed
        if not wronged:
            self._screen.print(words.NONE_WRONGED.say(self._lang))
        elif listed:
            self._print(self._sheets.wronged_by_words(wronged))
        else:
            count = shared.number(len(wronged), self._lang)
            self._screen.print(words.NOT_LISTED.fill(count=count).say(self._lang))
