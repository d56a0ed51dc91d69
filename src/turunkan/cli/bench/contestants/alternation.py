"""One `re` alternation of all terms over raw text, the longest first."""

import re
from collections.abc import Sequence

from turunkan.cli.bench.contestants.needles import needles, texts
from turunkan.core.rules import Pack
from turunkan.core.vocab import Item


class Alternation:
    """The regular expression that one would write first."""

    def __init__(self, pack: Pack) -> None:
        longest_first = sorted(needles(pack), key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    def prepare(self, items: Sequence[Item]) -> list[str]:
        """The texts."""
        return list(texts(items))

    def run(self, prepared: Sequence[str]) -> int:
        """The number of hits."""
        return len([match.span() for text in prepared for match in self._pattern.finditer(text)])
