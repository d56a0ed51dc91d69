"""Classify: the classifier of a pack, asked about one Item and what the rules saw in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum

from turunkan.core.classifier import Chances, Features, Model, extract, name_row
from turunkan.core.detect.evidence import ItemEvidence, Place
from turunkan.core.detect.gather import as_read, context_place
from turunkan.core.rules import Filter, Pack, Rule
from turunkan.core.vocab import Concept, Item


class Fate(Enum):
    """What became of a Hit."""

    COUNTED = "counted"
    DENIED = "denied"
    SET_ASIDE = "set-aside"


class NameRows:
    """Which rows of the table speak of what the rules of a pack see; names that the model never met have none."""

    def __init__(self, pack: Pack, model: Model | None = None) -> None:
        self._known = None if model is None else model.names
        concepts = pack.concepts.values()
        self.of_hit: Mapping[tuple[Fate, Place, str], tuple[int, ...]] = {
            (fate, place, concept.id): tuple(map(name_row, self._names(fate, place, concept)))
            for fate in Fate
            for place in Place
            for concept in concepts
        }
        self.of_detector = {
            detector.id: name_row(f"rule:{detector.id}")
            for detector in pack.detectors
            if self._knows(f"rule:{detector.id}")
        }

    def _names(self, fate: Fate, place: Place, concept: Concept) -> Iterator[str]:
        if self._knows(concept.id):
            yield f"{fate.value}:{place.value}:{concept.id}"
        if fate is Fate.COUNTED:
            for fact in filter(self._knows, concept.facts):
                yield f"fact:{place.value}:{fact}"
                yield f"fact:{fact}"

    def _knows(self, name: str) -> bool:
        return self._known is None or name in self._known

    def of(self, evidence: ItemEvidence, fired: Iterable[Rule | Filter]) -> Iterator[int]:
        """The rows of what was seen in one Item, and of what fired on it."""
        fates = (
            (Fate.COUNTED, evidence.counted),
            (Fate.DENIED, evidence.denied),
            (Fate.SET_ASIDE, evidence.set_aside),
        )
        for fate, seen in fates:
            for one in seen:
                yield from self.of_hit[fate, one.place, one.hit.concept]
        yield from (self.of_detector[detector.id] for detector in fired if detector.id in self.of_detector)


def names_of(pack: Pack) -> frozenset[str]:
    """All names of a pack that a model may learn to weigh."""
    return frozenset([*pack.concepts, *pack.facts, *(f"rule:{detector.id}" for detector in pack.detectors)])


def features_of(
    item: Item, evidence: ItemEvidence, fired: Iterable[Rule | Filter], rows: NameRows, *, masked: bool = False
) -> Features:
    """What the classifier looks at; `masked`: without the author and tags, as where a source does not give them."""
    tags: list[str] = []
    profile: list[str] = []
    for field, text in () if masked else item.context():
        (tags if context_place(field) is Place.TAG else profile).append(as_read(field, text)[0])
    return extract(item, tags, profile, rows.of(evidence, fired))


class Classifier:
    """The classifier of one pack."""

    def __init__(self, pack: Pack, model: Model) -> None:
        self.model = model
        self.rows = NameRows(pack, model)

    def chances(self, item: Item, evidence: ItemEvidence, fired: Sequence[Rule | Filter]) -> Chances:
        """What it makes of an Item."""
        return self.model.chances(self.model.scores(features_of(item, evidence, fired, self.rows)))


__all__ = ["Classifier", "Fate", "NameRows", "Seen", "features_of", "names_of"]
