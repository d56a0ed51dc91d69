"""Report: the figures of a run as rows, for a terminal and as Markdown."""

from collections.abc import Iterator

from rich.box import SIMPLE
from rich.table import Table

from turunkan.cli.bench.figures import MEGABYTES, POSTS_A_SECOND, SECONDS, Figure, Goal, Results
from turunkan.cli.bench.spread import Spread
from turunkan.cli.words import bench as words
from turunkan.cli.words import shared
from turunkan.core.vocab import Lang

_NONE = "–"
_WIDTHS = (22, 9, 16, 14, 8, 8, 7)  # of the columns, so that they fit into a pipe
_SHARES = ("not_ascii", "concept", "surfaced")
_AROUND, _ROOM = 2.0, 0.2  # % of the bench text that is surfaced


class Report:
    """Says results in one language."""

    def __init__(self, results: Results, lang: Lang) -> None:
        self._results = results
        self._lang = lang

    def headings(self) -> list[str]:
        """The columns."""
        said = (words.WHAT, words.OURS, words.YARDSTICK, words.RATIO, words.GOAL, words.MET, words.MEMORY)
        return [word.say(self._lang) for word in said]

    def rows(self, *, whole: bool) -> Iterator[list[str]]:
        """One row a figure; `whole` gives how far the rounds of every speed lay apart, not of the ratio alone."""
        for figure in self._results.figures:
            yield [
                words.FIGURES[figure.key].say(self._lang),
                self._measured(figure, figure.ours, whole=whole),
                self._yardstick(figure, whole=whole),
                self._spread(figure.ratio, 3) if figure.ratio else _NONE,
                self._goal(figure.goal),
                self._met(figure),
                self._memory(figure),
            ]

    def table(self) -> Table:
        """The rows for a terminal."""
        table = Table(title=words.TITLE.say(self._lang), box=SIMPLE, show_lines=True, padding=(0, 1, 0, 0))
        for heading, width in zip(self.headings(), _WIDTHS, strict=True):
            table.add_column(heading, overflow="fold", width=width)
        for row in self.rows(whole=False):
            table.add_row(*row)
        return table

    def notes(self) -> Iterator[str]:
        """What stands below the table."""
        yield words.RSS.say(self._lang)
        yield words.TEXT.fill(**self._text()).say(self._lang)
        share = 100 * self._results.text["surfaced"]
        if abs(share - _AROUND) > _ROOM:
            yield words.OUTSIDE.fill(surfaced=self._number(share)).say(self._lang)
        if self._results.skipped:
            yield words.SKIPPED.fill(names=", ".join(self._results.skipped)).say(self._lang)
        missed = [figure.key for figure in self._results.figures if figure.met is False]
        yield (words.MISSED.fill(keys=", ".join(missed)) if missed else words.PASSED).say(self._lang)

    def markdown(self) -> str:
        """The whole page."""
        about = self._results.about
        head = words.HEAD.fill(command=about["command"]).say(self._lang)
        notes = "\n".join(f"- {note}" for note in self.notes())
        table = markdown(self.headings(), list(self.rows(whole=True)))
        versions = markdown([words.NAME.say(self._lang), ""], [[name, value] for name, value in about.items()])
        what = words.CHART.say(self._lang)
        chart = f"## {what}\n\n![{what}](chart.svg)\n\n{self._bars()}"
        last = f"## {words.ABOUT.say(self._lang)}\n\n{versions}"
        title = words.TITLE.say(self._lang)
        return f"# turunkan bench\n\n{head}\n\n## {title}\n\n{table}\n\n{notes}\n\n{chart}\n\n{last}\n"

    def name(self, key: str) -> str:
        """What a bar or a yardstick is called; packages go by their own names."""
        return words.BARS[key].say(self._lang) if key in words.BARS else key

    def _bars(self) -> str:
        """The chart's data."""
        headings = [words.NAME, words.CHART, words.LOW, words.HIGH]
        rows = [
            [self.name(key), *(self._number(value) for value in (rate.median, rate.low, rate.high))]
            for key, rate in self._results.rates().items()
        ]
        return markdown([word.say(self._lang) for word in headings], rows)

    def _measured(self, figure: Figure, value: Spread, *, whole: bool) -> str:
        digits = 2 if figure.unit == SECONDS else 0
        if not whole:
            unit = "/s" if figure.unit == POSTS_A_SECOND else f" {figure.unit}"
            return f"{self._number(value.median, digits)}{unit}"
        return self._spread(value, digits, f" {figure.unit}")

    def _yardstick(self, figure: Figure, *, whole: bool) -> str:
        if not (figure.theirs and figure.yardstick):
            return _NONE
        said = f"{self.name(figure.yardstick)}:\n{self._measured(figure, figure.theirs, whole=whole)}"
        if figure.posts is None or figure.unit == MEGABYTES or not whole:
            return said
        return f"{said},\n{words.POSTS.fill(posts=shared.number(figure.posts, self._lang)).say(self._lang)}"

    def _spread(self, value: Spread, digits: int, unit: str = "") -> str:
        median, low, high = (self._number(one, digits) for one in (value.median, value.low, value.high))
        return f"{median}{unit}" if value.low == value.high else f"{median}{unit}\n({low}–{high})"

    def _goal(self, goal: Goal | None) -> str:
        if goal is None:
            return _NONE
        sign = "≥" if goal.at_least else "≤"
        steps = (one for one in (goal.first, goal.then) if one is not None)
        return ",\n".join(f"{sign} {goal_number(step, self._lang)}" for step in steps)

    def _met(self, figure: Figure) -> str:
        return _NONE if figure.met is None else (words.YES if figure.met else words.NO).say(self._lang)

    def _memory(self, figure: Figure) -> str:
        if figure.memory is None:
            return _NONE
        peaks = [peak for peak in (figure.memory, figure.their_memory) if peak is not None]
        return " /\n".join(self._number(peak, 0) for peak in peaks)

    def _text(self) -> dict[str, str]:
        return {
            name: self._number(100 * value if name in _SHARES else value)
            for name, value in self._results.text.items()
        }

    def _number(self, value: float, digits: int | None = None) -> str:
        """A figure with as many digits as it carries, thousands set apart."""
        if value >= 1000:
            return shared.number(round(value), self._lang)
        if digits is None:
            digits = 0 if value >= 100 else 2
        return shared.decimal(value, min(digits, 1) if value >= 10 else digits, self._lang)


def goal_number(value: float, lang: Lang) -> str:
    """A goal as the design writes it."""
    return f"{value:g}".replace(".", "," if lang is Lang.ID else ".")


def markdown(headings: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cells)} |".replace("\n", " ") for cells in lines)
