"""Files: JSON lines in, Findings out, as whole processes, beside reading the same lines with `json.loads`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from time import perf_counter

from turunkan.cli.bench.feed import Feed, Record, write
from turunkan.cli.bench.process import Ran, scan

QUARTER = 4
"""The whole file is so many times the small one whose memory it is held against."""


@dataclass(slots=True)
class FileLaps:
    """Rows a second of the command, of it in one process, and of `json.loads`, one figure a round; peaks in MB."""

    ours: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)
    peaks: list[float] = field(default_factory=list)
    small_peaks: list[float] = field(default_factory=list)


class Capture:
    """A file of `rows` posts and the first quarter of it, in a folder that the caller removes."""

    def __init__(self, folder: Path, feed: Feed, rows: int, pack: str) -> None:
        self._folder, self._rows, self._pack = folder, rows, pack
        self._whole, self._quarter, self._one = (folder / f"{name}.jsonl" for name in ("whole", "quarter", "one"))
        write(self._whole, feed.records(rows))
        for path, lines in ((self._quarter, rows // QUARTER), (self._one, 1)):
            with self._whole.open(encoding="utf-8") as source, path.open("w", encoding="utf-8") as file:
                file.writelines(islice(source, lines))

    def run(self, laps: FileLaps, rounds: int) -> Iterator[int]:
        """Fill the laps, giving the number of each round."""
        for number in range(1, rounds + 1):
            laps.small_peaks.append(self._scan(self._quarter).memory)
            ran = self._scan(self._whole)
            laps.ours.append(self._rows / ran.seconds)
            laps.peaks.append(ran.memory)
            laps.alone.append(self._rows / self._scan(self._whole, "--jobs", "1").seconds)
            laps.loads.append(self._rows / _loading(self._whole))
            yield number

    def starts(self, times: int) -> list[float]:
        """Seconds that a process takes for one post, with compiled kernels at hand."""
        return [self._scan(self._one).seconds for _ in range(times)]

    def cold_start(self) -> float:
        """The same where no kernel was ever compiled."""
        return self._scan(self._one, XDG_CACHE_HOME=str(self._folder / "cold")).seconds

    def _scan(self, capture: Path, *options: str, **environment: str) -> Ran:
        return scan(capture, self._folder / "found.jsonl", self._pack, *options, **environment)


def _loading(path: Path) -> float:
    """Seconds for `json.loads` over all lines, nothing kept."""
    start = perf_counter()
    with path.open("rb") as lines:
        for line in lines:
            record: Record = json.loads(line)
            del record
    return perf_counter() - start
