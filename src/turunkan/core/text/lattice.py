"""Lattice: every reading of a text, and which reading may follow which."""

import re
from collections.abc import Collection

from turunkan.core.text.disguise import Disguise
from turunkan.core.text.fold import Folded, fold
from turunkan.core.text.spellbook import Spellbook
from turunkan.core.text.views import VIEWS, Reading

# Between two words of one term: a few signs, but no clause or sentence end. A full stop may end a short
# abbreviation ("ps. senen").
_GAP = re.compile(r"[^a-z0-9\n,;:()\[\]\"“”#]{0,6}")
_SENTENCE_END = re.compile(r"[!?]\s")
_FULL_STOP = re.compile(r"\.\s")
_LONGEST_ABBREVIATION = 3
_WEIGHT = {device: 1 << at for at, device in enumerate(Disguise)}


class Lattice:
    """The readings of one text by the folded position where they start."""

    __slots__ = ("by_start", "folded")

    def __init__(self, folded: Folded, by_start: dict[int, list[Reading]]) -> None:
        self.folded = folded
        self.by_start = by_start

    def after(self, reading: Reading) -> list[Reading]:
        """The readings that may follow one: across a narrow gap within the same sentence."""
        start, end, _, _ = reading
        gap = _GAP.match(self.folded.letters, end)
        for at in range(end, gap.end() + 1 if gap else end):
            if at in self.by_start:
                return [] if _ends_sentence(self.folded.letters[end:at], end - start) else self.by_start[at]
        return []

    def disguises(self, path: list[Reading]) -> tuple[Disguise, ...]:
        """Every device on a path of readings, in the order of the enumeration."""
        seen = {device for _, _, _, devices in path for device in devices}
        for start, end, _, _ in path:
            seen |= self.folded.disguises(start, end)
        return tuple(device for device in Disguise if device in seen)


def rank_of(devices: Collection[Disguise]) -> tuple[int, int]:
    """The fewest devices first, then the plainest (the order of the enumeration)."""
    return len(devices), sum(_WEIGHT[device] for device in devices)


def _ends_sentence(between: str, letters_before: int) -> bool:
    if _SENTENCE_END.search(between):
        return True
    return letters_before > _LONGEST_ABBREVIATION and _FULL_STOP.search(between) is not None


def read(text: str, book: Spellbook) -> Lattice:
    """All readings of a text; of equal ones that with the fewest devices."""
    folded = fold(text)
    best: dict[tuple[int, int, str], Reading] = {}
    for view in VIEWS:
        for reading in view(folded.letters, book):
            other = best.get(reading[:3])
            if other is None or rank_of(reading[3]) < rank_of(other[3]):
                best[reading[:3]] = reading
    by_start: dict[int, list[Reading]] = {}
    for reading in best.values():
        by_start.setdefault(reading[0], []).append(reading)
    return Lattice(folded, by_start)
