"""Classifier: a trained model as arrays, and the kernel that scores Items of a block with it."""

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from turunkan.core.block import codes
from turunkan.core.block.codes import Array
from turunkan.core.block.layout import CLASSIFY
from turunkan.core.block.machine import Kernel
from turunkan.core.block.workspace import Workspace
from turunkan.core.classifier import Group, Model
from turunkan.core.classifier.features import MARKS, NEWLINE, OTHER, QUOTE, ROWS, SPACE
from turunkan.core.classifier.model import COLUMNS, roots

_QUOTES = {codes.SIGNS[sign]: QUOTE for sign in "“”„«»"} | {codes.SIGNS[sign]: ord("'") for sign in "‘’"}

HitRows = Mapping[tuple[int, int, int], Sequence[int]]
"""The rows of (what became of it, place, concept by number)."""


class BlockClassifier:
    """One model over the texts that the reader read last."""

    def __init__(self, space: Workspace, model: Model, hit_rows: HitRows, detector_rows: Sequence[int]) -> None:
        self._space = space
        self._classes = len(model.classes)
        concepts = len(space.pack.concepts)
        listed = [
            hit_rows.get((fate, place, concept), ())
            for fate in range(4)
            for place in range(4)
            for concept in range(concepts)
        ]
        self._arrays = {
            "fold_marks": _marks(),
            "weights": np.array(model.table, np.int16),
            "bias": np.array(model.bias, np.int64),
            "roots": np.array(roots(), np.int64),
            "hit_rows_at": np.cumsum([0, *map(len, listed)], dtype=np.int64),
            "hit_rows": np.array([*chain.from_iterable(listed), 0], np.int32),
            "detector_row": np.array(detector_rows, np.int64),
            "seen_in": np.zeros(ROWS, np.int32),
            "sums": np.zeros(len(Group) * COLUMNS, np.int64),
            "marks": np.zeros(len(MARKS) + 2, np.int64),
            "counts_of": np.zeros(len(Group), np.int64),
        }
        self._kernel = Kernel("classify", CLASSIFY)

    def scores(
        self, wanted: Sequence[int], block: Mapping[str, Array], surfaces: Sequence[Sequence[int]]
    ) -> Array:
        """A row of scores for each Item that is wanted.

        `block`: `item_at`, `item_hit_at` (where the texts and hits of each Item begin), `text_place`, `hit_concept`,
        `hit_place`, `counted`, `fired`; `surfaces`: rows of where each Item was published.
        """
        scores = np.zeros(len(wanted) * self._classes, np.int64)
        self._arrays["seen_in"].fill(-1)
        self._kernel(
            self._space.arrays
            | self._arrays
            | dict(block)
            | {
                "wanted": np.array(wanted, np.int64),
                "surface_at": np.cumsum([0, *map(len, surfaces)], dtype=np.int64),
                "surface_rows": np.array([*chain.from_iterable(surfaces), 0], np.int32),
                "scores": scores,
            }
        )
        return scores.reshape(len(wanted), self._classes)


def _marks() -> Array:
    """The kernels' bytes as those that the features speak of."""
    marks = np.full(256, OTHER, np.uint8)
    marks[33:127] = np.arange(33, 127)
    marks[[SPACE, NEWLINE]] = SPACE, NEWLINE
    for code, mark in _QUOTES.items():
        marks[code] = mark
    return marks
