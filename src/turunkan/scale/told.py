"""Told: what a part says of itself: how much was read, what surfaced, what was broken and where at first."""

import json
from collections import Counter
from dataclasses import dataclass, field

from turunkan.core.vocab import Broken, Finding, Label, Wording

_PLACES = 3  # of each code


@dataclass(slots=True)
class Told:
    """Counts that add up over parts; `first` holds the first places of each code of broken parts."""

    read: int = 0
    surfaced: Counter[Label] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    first: list[Broken] = field(default_factory=list)

    def add(self, finding: Finding | None) -> None:
        """One more Item."""
        self.read += 1
        if finding and finding.surfaced:
            self.surfaced[finding.label] += 1

    def lose(self, part: Broken) -> None:
        """One more broken part."""
        self.broken[part.code] += 1
        self._keep(part)

    def join(self, other: "Told") -> None:
        """What the next part says."""
        self.read += other.read
        self.surfaced.update(other.surfaced)
        self.broken.update(other.broken)
        for part in other.first:
            self._keep(part)

    def _keep(self, part: Broken) -> None:
        if sum(one.code == part.code for one in self.first) < _PLACES:
            self.first.append(part)

    def as_text(self) -> str:
        """For the way to the driver."""
        first = [[one.where, one.part, one.code, one.message.id, one.message.en] for one in self.first]
        return json.dumps([self.read, self.surfaced, self.broken, first])

    @classmethod
    def from_text(cls, text: str) -> "Told":
        """From a worker."""
        read, surfaced, broken, first = json.loads(text)
        kept = [Broken(where, part, code, Wording(*said)) for where, part, code, *said in first]
        return cls(read, Counter({Label(name): count for name, count in surfaced.items()}), Counter(broken), kept)
