"""Promise: what is fuzzed and what may break, and what broke before."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests/data"
MENDED = (
    ("reading", "", "a block of nothing but empty texts: KeyError"),
    ("reading", "a", "the first of two block readers in one process: its code was gone, the process died"),
    ("reading", "O8I2\r00000", "a tab or the like parted figures in the blocks, not in the reference"),
    ("reading", "\u07c0", "a digit that the fold leaves alone was a figure in the reference, not in the blocks"),
    ("reading", "im\u65e5\u0301por", "an unseen sign on a foreign letter was a disguise in the reference"),
    ("reading", "\u65e535rb wa 0812-0000-1147", "the same letter before a sum kept it from being one"),
    ("reading", "rp\n35.000", "a currency at the end of a line belonged to the sum on the next"),
    ("readers", "text,b\na,b,c\n", "a heading longer than a record may be: ValueError (records of 5 bytes)"),
)
"""What came out of earlier runs: target, smallest input, what was wrong. Each is a test, and a seed."""


class Wrong(Exception):
    """A promise that an input breaks: which, and in what way."""

    def __init__(self, check: str, detail: str = "") -> None:
        super().__init__(check, detail)
        self.check, self.detail = check, detail


@dataclass(frozen=True)
class Target:
    """Something to be fuzzed: a check that raises where a promise is broken, and where to begin.

    `every` is the check with nothing left to chance, for an input that is known to fail.
    """

    check: Callable[[bytes], None]
    every: Callable[[bytes], None]
    seeds: Callable[[], Iterator[bytes]]
    words: Callable[[], Iterator[bytes]]
    longest: int


@dataclass(frozen=True)
class Case:
    """An input that breaks a promise."""

    target: str
    check: str
    detail: str
    data: bytes
