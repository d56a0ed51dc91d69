"""Figures: what is counted of labelled Items."""

from collections.abc import Mapping
from dataclasses import dataclass

from turunkan.core.detect.evaluation.share import Share
from turunkan.core.vocab import Action, Label


@dataclass(frozen=True, slots=True)
class Wronged:
    """An innocent Item for which the engine recommends a request or notice, and what it read: words as they stand
    in the text, and the rules and concepts, which tell nothing of who wrote it.
    """

    id: str
    action: Action
    label: Label
    words: tuple[str, ...]
    rules: tuple[str, ...]
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """What a way of looking finds, and whom it disturbs or accuses without cause.

    `charged` and `accused` are those for whom a request or notice is recommended: of the sought, and of the rest.
    `label`: how often it is right, None where the way gives no labels.
    """

    label: Share | None
    found: Share
    charged: Share
    disturbed: Share
    accused: Share


@dataclass(frozen=True, slots=True)
class Held:
    """What a model finds when it may flag at most so many of the rest; its threshold is set on the same rows."""

    most: float
    found: Share
    disturbed: Share


@dataclass(frozen=True, slots=True)
class NgramScore:
    """The n-gram model alone: its likeliest label taken at its word, and with false alarms held down: to round
    shares, to as many as the engine accuses, and to as many as it disturbs.
    """

    plain: Performance
    held: tuple[Held, ...]
    as_accused: Held
    as_disturbed: Held


@dataclass(frozen=True, slots=True)
class LabelScore:
    """How far an answer can be trusted (precision), and how much of the truth it covers (recall)."""

    precision: Share
    recall: Share


@dataclass(frozen=True, slots=True)
class TierScore:
    """Of one tier, or all: how many surfaced, how many have label and tier right, and of those with the very label
    how many the tier.
    """

    surfaced: Share
    right: Share
    of_label: Share


@dataclass(frozen=True, slots=True)
class DisguiseScore:
    """Of the sought: how many surfaced of those in some disguise, of those in none, and by disguise."""

    disguised: Share
    plain: Share
    each: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class RegionScore:
    """Of the Items of one region: right labels, sought that surfaced, and others that did."""

    label: Share
    found: Share
    disturbed: Share


@dataclass(frozen=True, slots=True)
class PairScore:
    """Of pairs of posts that nearly read the same and are not: got different labels; and both are right."""

    differ: Share
    told_apart: Share


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers with a confidence from `low` on, below `high`: `mean` is near the share borne out, if calibrated."""

    low: float
    high: float
    mean: float
    right: Share

    @property
    def holds(self) -> bool:
        """Whether the mean confidence lies in the interval of the share that was borne out."""
        low, high = self.right.interval or (0.0, 0.0)
        return low <= self.mean <= high


@dataclass(frozen=True, slots=True)
class Reliability:
    """Bins of similar confidence, and the mean distance of confidence and share, weighed by Items (ECE)."""

    bins: tuple[Bin, ...]
    error: float | None


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement beyond chance (Cohen 1960), with its 95 % interval; None where so few answers vary in nothing."""

    value: float
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two people said the same of an Item, unseen by each other, and where they did not.

    `kappa` is None where both always gave one and the same label: there is no chance to be beyond. `apart` counts
    the two labels of each disagreement, first person's first.
    """

    same: Share
    kappa: Kappa | None
    apart: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Audit:
    """Of Items drawn from what did not surface: those that people say were to be found, and the share of all that
    did not surface which these are at most, with 95 % confidence.
    """

    overlooked: Share
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All figures of a labelled set. Groups are named `label/tier`, or by the label where there is no tier.

    What the rows do not tell is None: a second judgement on the text alone, the n-gram model, pairs, agreement, an
    audit.
    """

    rows: int
    confusion: Mapping[Label, Mapping[Label, int]]
    engine: Performance
    text_alone: Performance | None
    baseline: Performance
    ngram: NgramScore | None
    labels: Mapping[Label, LabelScore]
    tier: TierScore
    tiers: Mapping[str, TierScore]
    actions: Mapping[str, Mapping[Action, Share]]
    disguises: DisguiseScore
    regions: Mapping[str, RegionScore]
    pairs: PairScore | None
    reliability: Reliability
    agreement: Agreement | None
    audit: Audit | None
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
