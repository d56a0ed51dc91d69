"""Learning: the labelled posts of a pack → its classifier. Needs the extra `learn` (scikit-learn).

A multinomial logistic regression over the hashed features, whose weights become whole numbers. A fifth of the
posts, chosen by hash (both posts of a pair together), is kept out of everything. In half of the rest, by hash
again, the author and tags are masked, so that handles do not give the label away.

What the model says of posts whose makers it has not seen is measured by leaving out some files after the others:
each was written by other hands; by that the scores become chances (Guo et al. 2017), and answers their confidence
(Platt 1999). Nothing is random: the same posts give the same numbers.
"""

import hashlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression

from turunkan.core.classifier import Chances, Class, Features, Group, Model
from turunkan.core.classifier.features import ROWS, WEIGHT_BITS, WEIGHTS
from turunkan.core.classifier.model import COLUMNS
from turunkan.core.detect.baseline import ngrams
from turunkan.core.detect.classify import NameRows, features_of, names_of
from turunkan.core.detect.confidence import claimed
from turunkan.core.detect.engine import Engine
from turunkan.core.detect.evaluation import Judged, Truth
from turunkan.core.detect.evidence import ItemEvidence
from turunkan.core.detect.judge import Firing, firing
from turunkan.core.rules import Pack
from turunkan.core.vocab import Finding, Item, Label

Matrix = Any  # scipy's sparse matrices carry no types
Floats = NDArray[np.float64]

_FIFTH = 5
_STRENGTH = 5.0  # inverse of the penalty on large weights
_FEWEST = 3  # posts in which a row must come to be weighed
_STEPS = 500
_FOLDS = 8
_EXACT = 1e-4
_LARGEST = 32_767
_HEATS = np.arange(0.6, 3.01, 0.05)
_MOST_ALIKE = 4.0  # pseudo-cases that hold a line of calibration at "as the chances say"
_FREE = (Label.LAWFUL, Label.SPEECH, Label.UNRELATED)


class Labelled(NamedTuple):
    """A post for training: the file it came from, what people say of it, and with which post it makes a pair."""

    item: Item
    source: str
    truth: Truth
    pair: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """A post with what the engine sees in it."""

    labelled: Labelled
    evidence: ItemEvidence
    fired: tuple[Firing, ...]
    features: Features
    masked: Features

    @property
    def trained_on(self) -> Features:
        """The features in training: of every second post without author and tags."""
        return self.masked if _hashed(f"mask {self.labelled.item.id}", 2) else self.features


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt, and what the engine said of posts that the model had not seen.

    `baseline`: an n-gram model of the same posts, to measure against; nothing is judged by it.
    """

    model: Model
    baseline: Model
    trained: int
    kept_out: tuple[Judged, ...]
    by_others: tuple[Judged, ...]


def is_kept_out(labelled: Labelled) -> bool:
    """Whether a post belongs to the fifth that nothing is learnt from."""
    return _hashed(labelled.pair or labelled.item.id, _FIFTH)


def _hashed(name: str, parts: int) -> bool:
    """One of so many, by hash."""
    return int.from_bytes(hashlib.sha256(name.encode("utf-8")).digest(), "big") % parts == 0


def learn(pack: Pack, posts: Iterable[Labelled], said: Callable[[str], None] = lambda _: None) -> Lesson:
    """Train on the posts of a pack; `said` is told which files are left out, and "" before calibrating."""
    teacher = _Teacher(pack)
    examples = [teacher.example(post) for post in posts]
    taught = [one for one in examples if not is_kept_out(one.labelled)]
    unseen = _Unseen(teacher, taught)
    for sources in unseen.folds:
        said(", ".join(sources))
        unseen.leave_out(sources)
    model = teacher.model(taught, _heat(unseen.scores, teacher.targets(taught)))
    said("")
    model = replace(model, calibration=unseen.calibration(model))
    kept = [one for one in examples if is_kept_out(one.labelled)]
    engine = Engine(replace(pack, classifier=model))
    baseline = replace(teacher.model(list(map(_alone, taught)), heat=1.0), names=frozenset())
    return Lesson(model, baseline, len(taught), tuple(judged(engine, one) for one in kept), unseen.judged(model))


def _alone(example: Example) -> Example:
    """A post of which only its n-grams are seen."""
    return replace(example, features=ngrams(example.features), masked=ngrams(example.masked))


def judged(engine: Engine, example: Example, *, masked: bool = False) -> Judged:
    """What an engine with a classifier says of a post, beside what people say."""
    model = engine.pack.classifier
    if model is None:
        raise ValueError("the engine has no classifier")
    chances = model.chances(model.scores(example.masked if masked else example.features))
    return _judged(engine, example, chances)


def _judged(engine: Engine, example: Example, chances: Chances) -> Judged:
    finding: Finding = engine.finding(example.labelled.item, example.evidence, example.fired, chances)
    return Judged(example.labelled.truth, finding, keyword=False)


class _Teacher:
    """Turns posts into numbers and numbers into models, for one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.engine = Engine(replace(pack, classifier=None))
        self._rows = NameRows(pack)
        self.classes: tuple[Class, ...] = (
            *((outcome.label, outcome.tier) for outcome in pack.outcomes),
            *((label, None) for label in _FREE),
        )

    def example(self, labelled: Labelled) -> Example:
        """A post with what the engine sees in it."""
        item, evidence = labelled.item, self.engine.evidence(labelled.item)
        fired = firing(evidence, self.pack)
        seen, masked = (features_of(item, evidence, fired, self._rows, masked=each) for each in (False, True))
        return Example(labelled, evidence, fired, seen, masked)

    def targets(self, examples: Iterable[Example]) -> NDArray[np.int64]:
        """The class of each, by number."""
        truths = (one.labelled.truth for one in examples)
        return np.array([self.classes.index((truth.label, truth.tier)) for truth in truths])

    def fitted(self, examples: Sequence[Example]) -> tuple[Floats, Floats]:
        """Weights (a row of the table, a class) and the bias of each class."""
        matrix = _matrix([one.trained_on for one in examples])
        posts = np.bincount(matrix.indices, minlength=ROWS)
        rarity = np.log((1 + len(examples)) / (1 + posts)) + 1
        rarity[posts < _FEWEST] = 0
        fit = LogisticRegression(C=_STRENGTH, max_iter=_STEPS, tol=_EXACT)
        fit.fit(matrix @ sparse.diags(rarity), self.targets(examples))
        return fit.coef_.T * rarity[:, None], fit.intercept_

    def model(self, examples: Sequence[Example], heat: float) -> Model:
        """A model in whole numbers."""
        weights, bias = self.fitted(examples)
        units = _LARGEST / float(np.abs(weights).max())
        table = np.zeros((ROWS, COLUMNS), np.int16)
        table[:, : len(self.classes)] = np.rint(weights * units).astype(np.int16)
        return Model(
            classes=self.classes,
            bias=tuple(int(number) for number in np.rint(bias * units)),
            scale=round(units * heat, 3),
            names=names_of(self.pack),
            calibration={},
            about={"posts": len(examples), "pack": self.pack.stamp},
            table=array("h", table.tobytes()),
        )


