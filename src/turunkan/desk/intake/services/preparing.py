"""Preparing: what can be done with Items before the database is asked, in this process or in one of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from turunkan.core.detect import Engine
from turunkan.core.detect.many import Many
from turunkan.core.vocab import Finding, Item, Post
from turunkan.desk.intake.identity import Named, named
from turunkan.desk.intake.services.documents import Told, told

_FEW = 50  # Items that are judged before arrays are made ready for the first


class Ready(NamedTuple):
    """An Item by its key, with its Finding where people have to look, or where it cannot be had from the row."""

    names: Named
    told: Told
    finding: Finding | None


Packed = tuple[Any, ...]


def packed(one: Ready) -> Packed:
    """A plain tuple of the same values, which goes to another process in a third of the time."""
    return (*one.names, *one.told, one.finding)


def unpacked(one: Packed) -> Ready:
    """What was packed."""
    return Ready(Named(*one[:_NAMES]), Told(*one[_NAMES:-1]), one[-1])


_NAMES = len(Named._fields)


@dataclass(frozen=True, slots=True)
class Preparer:
    """How the Items of one source are prepared; `hosts` maps host names to platforms."""

    source: str
    hosts: Mapping[str, str]
    engine: Engine
    finder: Many

    def ready(self, posts: Sequence[Post]) -> list[Ready]:
        """All of them, in their order."""
        items = [post.whole() for post in posts]
        both = [told(item) for item in items]
        names = [named(clean, self.source, self.hosts) for clean, _ in both]
        found = self._surfaced([item for item, (_, one) in zip(items, both, strict=True) if one.has_content])
        return [
            Ready(name, one, self._finding(item, name.key, one, found))
            for item, name, (_, one) in zip(items, names, both, strict=True)
        ]

    def _surfaced(self, items: Sequence[Item]) -> dict[int, Finding]:
        """The Findings of those that people have to look at, by the Item's identity."""
        if len(items) < _FEW:
            found = [(item, self.engine.surfaced(item)) for item in items]
        else:
            stream = self.finder.stream(items)
            found = [(item, finding) for item, (_, finding) in zip(items, stream, strict=True)]
        return {id(item): finding for item, finding in found if finding is not None}

    def _finding(self, item: Item, key: str, one: Told, found: Mapping[int, Finding]) -> Finding | None:
        finding = found.get(id(item))
        if finding is None and one.is_odd and one.has_content:
            finding = self.engine.find(item)  # its row will not hold what was read
        return None if finding is None else replace(finding, id=key)
