"""Fold: every character as plain lower-case letters, with the map back to the original.

Everything that does not stand for itself is in lookalikes.tsv (UTS #39, UAX #15): look-alike and styled letters
become plain ones, invisible and combining characters vanish. Folding twice changes nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import ascii_lowercase, digits

from turunkan.core.text.disguise import Disguise

# Regional indicators in pairs are flags, which are pictures; an odd one makes them boxed letters.
_HALF_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
_SIGN = "sign"
_WORD = frozenset(ascii_lowercase + digits)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text of n characters.

    Character `i` of `letters` came from original code points `starts[i]:ends[i]`; `hidden` maps the folded
    positions that were disguised to the device used.
    """

    letters: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range
    hidden: dict[int, Disguise]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original code points behind the folded characters `start:end` (not empty)."""
        return self.starts[start], self.ends[end - 1]

    def disguises(self, start: int, end: int) -> frozenset[Disguise]:
        """The devices that hid the characters `start:end`."""
        if not self.hidden:
            return frozenset()
        return frozenset(self.hidden[at] for at in range(start, end) if at in self.hidden)


def fold(text: str) -> Folded:
    """Fold a text of any length; plain ASCII takes the short way."""
    if text.isascii() and text.isprintable():
        return Folded(text.lower(), range(len(text)), range(1, len(text) + 1), {})
    flags = _flags(text)
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    hidden: dict[int, Disguise] = {}
    for at, char in enumerate(text):
        plain, device = (char, None) if at in flags else _plain(char)
        if plain:
            if device:
                hidden.update(dict.fromkeys(range(len(letters), len(letters) + len(plain)), device))
            letters.extend(plain)
            starts.extend([at] * len(plain))
            ends.extend([at + 1] * len(plain))
        elif device and letters and ends[-1] == at and letters[-1] in _WORD:
            hidden.setdefault(len(letters) - 1, device)
            ends[-1] = at + 1
    return Folded("".join(letters), tuple(starts), tuple(ends), hidden)


def _flags(text: str) -> set[int]:
    """Where halves of flags stand: even in number, beside one another but for what nobody sees."""
    flags: set[int] = set()
    run: list[int] = []
    for half in _HALF_FLAG.finditer(text):
        at = half.start()
        if run and any(_plain(char)[0] for char in text[run[-1] + 1 : at]):
            flags.update(run if len(run) % 2 == 0 else ())
            run = []
        run.append(at)
    return flags.union(run if len(run) % 2 == 0 else ())


def _plain(char: str) -> tuple[str, Disguise | None]:
    """What one character folds to, and the device it is (None for ordinary characters)."""
    if char.isascii() and char.isprintable():
        return char.lower(), None
    return fold_table().get(char, (char, None))


@cache
def fold_table() -> dict[str, tuple[str, Disguise | None]]:
    """What characters fold to that do not stand for themselves: plain characters ("" when not seen), and how."""
    table: dict[str, tuple[str, Disguise | None]] = {}
    source = resources.files("turunkan.core.text") / "lookalikes.tsv"
    for line in source.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, plain, codes = line.split("\t")
            row = plain, None if kind == _SIGN else Disguise(kind)
            table.update(dict.fromkeys(map(chr, _code_points(codes)), row))
    return table


def _code_points(codes: str) -> Iterator[int]:
    """Hexadecimal code points and ranges ("E9 200B-200F")."""
    for part in codes.split(" "):
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)
