"""Reliability: confidence beside how often it came true."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from turunkan.core.detect.evaluation.figures import Bin, Reliability
from turunkan.core.detect.evaluation.rows import Judged
from turunkan.core.detect.evaluation.share import Share

_BINS = 10


def reliability(rows: Sequence[Judged]) -> Reliability:
    """Bins of equal width, those without a case left out; a confidence of 1 falls into the last."""
    groups: defaultdict[int, list[Judged]] = defaultdict(list)
    for row in rows:
        groups[min(round(row.finding.confidence * 1000) * _BINS // 1000, _BINS - 1)].append(row)
    bins = tuple(_bin(place, groups[place]) for place in sorted(groups))
    return Reliability(bins, _error(bins))


def _bin(place: int, rows: Sequence[Judged]) -> Bin:
    mean = sum(row.finding.confidence for row in rows) / len(rows)
    return Bin(place / _BINS, (place + 1) / _BINS, mean, Share.of(row.borne_out for row in rows))


def _error(bins: Iterable[Bin]) -> float | None:
    """The expected calibration error (Naeini et al. 2015)."""
    gaps = [(each.right.total, abs(each.mean * each.right.total - each.right.count)) for each in bins]
    total = sum(cases for cases, _ in gaps)
    return sum(gap for _, gap in gaps) / total if total else None
