"""Reach: conditions that can never hold, concepts that can never count, and rules that another makes idle.

Only what the pack itself proves is told. A denied piece of evidence fills the pack's `denial` without filling its
own facts, so nothing is concluded from that fact.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, permutations, product

from turunkan.core.rules.conditions import Count, When
from turunkan.core.rules.marked import Value
from turunkan.core.rules.pack import Filter, Pack, Rule
from turunkan.core.rules.problem import Problem
from turunkan.core.vocab import Concept, FactKind

Places = Mapping[int, Value]
Detector = Rule | Filter

_NEVER = "the condition can never hold"


@dataclass(frozen=True, slots=True)
class Need:
    """One of these names must be seen; `said`: in what the Item itself says. `path`: where the condition asks."""

    names: tuple[str, ...]
    said: bool
    path: tuple[str | int, ...]

    @property
    def wording(self) -> str:
        """The names for a message."""
        return " or ".join(f"'{name}'" for name in self.names)


def unreachable(pack: Pack, places: Places) -> Iterator[Problem]:
    """Every concept that can never count, every condition that can never hold, every rule that adds nothing."""
    yield from _dead_concepts(pack, places)
    reach = Reach(pack)
    for detector in pack.detectors:
        found = reach.obstacle(detector.when)
        if found is not None:
            path, what, hint = found
            yield Problem(places[id(detector)].within("when", *path), f"{_NEVER}: {what}", hint)
    yield from _idle(pack, places)


def needs_of(when: When) -> Iterator[Need]:
    """What a condition cannot do without, apart from its count."""
    for key, names, said in (("all", when.all, False), ("said", when.said, True)):
        yield from (Need((name,), said, (key, at)) for at, name in enumerate(names))
    if when.any:
        yield Need(when.any, said=False, path=("any",))
    if when.said_any:
        yield Need(when.said_any, said=True, path=("said_any",))
    if when.near:
        yield Need((when.near.one,), said=False, path=("near", "one"))
        yield Need((when.near.other,), said=False, path=("near", "other"))


_Obstacle = tuple[tuple[str | int, ...], str, str]


class Reach:
    """Which concepts can bear a name in a condition."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._live = {concept.id for concept in pack.concepts.values() if can_count(concept, pack)}
        self._bearers: dict[str, list[Concept]] = {}
        for concept in pack.concepts.values():
            for name in (concept.id, *concept.facts):
                self._bearers.setdefault(name, []).append(concept)

    def obstacle(self, when: When) -> _Obstacle | None:
        """The first reason why a condition cannot hold: where in it, what, and what to do."""
        needs = list(needs_of(when))
        alone = (self._alone(need, when.none) for need in needs)
        counted = (self._count(count, when.none) for count in filter(None, [when.count]))
        paired = (self._paired(one, other, when.none) for one, other in combinations(needs, 2))
        return next((found for found in chain(alone, counted, paired) if found is not None), None)

    def _alone(self, need: Need, forbidden: tuple[str, ...]) -> _Obstacle | None:
        if set(need.names) <= set(forbidden):
            return need.path, f"it asks for {need.wording} and forbids it", "delete it from one of the two"
        if self._pack.denial in need.names or self._allowed(need, forbidden):
            return None
        bearers = [concept for name in need.names for concept in self._bearers.get(name, ())]
        if not bearers:
            return need.path, f"no concept fills {need.wording}", "name it under 'facts' of a concept"
        if not any(concept.id in self._live for concept in bearers):
            return (
                need.path,
                f"no concept that fills {need.wording} can ever count",
                "see 'needs' of those that fill it",
            )
        filled = {name for concept in bearers for name in (concept.id, *concept.facts)}
        barred = " or ".join(f"'{name}'" for name in forbidden if name in filled)
        what = f"{need.wording} is never seen without {barred}, which it forbids"
        return need.path, what, f"delete {barred} from 'none', or ask for something else"

    def _count(self, count: Count, forbidden: tuple[str, ...]) -> _Obstacle | None:
        wanted = [Need((name,), said=False, path=()) for name in count.names]
        out = [need for need in wanted if self._alone(need, forbidden) is not None]
        left = len(wanted) - len(out)
        if left >= count.least:
            return None
        what = f"it counts {count.least} of these names, and {f'only {left}' if left else 'none'} can be seen"
        return ("count", "least"), what, f"never seen: {', '.join(need.names[0] for need in out)}"

    def _paired(self, one: Need, other: Need, forbidden: tuple[str, ...]) -> _Obstacle | None:
        if self._pack.denial in (*one.names, *other.names):
            return None
        how = ""
        for a, b in product(self._allowed(one, forbidden), self._allowed(other, forbidden)):
            how = self._silenced((a, one), (b, other))
            if not how:
                return None
        return other.path, f"{one.wording} and {other.wording} never count together", how

    def _silenced(self, one: tuple[Concept, Need], other: tuple[Concept, Need]) -> str:
        """Which of two concepts, each seen as asked, surely switches the other off; "" where neither does."""
        for (speaker, asked), (silenced, _) in permutations((one, other)):
            if self._silences(speaker, asked, silenced):
                return f"'{speaker.id}' switches '{silenced.id}' off by its 'unless'"
        return ""

    def _silences(self, speaker: Concept, asked: Need, silenced: Concept) -> bool:
        """Whether the one, seen as asked, surely switches the other off; a word in a tag switches nothing off."""
        outside_tags = asked.said or all(self._pack.facts[fact].kind is FactKind.RELIEF for fact in speaker.facts)
        return outside_tags and speaker is not silenced and _is_named(speaker, silenced.unless)

    def _allowed(self, need: Need, forbidden: tuple[str, ...]) -> list[Concept]:
        """The concepts that can bear the need without filling what is forbidden."""
        return [
            concept
            for name in need.names
            for concept in self._bearers.get(name, ())
            if concept.id in self._live and not _is_named(concept, forbidden)
        ]


