"""Evaluation: what the engine said of labelled Items, as figures. Pure; printed elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from math import sqrt
from typing import Any

from turunkan.core.vocab import Action, Finding, Label

SOUGHT = frozenset({Label.SELLER, Label.PROMOTER})
"""The labels that the engine is there to find; all others are to be left alone."""

_Z = 1.959964  # the standard normal quantile that leaves 95 % in the middle
_BINS = 10
_DIGITS = 4


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
        share, square = self.count / self.total, _Z * _Z / self.total
        middle = share + square / 2
        spread = _Z * sqrt(share * (1 - share) / self.total + square / (4 * self.total))
        low, high = (middle - spread) / (1 + square), (middle + spread) / (1 + square)
        return max(0.0, min(low, share)), min(1.0, max(high, share))


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What people say that an Item is; `acceptable` are the other answers that they would let pass."""

    label: Label
    acceptable: frozenset[Label] = frozenset()
    tier: str | None = None
    disguise: tuple[str, ...] = ()

    @property
    def sought(self) -> bool:
        """Whether the Item is of those to be found."""
        return self.label in SOUGHT

    def accepts(self, label: Label) -> bool:
        """Whether an answer counts as right."""
        return label is self.label or label in self.acceptable


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled Item: the truth, the engine's answer, and whether the keyword check found it."""

    truth: Truth
    finding: Finding
    keyword: bool

    @property
    def right(self) -> bool:
        """Whether the engine's label is one that people accept."""
        return self.truth.accepts(self.finding.label)

    @property
    def borne_out(self) -> bool:
        """Whether the answer came true as far as it went; `unclear` suspects a seller or promoter, no more.

        This is what `Finding.confidence` estimates.
        """
        return self.right or (self.finding.label is Label.UNCLEAR and self.truth.sought)


@dataclass(frozen=True, slots=True)
class Sighted:
    """One Item of which only a yes or no is known: whether it was to be found."""

    positive: bool
    finding: Finding
    keyword: bool


@dataclass(frozen=True, slots=True)
class Wronged:
    """An innocent Item for which the engine recommends a request or notice, and the words it read."""

    id: str
    action: Action
    label: Label
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Performance:
    """What a way of looking finds, and whom it disturbs or accuses without cause."""

    found: Share
    disturbed: Share
    accused: Share


@dataclass(frozen=True, slots=True)
class LabelScore:
    """How far an answer can be trusted (precision), and how much of the truth it covers (recall)."""

    precision: Share
    recall: Share


@dataclass(frozen=True, slots=True)
class TierScore:
    """Of one tier: how many were surfaced, got exactly this label and tier, got a notice recommended."""

    surfaced: Share
    right: Share
    notice: Share


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of similar confidence: calibrated means that `mean` is near the share that was borne out."""

    mean: float
    right: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All figures of a labelled set. Tiers are named `label/tier`; `disguises` count sought Items only."""

    rows: int
    confusion: Mapping[Label, Mapping[Label, int]]
    engine: Performance
    baseline: Performance
    labels: Mapping[Label, LabelScore]
    tiers: Mapping[str, TierScore]
    disguises: Mapping[str, Share]
    reliability: tuple[Bin, ...]
    wronged: tuple[Wronged, ...]


@dataclass(frozen=True, slots=True)
class SightingScore:
    """How much was found, how much of what was surfaced was meant, and how many others were surfaced."""

    recall: Share
    precision: Share
    disturbed: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """All figures of a set of which only yes or no is known; surfaced is what counts as found."""

    rows: int
    engine: SightingScore
    baseline: SightingScore
    wronged: tuple[Wronged, ...]


def evaluate(rows: Iterable[Judged]) -> Evaluation:
    """The figures of a labelled set."""
    judged = list(rows)
    return Evaluation(
        rows=len(judged),
        confusion=_confusion(judged),
        engine=_performance(judged, lambda f, _: f.surfaced, lambda f, _: f.action.accuses),
        baseline=_performance(judged, lambda _, keyword: keyword, lambda _, keyword: keyword),
        labels={label: _label_score(judged, label) for label in Label},
        tiers=_tiers(judged),
        disguises=_disguises(judged),
        reliability=_reliability(judged),
        wronged=tuple(_wronged(row.finding for row in judged if not row.truth.sought)),
    )


