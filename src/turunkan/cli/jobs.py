"""Jobs: one capture shared out to several processes, with what they find in the order of the capture."""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from turunkan.cli.boundary import ENDING
from turunkan.cli.inputs import BrokenParts
from turunkan.cli.steady import settle
from turunkan.cli.tally import Tally
from turunkan.cli.words import scan as words
from turunkan.core.detect import Engine, Many, many
from turunkan.core.readers import ReadOptions
from turunkan.core.readers.stretches import Stretch, read_stretch, stretches
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Broken, Finding, Item, Lang, Post, StopRun, json_line

STRETCH = 4 * 1024 * 1024
"""Bytes that a process takes at once."""

_WORTH = 16 * 1024 * 1024  # bytes a process, below which its start costs more than it saves
_FEW = 16 * 1024  # bytes
_AHEAD = 3  # stretches a process that may be under way, so that results do not pile up


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be told: also what nobody needs to look at; as JSON lines in a language, or as it is."""

    everything: bool
    lines: Lang | None


@dataclass(slots=True)
class Found:
    """What part of a capture holds: what is to be told of it, as lines or as it is; all that was read; the broken.

    `end`: how far the capture is read then, in bytes.
    """

    name: str
    end: int = 0
    lines: bytes = b""
    told: list[tuple[Item, Finding]] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    broken: BrokenParts = field(default_factory=BrokenParts)


def usual_jobs(files: tuple[str, ...]) -> int:
    """As many processes as there are processors for this one, where the captures are large enough for them."""
    return max(1, min(_processors(), _size(files) // _WORTH))


def are_few(files: tuple[str, ...]) -> bool:
    """Whether captures are so small that reading them one by one is done before the arrays would be made."""
    return all(map(os.path.isfile, files)) and _size(files) <= _FEW


def _size(files: tuple[str, ...]) -> int:
    return sum(path.stat().st_size for path in map(Path, files) if path.is_file())


class Jobs:
    """Processes that search, each with an engine of its own."""

    def __init__(self, pool: ProcessPoolExecutor, jobs: int, wanted: Wanted) -> None:
        self._pool = pool
        self._ahead = jobs * _AHEAD
        self._wanted = wanted

    def find(self, name: str, options: ReadOptions) -> Iterator[Found] | None:
        """What is found in a capture, stretch by stretch; None where it cannot be cut.

        Raises Unreadable, OSError; StopRun where a process is lost.
        """
        if not Path(name).is_file():
            return None
        with ExitStack() as closing:
            source = closing.enter_context(Path(name).open("rb"))
            cut = stretches(source, name, STRETCH, options)
            if cut is None:
                return None
            closing.pop_all()  # `_in_order` closes it
            return self._in_order(source, cut, partial(_find, name, options, self._wanted))

    def _in_order(
        self, source: BinaryIO, cut: Iterator[Stretch], work: Callable[[Stretch], Found]
    ) -> Iterator[Found]:
        """The results in order; some are under way while one is waited for."""
        going: deque[Future[Found]] = deque()
        with source:
            try:
                for stretch in cut:
                    with _undisturbed():
                        going.append(self._pool.submit(work, stretch))
                    if len(going) >= self._ahead:
                        yield going.popleft().result()
                while going:
                    yield going.popleft().result()
            except BrokenProcessPool as lost:
                raise StopRun("a process was lost", words.PROCESS_LOST) from lost


@contextmanager
def processes(jobs: int, pack: str, finder: Many, wanted: Wanted) -> Iterator[Jobs]:
    """So many processes that search by a pack, as `finder` does; all are gone afterwards, come what may.

    They are started at once, before anything else runs beside this one's main thread.
    """
    _finder.append(finder)
    pool = ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_start, initargs=(pack,))
    try:
        with _undisturbed():
            pool.submit(_nothing)
        yield Jobs(pool, jobs, wanted)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        _finder.clear()


def _context() -> multiprocessing.context.BaseContext:
    """Copies of this process where that is safe, which have all that it takes; else new ones, which make it."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """An interrupt waits: in the middle of starting a process it would leave that one half told what it is."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *ENDING})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_finder: list[Many] = []  # of this process


def _start(pack: str) -> None:
    """In a new process: have what finds; an interrupt is for the process that waits, which may end this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in ENDING:
        signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)  # a copy is made while they wait
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if not _finder:
        _finder.append(many(Engine(load_pack(pack))))
    settle()


def _end_with_parent() -> None:
    """Wait for the process that waits for this one: killed, it cannot say that nothing more will come."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _nothing() -> None:
    """Work of no effect, for which the processes are started."""


def _find(name: str, options: ReadOptions, wanted: Wanted, stretch: Stretch) -> Found:
    """In such a process: search a stretch."""
    found = Found(name, stretch.end)
    lines: list[bytes] = []
    with Path(name).open("rb") as source:
        posts = _posts(read_stretch(source, name, stretch, options), found.broken)
        for item, finding in found.tally.counted(_finder[0].stream(posts, everything=wanted.everything)):
            if wanted.lines is None:
                found.told.append((item, finding))
            else:
                lines.append(json_line(finding.as_json(wanted.lines)))
    found.lines = b"".join(lines)
    return found


def _posts(parts: Iterator[Post | Broken], broken: BrokenParts) -> Iterator[Post]:
    for part in parts:
        if isinstance(part, Broken):
            broken.add(part)
        else:
            yield part


def _processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
