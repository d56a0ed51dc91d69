"""Share: so many of so many, with the interval that says how far it can be trusted."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z = 1.959964
"""The standard normal quantile that leaves 95 % in the middle."""


@dataclass(frozen=True, slots=True)
class Share:
    """`count` cases out of `total`; there is no value where there is no case."""

    count: int
    total: int

    @classmethod
    def of(cls, outcomes: Iterable[bool]) -> "Share":
        """The share of outcomes that are true."""
        seen = list(outcomes)
        return cls(sum(seen), len(seen))

    @property
    def value(self) -> float | None:
        """The share, 0..1."""
        return self.count / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % score interval (Wilson 1927), which stays inside 0..1 for few cases too."""
        if not self.total:
            return None
        share, square = self.count / self.total, Z * Z / self.total
        middle = share + square / 2
        spread = Z * sqrt(share * (1 - share) / self.total + square / (4 * self.total))
        low, high = (middle - spread) / (1 + square), (middle + spread) / (1 + square)
        return max(0.0, min(low, share)), min(1.0, max(high, share))