class _Unseen:
    """What models say of posts by hands that they have not seen: some files after the others are left out."""

    def __init__(self, teacher: _Teacher, examples: Sequence[Example]) -> None:
        self._teacher = teacher
        self._examples = examples
        self._of = np.array([one.labelled.source for one in examples])
        sources = sorted(set(self._of.tolist()))
        self.folds = [tuple(sources[first::_FOLDS]) for first in range(min(_FOLDS, len(sources)))]
        self.scores = np.zeros((len(examples), len(teacher.classes)))

    def leave_out(self, sources: Sequence[str]) -> None:
        """Score the posts of some files by a model that was trained on the others."""
        mine = [one for one in self._examples if one.labelled.source not in sources]
        theirs = [one.features for one in self._examples if one.labelled.source in sources]
        weights, bias = self._teacher.fitted(mine)
        self.scores[np.isin(self._of, sources)] = _matrix(theirs) @ weights + bias

    def judged(self, model: Model) -> tuple[Judged, ...]:
        """What the engine makes of these scores, with the heat and calibration of a model."""
        engine = Engine(replace(self._teacher.pack, classifier=model))
        pairs = zip(self._examples, self._chances(model), strict=True)
        return tuple(_judged(engine, one, chances) for one, chances in pairs)

    def _chances(self, model: Model) -> list[Chances]:
        heat = _heat(self.scores, self._teacher.targets(self._examples))
        shares = np.exp(self.scores / heat - logsumexp(self.scores / heat, axis=1, keepdims=True))
        return [Chances(dict(zip(model.classes, row, strict=True))) for row in shares.tolist()]

    def calibration(self, model: Model) -> dict[str, tuple[float, float]]:
        """For each way of coming to an answer, the line from what the chances say to what was borne out."""
        engine = Engine(replace(self._teacher.pack, classifier=model))
        cases: dict[str, list[tuple[float, bool]]] = {}
        for one, chances in zip(self._examples, self._chances(model), strict=True):
            judgement = engine.judged(one.labelled.item, one.evidence, one.fired, chances)
            outcome = _judged(engine, one, chances)
            cases.setdefault(judgement.way, []).append((claimed(judgement.label, chances), outcome.borne_out))
        return {way: _line(cases[way]) for way in sorted(cases)}


def _line(cases: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and offset, by Newton's method; few cases stay near "as the chances say" (slope 1, offset 0)."""
    seen = np.array([[log_odds, 1.0] for log_odds, _ in cases])
    true = np.array([borne_out for _, borne_out in cases], np.float64)
    start = np.array([1.0, 0.0])
    line = start.copy()
    for _ in range(50):
        share = 1 / (1 + np.exp(-(seen @ line)))
        slope = seen.T @ (share - true) + _MOST_ALIKE * (line - start)
        bend = (seen * (share * (1 - share))[:, None]).T @ seen + _MOST_ALIKE * np.eye(2)
        line = line - np.linalg.solve(bend, slope)
    return round(float(line[0]), 4), round(float(line[1]), 4)


def _heat(scores: Floats, targets: NDArray[np.int64]) -> float:
    """The number by which scores must be divided for their chances to come true most often."""

    def surprise(heat: float) -> float:
        heated = scores / heat
        return float((logsumexp(heated, axis=1) - heated[np.arange(len(targets)), targets]).mean())

    return min(map(float, _HEATS), key=surprise)


def _matrix(examples: Sequence[Features]) -> Matrix:
    """A row an example, a column a row of the table, as the model will weigh them."""
    ends, columns, values = [0], [], []
    for each in examples:
        for group in Group:
            if rows := each.rows(group):
                found, counts = np.unique(rows, return_counts=True)
                columns.append(found)
                values.append(counts * (WEIGHTS[group] / (1 << WEIGHT_BITS) / np.sqrt(len(rows))))
        ends.append(sum(map(len, columns)))
    cells = np.concatenate(values), np.concatenate(columns), ends
    matrix = sparse.csr_matrix(cells, shape=(len(examples), ROWS))
    matrix.sum_duplicates()
    return matrix
