"""Race: the contestants over the same posts, in turns; every round brings posts that none has seen."""

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from turunkan.cli.bench.contestants import CONTESTANTS, OURS, Contestant
from turunkan.cli.bench.feed import Feed, items
from turunkan.core.rules import Pack
from turunkan.core.vocab import Item

WORST = "worst"


@dataclass(slots=True)
class Laps:
    """Posts a second by contestant, one figure a round; `found` counts what turunkan surfaced, of `read`."""

    rates: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    read: int = 0
    found: int = 0


class Race:
    """All contestants that are installed, made ready once."""

    def __init__(self, pack: Pack, feed: Feed) -> None:
        self._feed = feed
        self._runners = {name: entry.ready(pack) for name, entry in CONTESTANTS.items() if entry.installed}

    def run(self, laps: Laps, posts: int, offers: int, rounds: int) -> Iterator[int]:
        """Fill the laps, giving the number of each round; one before the first warms up and does not count."""
        self._round(posts, offers, Laps(), 0)
        for number in range(1, rounds + 1):
            self._round(posts, offers, laps, number)
            yield number

    def _round(self, posts: int, offers: int, laps: Laps, number: int) -> None:
        filler = items(self._feed.records(posts))
        worst = items(self._feed.offers(offers))
        for name in _turned(self._runners, number):
            part = filler[: CONTESTANTS[name].most]
            rate, found = _timed(self._runners[name], part)
            laps.rates[name].append(rate)
            if name == OURS:
                laps.read += len(part)
                laps.found += found
        laps.rates[WORST].append(_timed(self._runners[OURS], worst)[0])


def _turned(runners: Mapping[str, Contestant], number: int) -> list[str]:
    """The names, each round beginning with another."""
    names = list(runners)
    start = number % len(names)
    return names[start:] + names[:start]


def _timed(runner: Contestant, part: Sequence[Item]) -> tuple[float, int]:
    """Posts a second, and what was found."""
    prepared: Any = runner.prepare(part)
    gc.collect()
    gc.freeze()  # what the other contestants and the posts hold is no burden to this one
    start = perf_counter()
    found = runner.run(prepared)
    seconds = perf_counter() - start
    gc.unfreeze()
    return len(part) / seconds, found
