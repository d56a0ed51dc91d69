"""Tally: how many Items were read, and how many of each label need a look."""

from collections import Counter
from collections.abc import Iterable, Iterator

from turunkan.cli.words import scan as words
from turunkan.cli.words import shared
from turunkan.core.vocab import LABELS, Finding, Item, Label, Lang, Post


class Tally:
    """Counts as it goes."""

    def __init__(self) -> None:
        self.read = 0
        self._surfaced: Counter[Label] = Counter()

    def counted(self, stream: Iterable[tuple[Post, Finding | None]]) -> Iterator[tuple[Item, Finding]]:
        """What is to be told of a stream, all of which is counted."""
        for post, finding in stream:
            self.read += 1
            if finding is not None:
                if finding.surfaced:
                    self._surfaced[finding.label] += 1
                yield post.whole(), finding

    def join(self, other: "Tally") -> None:
        """What was counted elsewhere."""
        self.read += other.read
        self._surfaced += other._surfaced

    def line(self, lang: Lang) -> str:
        """The summary for a person."""
        surfaced = shared.number(self._surfaced.total(), lang)
        start = words.SUMMARY.fill(read=shared.number(self.read, lang), surfaced=surfaced).say(lang)
        by_label = ", ".join(self._labels(lang))
        return f"{start}: {by_label}." if by_label else f"{start}."

    def _labels(self, lang: Lang) -> Iterator[str]:
        for label in Label:
            if count := self._surfaced[label]:
                yield f"{LABELS[label].say(lang)} {shared.number(count, lang)}"
