"""Figures: an Evaluation as tables for eyes."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from turunkan.cli.eyes import harmless
from turunkan.cli.words import evaluate as words
from turunkan.cli.words import shared
from turunkan.core.detect.evaluation import Evaluation, Share, Sighting, Wronged
from turunkan.core.vocab import ACTIONS, LABELS, Label, Lang, Wording

_NO_CASE = "–"
MOST_LISTED = 20
"""How many wronged Items are listed unasked."""


class Figures:
    """Prints figures; `listed` None means: list the wronged when they are few."""

    def __init__(self, screen: Console, lang: Lang, *, listed: bool | None) -> None:
        self._screen = screen
        self._lang = lang
        self._listed = listed

    def rows(self, rows: int, broken: int) -> None:
        """How much the figures rest on."""
        counts = {"rows": shared.number(rows, self._lang), "broken": shared.number(broken, self._lang)}
        self._screen.print(words.ROWS.fill(**counts).say(self._lang))

    def evaluation(self, figures: Evaluation) -> None:
        """All tables of a labelled set."""
        self._confusion(figures)
        self._compared(figures)
        self._labels(figures)
        self._tiers(figures)
        self._disguises(figures)
        self._reliability(figures)
        self._wronged(figures.wronged)

    def sighting(self, figures: Sighting) -> None:
        """The tables of a set of which only yes or no is known."""
        table = self._table(words.SHARE, words.ENGINE, words.BASELINE)
        self._beside(table, words.RECALL, figures.engine.recall, figures.baseline.recall)
        self._beside(table, words.PRECISION, figures.engine.precision, figures.baseline.precision)
        self._beside(table, words.DISTURBED, figures.engine.disturbed, figures.baseline.disturbed)
        self._print(words.COMPARED, table)
        self._wronged(figures.wronged)

    def share(self, share: Share) -> str:
        """`83,3 % (5/6; 43,6–97,0)`."""
        if share.value is None or share.interval is None:
            return _NO_CASE
        value, low, high = (shared.decimal(100 * f, 1, self._lang) for f in (share.value, *share.interval))
        return f"{value} % ({share.count}/{share.total}; {low}–{high})"

    def _print(self, title: Wording, table: Table) -> None:
        self._screen.print()
        self._screen.print(Text(title.say(self._lang), "bold"))
        self._screen.print(table)

    def _table(self, *headings: Wording) -> Table:
        table = Table()
        for heading in headings:
            table.add_column(heading.say(self._lang), overflow="fold")
        return table

    def _beside(self, table: Table, what: Wording, ours: Share, theirs: Share) -> None:
        table.add_row(what.say(self._lang), self.share(ours), self.share(theirs))

    def _label(self, label: Label) -> str:
        return LABELS[label].say(self._lang)

    def _confusion(self, figures: Evaluation) -> None:
        table = self._table(words.TRUTH, *(LABELS[label] for label in Label))
        for truth, answers in figures.confusion.items():
            table.add_row(self._label(truth), *(shared.number(answers[label], self._lang) for label in Label))
        self._print(words.CONFUSION, table)

    def _compared(self, figures: Evaluation) -> None:
        ours, theirs = figures.engine, figures.baseline
        table = self._table(words.SHARE, words.ENGINE, words.BASELINE)
        self._beside(table, words.FOUND, ours.found, theirs.found)
        self._beside(table, words.DISTURBED, ours.disturbed, theirs.disturbed)
        self._beside(table, words.ACCUSED, ours.accused, theirs.accused)
        self._print(words.COMPARED, table)

    def _labels(self, figures: Evaluation) -> None:
        table = self._table(words.LABEL, words.PRECISION, words.RECALL)
        for label, score in figures.labels.items():
            if label is Label.UNCLEAR:  # an answer that nothing in truth ever is
                continue
            table.add_row(self._label(label), self.share(score.precision), self.share(score.recall))
        self._print(words.BY_LABEL, table)

    def _tiers(self, figures: Evaluation) -> None:
        table = self._table(words.TIER, words.SURFACED, words.RIGHT_TIER, words.NOTICE)
        for tier, score in figures.tiers.items():
            table.add_row(tier, *map(self.share, (score.surfaced, score.right, score.notice)))
        self._print(words.BY_TIER, table)

    def _disguises(self, figures: Evaluation) -> None:
        table = self._table(words.DISGUISE, words.SURFACED)
        for disguise, share in figures.disguises.items():
            table.add_row(harmless(disguise), f"{share.count}/{share.total}")
        self._print(words.BY_DISGUISE, table)

    def _reliability(self, figures: Evaluation) -> None:
        table = self._table(words.MEAN, words.BORNE_OUT)
        for entry in figures.reliability:
            table.add_row(shared.decimal(entry.mean, 2, self._lang), self.share(entry.right))
        self._print(words.RELIABILITY, table)

    def _wronged(self, wronged: tuple[Wronged, ...]) -> None:
        listed = len(wronged) <= MOST_LISTED if self._listed is None else self._listed
        if not wronged:
            self._screen.print(words.NONE_WRONGED.say(self._lang))
        elif listed:
            self._print(words.WRONGED, self._wronged_table(wronged))
        else:
            count = shared.number(len(wronged), self._lang)
            self._screen.print(words.NOT_LISTED.fill(count=count).say(self._lang))

    def _wronged_table(self, wronged: Iterable[Wronged]) -> Table:
        table = self._table(words.ITEM, words.ACTION, words.LABEL, words.WORDS)
        for entry in wronged:
            action = ACTIONS[entry.action].say(self._lang)
            quotes = harmless(", ".join(entry.words))
            table.add_row(harmless(entry.id), action, self._label(entry.label), quotes)
        return table
