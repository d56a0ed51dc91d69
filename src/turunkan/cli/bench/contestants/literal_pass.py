"""One Hyperscan pass over joined blocks of raw text: all terms as literals, whatever the case.

No fold, no words, no rules and no way back to a post: what a scanner costs at the least. Joining and encoding the
blocks is not timed.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from turunkan.cli.bench.contestants.needles import needles, texts
from turunkan.core.rules import Pack
from turunkan.core.vocab import Item

_BLOCK = 2048  # posts, as many as the engine takes at once


class Collecting:
    """The pass with every hit's literal and end collected, as the Python binding gives them."""

    def __init__(self, pack: Pack) -> None:
        hyperscan: Any = import_module("hyperscan")
        literals = [needle.encode() for needle in needles(pack)]
        self._scanner = hyperscan.Database()
        self._scanner.compile(
            expressions=literals,
            ids=list(range(len(literals))),
            flags=[hyperscan.HS_FLAG_CASELESS] * len(literals),
            literal=True,
        )

    def prepare(self, items: Sequence[Item]) -> list[bytes]:
        """Blocks of joined text in UTF-8."""
        blocks = (items[at : at + _BLOCK] for at in range(0, len(items), _BLOCK))
        return ["\n".join(texts(block)).encode() for block in blocks]

    def run(self, prepared: Sequence[bytes]) -> int:
        """The number of hits."""
        found: list[tuple[int, int]] = []
        seen = _collector(found)
        for block in prepared:
            self._scanner.scan(block, match_event_handler=seen)
        return len(found)


class Bare(Collecting):
    """The pass alone, which keeps nothing of what it saw."""

    def run(self, prepared: Sequence[bytes]) -> int:
        """Nothing is counted."""
        for block in prepared:
            self._scanner.scan(block, match_event_handler=None)
        return 0


def _collector(found: list[tuple[int, int]]) -> Callable[[int, int, int, int, object], None]:
    add = found.append

    def seen(literal: int, _start: int, end: int, _flags: int, _context: object) -> None:
        add((literal, end))

    return seen
