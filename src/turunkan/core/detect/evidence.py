"""Evidence: the Hits of an Item after guards and negation, and what a condition may ask of them."""

from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from typing import NamedTuple

from turunkan.core.rules import Pack
from turunkan.core.vocab import Concept, Fact, FactKind, Hit


class Place(Enum):
    """Where a Hit stands. Quotations are somebody else's words; tags (hashtags, handles) never outweigh what is
    said."""

    SAID = "said"
    QUOTED = "quoted"
    TAG = "tag"
    PROFILE = "profile"


class Seen(NamedTuple):
    """One Hit with what the rules need besides: its place, its word position in the field, denial."""

    hit: Hit
    place: Place
    word: int
    denied: bool


class ItemEvidence:
    """Everything seen in one Item.

    `counted` fill facts; `denied` stand after a negator; `set_aside` are words of another sense, or without
    the support that they need.
    """

    __slots__ = ("_by_name", "counted", "denied", "set_aside")

    def __init__(self, counted: list[Seen], denied: list[Seen], set_aside: list[Seen], denial: str) -> None:
        self.counted, self.denied, self.set_aside = counted, denied, set_aside
        self._by_name: dict[str, list[Seen]] = {}
        for one in counted:
            for name in (one.hit.concept, *one.hit.facts):
                self._by_name.setdefault(name, []).append(one)
        if denied:
            self._by_name.setdefault(denial, []).extend(denied)

    def has(self, name: str) -> bool:
        """Seen anywhere."""
        return name in self._by_name

    def among(self, names: Iterable[str]) -> list[str]:
        """Those of the names that are seen anywhere, in their order."""
        by_name = self._by_name
        return [name for name in names if name in by_name]

    def said(self, name: str) -> bool:
        """Seen in what the Item itself says."""
        return Place.SAID in [one.place for one in self._by_name.get(name, ())]

    def doubtful(self, names: Collection[str]) -> int:
        """How many different concepts stand in it that fill or are one of the names, set aside or not."""
        hits = (one.hit for one in (*self.counted, *self.set_aside))
        return len({hit.concept for hit in hits if hit.concept in names or not set(hit.facts).isdisjoint(names)})

    def only_denied(self) -> bool:
        """Whether something is denied that is not said as well."""
        return any(not self.has(one.hit.concept) for one in self.denied)

    def gap(self, one: str, other: str) -> int | None:
        """Words between the nearest two Hits in one field."""
        gaps = [
            max(abs(a.word - b.word) - 1, 0)
            for a in self._by_name.get(one, ())
            for b in self._by_name.get(other, ())
            if a.hit.field == b.hit.field
        ]
        return min(gaps, default=None)

    def of(self, name: str) -> list[Hit]:
        """The Hits that fill a fact or are a concept, in reading order."""
        seen = self._by_name.get(name)
        return [one.hit for one in seen] if seen else []


def weighed(seen: Iterable[Seen], pack: Pack) -> ItemEvidence:
    """What was seen in an Item, with the guards of each concept applied."""
    seen, facts = list(seen), pack.facts
    affirmed = [one for one in seen if not one.denied]
    standing = _standing(affirmed, pack.concepts)
    return ItemEvidence(
        counted=[one for one in affirmed if one.hit.concept in standing and _weighs(one, facts)],
        denied=[one for one in seen if one.denied and _is_evidence(one, facts)],
        set_aside=[one for one in affirmed if one.hit.concept not in standing],
        denial=pack.denial,
    )


def _weighs(one: Seen, facts: Mapping[str, Fact]) -> bool:
    """Whether a Hit counts where it stands: lawful words in tags are what sellers stuff."""
    relief = all(facts[name].kind is FactKind.RELIEF for name in one.hit.facts)
    return one.place is not Place.TAG or not relief


def _is_evidence(one: Seen, facts: Mapping[str, Fact]) -> bool:
    return any(facts[name].kind is FactKind.EVIDENCE for name in one.hit.facts)


def _standing(seen: Iterable[Seen], concepts: Mapping[str, Concept]) -> set[str]:
    """The concepts whose own guards let them count beside the others.

    What a concept needs must come from one that needs nothing itself, so that two doubtful words cannot
    vouch for one another. A word in a tag may support, but never switches another one off.
    """
    everywhere, outside_tags = set(), set()
    for one in seen:
        everywhere.add(one.hit.concept)
        if one.place is not Place.TAG:
            outside_tags.add(one.hit.concept)
    supports = [concepts[name] for name in everywhere if not concepts[name].needs]
    opposes = [concepts[name] for name in outside_tags]
    return {name for name in everywhere if _stands(concepts[name], supports, opposes)}


def _stands(concept: Concept, supports: list[Concept], opposes: list[Concept]) -> bool:
    if any(_is_named(other, concept.unless) for other in opposes if other is not concept):
        return False
    return not concept.needs or any(_is_named(other, concept.needs) for other in supports)


def _is_named(concept: Concept, names: Collection[str]) -> bool:
    return concept.id in names or any(fact in names for fact in concept.facts)