def evaluate_sightings(rows: Iterable[Sighted]) -> Sighting:
    """The figures of a set of which only yes or no is known."""
    seen = list(rows)
    return Sighting(
        rows=len(seen),
        engine=_sighting_score([(row.positive, row.finding.surfaced) for row in seen]),
        baseline=_sighting_score([(row.positive, row.keyword) for row in seen]),
        wronged=tuple(_wronged(row.finding for row in seen if not row.positive)),
    )


def as_json(figures: object) -> Any:
    """Figures as JSON: field names are the keys, and a share without a case has null for a value."""
    if isinstance(figures, Share):
        low, high = figures.interval or (None, None)
        shares = {"share": figures.value, "low": low, "high": high}
        return {"count": figures.count, "total": figures.total} | as_json(shares)
    if is_dataclass(figures):
        return {field.name: as_json(getattr(figures, field.name)) for field in fields(figures)}
    if isinstance(figures, Mapping):
        return {str(key): as_json(value) for key, value in figures.items()}
    if isinstance(figures, tuple):
        return [as_json(value) for value in figures]
    return round(figures, _DIGITS) if isinstance(figures, float) else figures


Verdict = Callable[[Finding, bool], bool]


def _performance(rows: Sequence[Judged], surfaces: Verdict, accuses: Verdict) -> Performance:
    sought = [row for row in rows if row.truth.sought]
    innocent = [row for row in rows if not row.truth.sought]
    return Performance(
        found=Share.of(surfaces(row.finding, row.keyword) for row in sought),
        disturbed=Share.of(surfaces(row.finding, row.keyword) for row in innocent),
        accused=Share.of(accuses(row.finding, row.keyword) for row in innocent),
    )


def _confusion(rows: Iterable[Judged]) -> dict[Label, dict[Label, int]]:
    seen = Counter((row.truth.label, row.finding.label) for row in rows)
    return {truth: {answer: seen[truth, answer] for answer in Label} for truth in Label}


def _label_score(rows: Iterable[Judged], label: Label) -> LabelScore:
    precision, recall = [], []
    for row in rows:
        if row.finding.label is label:
            precision.append(row.right)
        if row.truth.label is label:
            recall.append(row.right)
    return LabelScore(precision=Share.of(precision), recall=Share.of(recall))


def _tiers(rows: Iterable[Judged]) -> dict[str, TierScore]:
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        if row.truth.tier:
            groups[f"{row.truth.label}/{row.truth.tier}"].append(row)
    return {tier: _tier_score(groups[tier]) for tier in sorted(groups)}


def _tier_score(rows: Sequence[Judged]) -> TierScore:
    return TierScore(
        surfaced=Share.of(row.finding.surfaced for row in rows),
        right=Share.of((r.finding.label, r.finding.tier) == (r.truth.label, r.truth.tier) for r in rows),
        notice=Share.of(row.finding.action is Action.NOTICE for row in rows),
    )


def _disguises(rows: Iterable[Judged]) -> dict[str, Share]:
    groups: defaultdict[str, list[bool]] = defaultdict(list)
    for row in rows:
        for disguise in row.truth.disguise if row.truth.sought else ():
            groups[disguise].append(row.finding.surfaced)
    return {disguise: Share.of(groups[disguise]) for disguise in sorted(groups)}


def _reliability(rows: Iterable[Judged]) -> tuple[Bin, ...]:
    """Bins of equal width, those without a case left out; a confidence of 1 falls into the last."""
    groups: defaultdict[int, list[Judged]] = defaultdict(list)
    for row in rows:
        groups[min(round(row.finding.confidence * 1000) * _BINS // 1000, _BINS - 1)].append(row)
    return tuple(_bin(groups[place]) for place in sorted(groups))


def _bin(rows: Sequence[Judged]) -> Bin:
    mean = sum(row.finding.confidence for row in rows) / len(rows)
    return Bin(mean, Share.of(row.borne_out for row in rows))


def _sighting_score(pairs: Sequence[tuple[bool, bool]]) -> SightingScore:
    """`pairs` are (was to be found, was surfaced)."""
    return SightingScore(
        recall=Share.of(surfaced for positive, surfaced in pairs if positive),
        precision=Share.of(positive for positive, surfaced in pairs if surfaced),
        disturbed=Share.of(surfaced for positive, surfaced in pairs if not positive),
    )


def _wronged(innocent: Iterable[Finding]) -> Iterable[Wronged]:
    for finding in innocent:
        if finding.action.accuses:
            words = tuple(dict.fromkeys(hit.quote for hit in finding.terms))
            yield Wronged(finding.id, finding.action, finding.label, words)
