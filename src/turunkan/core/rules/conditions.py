"""When: the condition of a rule or filter, over facts and concepts."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Protocol


class Evidence(Protocol):
    """What a condition may ask about an Item. A name is a fact or a concept."""

    def has(self, name: str) -> bool:
        """Seen anywhere: in what the Item says, its hashtags or its author's profile."""

    def said(self, name: str) -> bool:
        """Seen in what the Item itself says."""

    def doubtful(self, names: Collection[str]) -> int:
        """How many different concepts stand in it that fill or are one of the names, set aside or not."""

    def only_denied(self) -> bool:
        """Whether something is denied that is not said as well."""

    def gap(self, one: str, other: str) -> int | None:
        """Words between the nearest two Hits in one field; None when they never meet."""


@dataclass(frozen=True, slots=True)
class Count:
    """At least so many of these names."""

    least: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Two names with at most so many words between them."""

    words: int
    one: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Every part given must hold. `said` and `said_any` ask for what the Item itself says.

    `doubtful` counts concepts, those included whose own guards do not let them fill a fact.
    """

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    said_any: tuple[str, ...] = ()
    count: Count | None = None
    doubtful: Count | None = None
    near: Near | None = None

    def holds(self, evidence: Evidence) -> bool:
        """Whether the condition holds for the evidence of an Item."""
        return (
            all(map(evidence.has, self.all))
            and (not self.any or any(map(evidence.has, self.any)))
            and not any(map(evidence.has, self.none))
            and all(map(evidence.said, self.said))
            and (not self.said_any or any(map(evidence.said, self.said_any)))
            and (self.count is None or _enough(self.count, evidence))
            and (self.doubtful is None or evidence.doubtful(self.doubtful.names) >= self.doubtful.least)
            and (self.near is None or _meet(self.near, evidence))
        )

    def names(self) -> Iterator[str]:
        """Every fact and concept that the condition speaks of."""
        yield from (*self.all, *self.any, *self.none, *self.said, *self.said_any)
        if self.count:
            yield from self.count.names
        if self.doubtful:
            yield from self.doubtful.names
        if self.near:
            yield from (self.near.one, self.near.other)

    def asks_for(self) -> Iterator[str]:
        """The names whose presence can make it hold; for pointing at what fired."""
        yield from dict.fromkeys(name for name in self.names() if name not in self.none)


def _enough(count: Count, evidence: Evidence) -> bool:
    return sum(map(evidence.has, count.names)) >= count.least


def _meet(near: Near, evidence: Evidence) -> bool:
    gap = evidence.gap(near.one, near.other)
    return gap is not None and gap <= near.words
