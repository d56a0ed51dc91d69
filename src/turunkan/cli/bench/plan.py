"""Plan: how much a run measures, and the run itself."""

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from turunkan.cli.bench import figures as at
from turunkan.cli.bench.contestants import CONTESTANTS, OURS
from turunkan.cli.bench.feed import STRETCH, Feed, Record, items
from turunkan.cli.bench.figures import Figure
from turunkan.cli.bench.files import QUARTER, Capture, FileLaps
from turunkan.cli.bench.process import run
from turunkan.cli.bench.race import WORST, Laps, Race
from turunkan.cli.bench.spread import ratio, spread
from turunkan.core.detect import Engine
from turunkan.core.rules import load_pack

Say = Callable[[str, int, int], None]
"""Told of the part that is measured, the round that is done, and how many there are."""

_POSTS, _OFFERS, _QUICK = 50_000, 5_000, 10
_SAMPLE, _JUDGED = 20_000, 500  # posts that the text is described by
_WORD = re.compile(r"\w+")
_STARTS = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """`rows` in the file; posts and offers a round of the race; rounds; whether a cold start is waited for."""

    pack: str
    seed: int
    rows: int
    posts: int
    offers: int
    rounds: int
    file_rounds: int
    cold: bool

    @classmethod
    def of(cls, pack: str, seed: int, rows: int, *, quick: bool) -> "Plan":
        """A full or a quick plan, scaled down where the file is small."""
        share = _QUICK if quick else 1
        posts = min(_POSTS // share, max(rows // STRETCH, 1) * STRETCH)
        offers = min(_OFFERS // share, posts)
        return cls(pack, seed, rows, posts, offers, 3 if quick else 5, 1 if quick else 3, cold=not quick)


class Run:
    """Measures what a plan says."""

    def __init__(self, plan: Plan, say: Say) -> None:
        self._plan = plan
        self._say = say
        self.text = described(plan.pack, plan.seed)

    def figures(self) -> Iterator[Figure]:
        """The rows, those with a goal first."""
        laps = self._race()
        with tempfile.TemporaryDirectory(prefix="turunkan-bench-") as folder:
            capture = Capture(Path(folder), Feed(self._plan.seed), self._plan.rows, self._plan.pack)
            file_laps = self._files(capture)
            starts = capture.starts(_STARTS)
            cold = [capture.cold_start()] if self._plan.cold else []
        memory = dict(self._memories())
        compared = dict(self._compared(laps, memory))
        yield from (compared.pop(key) for key in ("pyahocorasick", "hyperscan-bare") if key in compared)
        yield from _of_files(file_laps, self._plan.rows)
        yield _worst(laps, memory.get(OURS))
        yield from compared.values()
        yield Figure("start", at.SECONDS, spread(starts))
        yield from (Figure("cold", at.SECONDS, spread([seconds])) for seconds in cold)

    def _race(self) -> Laps:
        plan, laps = self._plan, Laps()
        race = Race(load_pack(plan.pack), Feed(plan.seed))
        for done in race.run(laps, plan.posts, plan.offers, plan.rounds):
            self._say("race", done, plan.rounds)
        self.text["surfaced"] = laps.found / laps.read
        return laps

    def _files(self, capture: Capture) -> FileLaps:
        laps = FileLaps()
        for done in capture.run(laps, self._plan.file_rounds):
            self._say("file", done, self._plan.file_rounds)
        return laps

    def _memories(self) -> Iterator[tuple[str, float]]:
        """Peak memory in MB of each contestant by itself."""
        names = [name for name, entry in CONTESTANTS.items() if entry.installed]
        for done, name in enumerate(names, 1):
            posts = min(self._plan.posts, CONTESTANTS[name].most)
            arguments = (name, self._plan.pack, str(posts), str(self._plan.seed))
            yield name, run("turunkan.cli.bench.alone", *arguments).memory
            self._say("memory", done, len(names))

    def _compared(self, laps: Laps, memory: dict[str, float]) -> Iterator[tuple[str, Figure]]:
        """turunkan beside each of the others."""
        ours = laps.rates[OURS]
        for name, entry in CONTESTANTS.items():
            theirs = laps.rates.get(name)
            if name != OURS and theirs:
                posts = min(entry.most, self._plan.posts)
                yield name, Figure(
                    name, at.POSTS_A_SECOND, spread(ours), name, spread(theirs), ratio(ours, theirs), posts,
                    memory.get(OURS), memory.get(name),
                )  # fmt: skip


def _of_files(laps: FileLaps, rows: int) -> Iterator[Figure]:
    """The file's speed and memory."""
    peak = spread(laps.peaks)
    rates, loads = spread(laps.ours), spread(laps.loads)
    between = ratio(laps.ours, laps.loads)
    yield Figure("file", at.POSTS_A_SECOND, rates, "json.loads", loads, between, rows, peak.median)
    alone = ratio(laps.alone, laps.loads)
    yield Figure("file-alone", at.POSTS_A_SECOND, spread(laps.alone), "json.loads", loads, alone, rows)
    yield Figure("memory", at.MEGABYTES, peak, posts=rows, memory=peak.median)
    small, growth = spread(laps.small_peaks), ratio(laps.peaks, laps.small_peaks)
    yield Figure(
        "growth", at.MEGABYTES, peak, "quarter", small, growth, rows // QUARTER, peak.median, small.median
    )


def _worst(laps: Laps, memory: float | None) -> Figure:
    """Nothing but offers, beside the speed on the bench text."""
    worst, usual = laps.rates[WORST], laps.rates[OURS]
    return Figure(
        "worst", at.POSTS_A_SECOND, spread(worst), at.LIST, spread(usual), ratio(worst, usual), memory=memory
    )


def described(pack: str, seed: int) -> dict[str, float]:
    """What the bench text is like, by a sample of its beginning."""
    records: list[Record] = list(Feed(seed).records(_SAMPLE))
    texts = [record["text"] for record in records]
    tokens = [_WORD.findall(text.lower()) for text in texts]
    first = set(chain.from_iterable(tokens[: _SAMPLE // 2]))
    later = set(chain.from_iterable(tokens[_SAMPLE // 2 :]))
    engine = Engine(load_pack(pack))
    judged = items(records[:_JUDGED])
    return {
        "characters": sum(map(len, texts)) / _SAMPLE,
        "tokens": sum(map(len, tokens)) / _SAMPLE,
        "new_tokens": len(later - first) / (_SAMPLE / 2),
        "not_ascii": sum(not text.isascii() for text in texts) / _SAMPLE,
        "concept": sum(bool(engine.evidence(item).counted) for item in judged) / len(judged),
    }
