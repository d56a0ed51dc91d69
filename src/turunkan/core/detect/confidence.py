"""Confidence: how often an answer of this kind was borne out, by how it came about and what the classifier says."""

from math import exp, log

from turunkan.core.classifier import Chances
from turunkan.core.detect.judge import Judgement
from turunkan.core.rules import Pack
from turunkan.core.vocab import Label

_NEVER_SURE = 1e-6
_DIGITS = 3


def confidence(judgement: Judgement, chances: Chances | None, pack: Pack) -> float:
    """0..1, three decimals: the share of answers borne out (`evaluation.Judged.borne_out`).

    With a classifier, its chance for what is claimed, put right by a line in log-odds for each way of coming to an
    answer (Platt 1999); without, the pack's table.
    """
    if chances is None or pack.classifier is None:
        return float(getattr(pack.confidence, judgement.way))
    slope, offset = pack.classifier.calibration.get(judgement.way, (1.0, 0.0))
    return round(1 / (1 + exp(-(slope * claimed(judgement.label, chances) + offset))), _DIGITS)


def claimed(label: Label, chances: Chances) -> float:
    """The log-odds, by the classifier, of what an answer claims; `unclear` claims that there is something in it."""
    chance = chances.sought if label is Label.UNCLEAR else chances.of(label)
    chance = min(max(chance, _NEVER_SURE), 1 - _NEVER_SURE)
    return log(chance / (1 - chance))
