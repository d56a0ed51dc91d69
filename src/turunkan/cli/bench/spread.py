"""Spread: a figure measured in several rounds, as their median between the lowest and the highest."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of the rounds, and how far apart they lay."""

    median: float
    low: float
    high: float


def spread(values: Sequence[float]) -> Spread:
    """Of at least one round."""
    return Spread(median(values), min(values), max(values))


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """One over the other, taken within each round, so that a noisy machine disturbs both."""
    return spread([one / other for one, other in zip(ours, theirs, strict=True)])