def can_count(concept: Concept, pack: Pack) -> bool:
    """Whether some other concept, which needs nothing itself, may vouch for it."""
    others = [other for other in pack.concepts.values() if other is not concept and not other.needs]
    return not concept.needs or any(_is_named(other, concept.needs) for other in others)


def _is_named(concept: Concept, names: tuple[str, ...]) -> bool:
    return concept.id in names or any(fact in names for fact in concept.facts)


def _dead_concepts(pack: Pack, places: Places) -> Iterator[Problem]:
    for concept in pack.concepts.values():
        if not can_count(concept, pack):
            what = f"concept '{concept.id}' can never count: whatever it needs is in need of something itself"
            yield Problem(places[id(concept)].within("needs"), what, "need what a concept without 'needs' fills")


def _idle(pack: Pack, places: Places) -> Iterator[Problem]:
    """A second rule or filter of the same condition, for the same, only repeats the stronger one."""
    strongest: dict[object, Detector] = {}
    for detector in pack.detectors:
        other = strongest.setdefault(_meaning(detector), detector)
        if other is detector:
            continue
        weak, strong = (detector, other) if detector.strength <= other.strength else (other, detector)
        strongest[_meaning(detector)] = strong
        there = places[id(strong)].within("id").place
        what = f"'{weak.id}' adds nothing to '{strong.id}', which has the same condition and is at least as strong"
        yield Problem(
            places[id(weak)].within("when"), what, f"see {there}; delete one of the two, or tell them apart"
        )


def _meaning(detector: Detector) -> object:
    """What a detector says and when, however its lists are ordered."""
    when, near = detector.when, detector.when.near
    lists = [frozenset(names) for names in (when.all, when.any, when.none, when.said, when.said_any)]
    count = (when.count.least, frozenset(when.count.names)) if when.count else None
    doubtful = (when.doubtful.least, frozenset(when.doubtful.names)) if when.doubtful else None
    pair = (near.words, frozenset((near.one, near.other))) if near else None
    return detector.label, getattr(detector, "tier", None), *lists, count, doubtful, pair
