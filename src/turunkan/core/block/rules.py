"""Rules: the guards, rules and filters of a pack as sets of bits, and the kernel that fires them."""

from collections.abc import Iterable, Sequence

import numpy as np

from turunkan.core.block.codes import Array
from turunkan.core.block.layout import JUDGE
from turunkan.core.block.machine import Kernel
from turunkan.core.rules import Pack
from turunkan.core.rules.conditions import When
from turunkan.core.vocab import FactKind


class BlockJudge:
    """Which rules and filters of a pack fire, for blocks of Items."""

    def __init__(self, pack: Pack) -> None:
        self._bits = {name: at for at, name in enumerate((*pack.concepts, *pack.facts))}
        self.width = (len(self._bits) + 63) // 64
        self._detectors = pack.detectors
        self.conditions = self._of_concepts(pack) | self._of_detectors(pack)
        self._room = self._room_for(len(pack.concepts))
        self._kernel = Kernel("judge", JUDGE)

    def fired(self, items: int, hits: dict[str, Array]) -> tuple[Array, Array]:
        """What fires (a row an Item, a column a detector) and what became of each hit (`codes`).

        The hits come in the order of their Items (`layout.JUDGED`).
        """
        fired = np.zeros(items * len(self._detectors), np.uint8)
        counted = np.zeros(len(hits["hit_item"]), np.uint8)
        self._kernel(self.conditions | self._room | hits | {"counted": counted, "fired": fired})
        return fired.reshape(items, len(self._detectors)), counted

    def _set(self, names: Iterable[str]) -> Array:
        row = np.zeros(self.width, np.uint64)
        for name in names:
            bit = self._bits[name]
            row[bit // 64] |= np.uint64(1 << bit % 64)
        return row

    def _sets(self, rows: Iterable[Iterable[str]]) -> Array:
        return np.concatenate([self._set(names) for names in rows])

    def _of_concepts(self, pack: Pack) -> dict[str, Array]:
        concepts = list(pack.concepts.values())
        kinds = [[pack.facts[fact].kind for fact in concept.facts] for concept in concepts]
        return {
            "names": self._sets((concept.id, *concept.facts) for concept in concepts),
            "needs": self._sets(concept.needs for concept in concepts),
            "unless": self._sets(concept.unless for concept in concepts),
            "is_evidence": np.array([FactKind.EVIDENCE in of_one for of_one in kinds], np.uint8),
            "is_relief": np.array([all(kind is FactKind.RELIEF for kind in of_one) for of_one in kinds], np.uint8),
        }

    def _of_detectors(self, pack: Pack) -> dict[str, Array]:
        conditions: Sequence[When] = [detector.when for detector in pack.detectors]
        return {
            "all_of": self._sets(when.all for when in conditions),
            "any_of": self._sets(when.any for when in conditions),
            "none_of": self._sets(when.none for when in conditions),
            "said_of": self._sets(when.said for when in conditions),
            "said_any_of": self._sets(when.said_any for when in conditions),
            "count_of": self._sets(when.count.names if when.count else () for when in conditions),
            "doubtful_of": self._sets(when.doubtful.names if when.doubtful else () for when in conditions),
            "doubtful_least": _numbers(when.doubtful.least if when.doubtful else 0 for when in conditions),
            "count_least": _numbers(when.count.least if when.count else 0 for when in conditions),
            "near_words": _numbers(when.near.words if when.near else -1 for when in conditions),
            "near_one": _numbers(self._bits[when.near.one] if when.near else 0 for when in conditions),
            "near_other": _numbers(self._bits[when.near.other] if when.near else 0 for when in conditions),
            "shape": np.array([self.width, len(conditions), self._bits[pack.denial], len(pack.rules)], np.int64),
        }

    def _room_for(self, concepts: int) -> dict[str, Array]:
        return {
            "affirmed": np.zeros(concepts, np.int64),
            "outside": np.zeros(concepts, np.uint8),
            "standing": np.zeros(concepts, np.uint8),
            "has": np.zeros(self.width, np.uint64),
            "said": np.zeros(self.width, np.uint64),
            "supports": np.zeros(self.width, np.uint64),
        }


def _numbers(values: Iterable[int]) -> Array:
    return np.array(list(values), np.int64)
