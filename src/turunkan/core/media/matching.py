"""Matching: whether a picture is one that is known, and which matches nobody should rest on.

Three gates stand before a match. A hash of low quality says nothing. A hash near one of the *negative
bank* (blank sheets, stock photographs, logos of platforms) is everybody's. And one that suddenly matches a great
many Items is held for a person: a platform's new watermark would otherwise make one group of all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from turunkan.core.media.gates import Gate
from turunkan.core.media.pdq_index import Match, PdqIndex, packed

LEAST_QUALITY = 50
"""Below this PDQ's authors advise against comparing."""

FLOOD = 50
"""Matches of one hash that are no longer the work of one seller, but a sign that the hash says little."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found; with a gate there are no matches to rest on. `held` are those of a flood, for a person."""

    matches: Sequence[Match] = ()
    gate: Gate | None = None
    held: Sequence[Match] = ()


class Bank:
    """Known hashes with their qualities (0..100), and hashes that never match."""

    def __init__(self, known: Sequence[tuple[str, int]], negative: Sequence[str] = (), flood: int = FLOOD) -> None:
        self._places = [place for place, (_, quality) in enumerate(known) if quality >= LEAST_QUALITY]
        self._index = PdqIndex(packed([known[place][0] for place in self._places]))
        self._negative = PdqIndex(packed(negative))
        self._flood = flood

    def match(self, pdq: str, quality: int, *, cleared: bool = False) -> Answer:
        """The known hashes near this one, by their places among those given; `cleared`: a flood may match.

        Raises ValueError where it is no hash.
        """
        sought = packed([pdq])
        if quality < LEAST_QUALITY:
            return Answer(gate=Gate.QUALITY)
        if self._negative.search(sought):
            return Answer(gate=Gate.NEGATIVE)
        found = [Match(self._places[one.place], one.distance) for one in self._index.search(sought)]
        if len(found) > self._flood and not cleared:
            return Answer(gate=Gate.FLOOD, held=found)
        return Answer(found)
