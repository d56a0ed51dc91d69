"""Groups: the same questions asked by label, tier, disguise, region, and of pairs."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from turunkan.core.detect.evaluation.figures import (
    DisguiseScore,
    LabelScore,
    PairScore,
    RegionScore,
    TierScore,
)
from turunkan.core.detect.evaluation.regions import NOWHERE, REGIONS
from turunkan.core.detect.evaluation.rows import Judged
from turunkan.core.detect.evaluation.share import Share
from turunkan.core.vocab import Action, Label


def confusion(rows: Iterable[Judged]) -> dict[Label, dict[Label, int]]:
    """Truth by answer, counted."""
    seen = Counter((row.truth.label, row.finding.label) for row in rows)
    return {truth: {answer: seen[truth, answer] for answer in Label} for truth in Label}


def label_score(rows: Sequence[Judged], label: Label) -> LabelScore:
    """How far a label can be trusted, and what it covers."""
    return LabelScore(
        precision=Share.of(row.right for row in rows if row.finding.label is label),
        recall=Share.of(row.right for row in rows if row.truth.label is label),
    )


def tier_scores(rows: Iterable[Judged]) -> dict[str, TierScore]:
    """By tier, those with their label."""
    groups = _grouped(rows, lambda row: [row.truth.group] if row.truth.tier else [])
    return {group: tier_score(groups[group]) for group in sorted(groups)}


def tier_score(rows: Iterable[Judged]) -> TierScore:
    """Of Items that have a tier."""
    tiered = [row for row in rows if row.truth.tier]
    named = [row for row in tiered if row.finding.label is row.truth.label]
    return TierScore(
        surfaced=Share.of(row.finding.surfaced for row in tiered),
        right=Share(sum(map(_same_tier, named)), len(tiered)),
        of_label=Share.of(map(_same_tier, named)),
    )


def _same_tier(row: Judged) -> bool:
    return row.finding.tier == row.truth.tier


def actions(rows: Iterable[Judged]) -> dict[str, dict[Action, Share]]:
    """What was recommended, by label and tier, the sought first."""
    groups = _grouped(rows, lambda row: [row.truth.group])
    order = sorted(groups, key=lambda group: (not groups[group][0].truth.sought, group))
    return {group: _recommended(groups[group]) for group in order}


def _recommended(rows: Sequence[Judged]) -> dict[Action, Share]:
    seen = Counter(row.finding.action for row in rows)
    return {action: Share(seen[action], len(rows)) for action in Action}


def disguises(rows: Iterable[Judged]) -> DisguiseScore:
    """Of the sought alone: in an innocent post, a disguise hides nothing."""
    sought = [row for row in rows if row.truth.sought]
    groups = _grouped(sought, lambda row: row.truth.disguise)
    return DisguiseScore(
        disguised=_surfaced(row for row in sought if row.truth.disguise),
        plain=_surfaced(row for row in sought if not row.truth.disguise),
        each={disguise: _surfaced(groups[disguise]) for disguise in sorted(groups)},
    )


def regions(rows: Iterable[Judged]) -> dict[str, RegionScore]:
    """By region, in the order of the gazetteer; nothing where none was looked for."""
    groups = _grouped(rows, lambda row: [row.region] if row.region else [])
    known = [*REGIONS, *sorted(set(groups) - {*REGIONS, *NOWHERE}), *NOWHERE]
    return {region: _region(groups[region]) for region in known if region in groups}


def _region(rows: Sequence[Judged]) -> RegionScore:
    return RegionScore(
        label=Share.of(row.right for row in rows),
        found=_surfaced(row for row in rows if row.truth.sought),
        disturbed=_surfaced(row for row in rows if not row.truth.sought),
    )


def pairs(rows: Iterable[Judged]) -> PairScore | None:
    """Of two posts that share a pair's name and differ in label; None where there are none."""
    groups = _grouped(rows, lambda row: [row.truth.pair] if row.truth.pair else [])
    twos = [(group[0], group[1]) for group in groups.values() if len(group) == 2]
    unlike = [(one, other) for one, other in twos if one.truth.label is not other.truth.label]
    if not unlike:
        return None
    differ = [one.finding.label is not other.finding.label for one, other in unlike]
    right = [one.right and other.right for one, other in unlike]
    both = (apart and fine for apart, fine in zip(differ, right, strict=True))
    return PairScore(differ=Share.of(differ), told_apart=Share.of(both))


def _surfaced(rows: Iterable[Judged]) -> Share:
    return Share.of(row.finding.surfaced for row in rows)


def _grouped(rows: Iterable[Judged], names: Callable[[Judged], Iterable[str]]) -> dict[str, list[Judged]]:
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        for name in names(row):
            groups[name].append(row)
    return groups
