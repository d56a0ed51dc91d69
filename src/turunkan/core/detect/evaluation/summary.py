"""Summary: labelled rows → all figures at once. Pure; printed elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from turunkan.core.detect.evaluation import groups, ways
from turunkan.core.detect.evaluation.agreement import agreement
from turunkan.core.detect.evaluation.audit import audit
from turunkan.core.detect.evaluation.figures import Evaluation, Sighting, SightingScore, Wronged
from turunkan.core.detect.evaluation.reliability import reliability
from turunkan.core.detect.evaluation.rows import Judged, Sighted
from turunkan.core.detect.evaluation.share import Share
from turunkan.core.vocab import Finding, Label

_DIGITS = 4


def evaluate(rows: Iterable[Judged]) -> Evaluation:
    """The figures of a labelled set."""
    judged = list(rows)
    engine = ways.performance((row.truth, ways.of_finding(row.finding)) for row in judged)
    return Evaluation(
        rows=len(judged),
        confusion=groups.confusion(judged),
        engine=engine,
        text_alone=ways.on_text_alone(judged),
        baseline=ways.performance((row.truth, ways.of_keyword(row.keyword)) for row in judged),
        ngram=ways.ngram_score(judged, engine),
        labels={label: groups.label_score(judged, label) for label in Label},
        tier=groups.tier_score(judged),
        tiers=groups.tier_scores(judged),
        actions=groups.actions(judged),
        disguises=groups.disguises(judged),
        regions=groups.regions(judged),
        pairs=groups.pairs(judged),
        reliability=reliability(judged),
        agreement=agreement(row.truth.blind for row in judged if row.truth.blind),
        audit=audit(row.truth.sought for row in judged if row.truth.audited),
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
            yield Wronged(
                id=finding.id,
                action=finding.action,
                label=finding.label,
                words=tuple(dict.fromkeys(hit.quote for hit in finding.terms)),
                rules=finding.rules,
                concepts=tuple(dict.fromkeys(hit.concept for hit in finding.terms)),
            )
