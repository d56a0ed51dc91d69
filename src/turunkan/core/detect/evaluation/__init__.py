"""Evaluation: what the engine said of labelled Items, as figures with intervals."""

from turunkan.core.detect.evaluation.figures import (
    Agreement,
    Audit,
    Bin,
    DisguiseScore,
    Evaluation,
    Held,
    Kappa,
    LabelScore,
    NgramScore,
    PairScore,
    Performance,
    RegionScore,
    Reliability,
    Sighting,
    SightingScore,
    TierScore,
    Wronged,
)
from turunkan.core.detect.evaluation.rows import SOUGHT, Guess, Judged, Sighted, Truth, text_alone
from turunkan.core.detect.evaluation.share import Share
from turunkan.core.detect.evaluation.summary import as_json, evaluate, evaluate_sightings

__all__ = [
    "SOUGHT",
    "Agreement",
    "Audit",
    "Bin",
    "DisguiseScore",
    "Evaluation",
    "Guess",
    "Held",
    "Judged",
    "Kappa",
    "LabelScore",
    "NgramScore",
    "PairScore",
    "Performance",
    "RegionScore",
    "Reliability",
    "Share",
    "Sighted",
    "Sighting",
    "SightingScore",
    "TierScore",
    "Truth",
    "Wronged",
    "as_json",
    "evaluate",
    "evaluate_sightings",
    "text_alone",
]
