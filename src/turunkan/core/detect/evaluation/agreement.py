"""Agreement: what two people said of the same Items, unseen by each other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from turunkan.core.detect.evaluation.figures import Agreement, Kappa
from turunkan.core.detect.evaluation.share import Share, Z
from turunkan.core.vocab import Label

Answers = tuple[Label, Label]

_NONE = 1e-12  # what rounding leaves of no variance at all


def agreement(answers: Iterable[Answers]) -> Agreement | None:
    """The figures of Items that two people labelled; None where there are none."""
    both = list(answers)
    if not both:
        return None
    apart = Counter(f"{first}/{second}" for first, second in both if first is not second)
    return Agreement(
        same=Share.of(first is second for first, second in both),
        kappa=kappa(both),
        apart={labels: apart[labels] for labels in sorted(apart, key=lambda labels: (-apart[labels], labels))},
    )


def kappa(answers: Sequence[Answers]) -> Kappa | None:
    """Cohen's kappa; its interval by the large-sample variance of Fleiss, Cohen and Everitt (1969)."""
    total = len(answers)
    cells = {labels: count / total for labels, count in Counter(answers).items()}
    first = {label: sum(cells.get((label, other), 0) for other in Label) for label in Label}
    second = {label: sum(cells.get((other, label), 0) for other in Label) for label in Label}
    same = sum(cells.get((label, label), 0) for label in Label)
    chance = sum(first[label] * second[label] for label in Label)
    if chance >= 1:
        return None
    value = (same - chance) / (1 - chance)
    variance = _variance(cells, first, second, same, chance) / total
    if variance < _NONE:
        return Kappa(value, None)
    spread = Z * sqrt(variance)
    return Kappa(value, (max(-1.0, value - spread), min(1.0, value + spread)))


def _variance(
    cells: Mapping[Answers, float],
    first: Mapping[Label, float],
    second: Mapping[Label, float],
    same: float,
    chance: float,
) -> float:
    """That of one Item; `same` and `chance` are the shares of agreement, seen and expected."""
    agreed = sum(
        cells.get((label, label), 0) * ((1 - chance) - (first[label] + second[label]) * (1 - same)) ** 2
        for label in Label
    )
    differed = sum(
        share * (second[one] + first[other]) ** 2 for (one, other), share in cells.items() if one is not other
    )
    middle = same * chance - 2 * chance + same
    return (agreed + (1 - same) ** 2 * differed - middle**2) / (1 - chance) ** 4
