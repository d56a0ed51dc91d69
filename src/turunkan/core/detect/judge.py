"""Judge: fired rules against fired filters → a label, a tier and a recommendation, by a written policy.

1. A rule accuses only if it is stronger than soft and every line of the evidence rule is met.
2. Among accusing rules the gravest outcome is taken (order of the pack).
3. A filter stronger than the accusing rules frees. An equally strong one makes it unclear. A weaker one, or
   any word that speaks against without being a filter's case, lowers the action to a review.
4. What does not accuse but fired is unclear and reviewed, unless a filter that is stronger frees it.
5. A declared tolerance lowers the action of the outcome it names.
6. Without a rule of law in force on that day there is nothing to claim: the action is a review.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from turunkan.core.detect.kept import Kept
from turunkan.core.law import Statute, Tolerance
from turunkan.core.rules import Evidence, Filter, Outcome, Pack, Requirement, Rule, Strength
from turunkan.core.vocab import Action, Label, Priority

Firing = Rule | Filter


class Ground(StrEnum):
    """Which line of the policy decided."""

    ACCUSED = "accused"
    LOWERED = "lowered"
    DISPUTED = "disputed"
    SUSPECTED = "suspected"
    FREED = "freed"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judgement:
    """What was decided and everything that it rests on; `law` is what was in force for the outcome.

    `fired`: the ids of all detectors, rules before filters; `statutes`: those of the law; `way`: how the answer
    came about, as the pack's confidence table names it. One and the same for all that gave the same signs, and
    equal to itself alone.
    """

    label: Label
    tier: str | None
    priority: Priority
    action: Action
    ground: Ground
    strength: Strength | None
    outcome: Outcome | None
    rules: tuple[Rule, ...]
    filters: tuple[Filter, ...]
    missing: tuple[Requirement, ...]
    law: tuple[Statute, ...]
    tolerance: Tolerance | None
    fired: tuple[str, ...] = field(init=False)
    statutes: tuple[str, ...] = field(init=False)
    way: str = field(init=False)

    def __post_init__(self) -> None:
        fired = (*(rule.id for rule in self.rules), *(filter_.id for filter_ in self.filters))
        object.__setattr__(self, "fired", fired)
        object.__setattr__(self, "statutes", tuple(statute.id for statute in self.law))
        strength = f"_{self.strength.name.lower()}" if self.strength and self.ground is Ground.ACCUSED else ""
        object.__setattr__(self, "way", f"{self.ground.value}{strength}")

    @property
    def leading(self) -> list[Rule]:
        """The rules that led to the outcome: of its label and tier, and as strong as the strongest of them."""
        if self.outcome is None:
            return []
        own = [rule for rule in self.rules if (rule.label, rule.tier) == (self.outcome.label, self.outcome.tier)]
        strongest = _strongest(own)
        return [rule for rule in own if rule.strength == strongest]


def firing(evidence: Evidence, pack: Pack) -> tuple[Firing, ...]:
    """The rules, then the filters, whose conditions hold."""
    return tuple(detector for detector in pack.detectors if detector.when.holds(evidence))


class Judge:
    """The policy of one pack; what it comes to is kept, since most Items repeat what others said."""

    __slots__ = ("_kept", "_pack", "_relief")

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._relief = pack.relief
        self._kept: Kept[tuple[object, ...], Judgement] = Kept()

    def judge(self, fired: Sequence[Firing], evidence: Evidence, day: date) -> Judgement:
        """Apply the policy to what fired on the evidence of one Item, on the law's date."""
        missing = [at for at, line in enumerate(self._pack.evidence) if not _met(line, evidence)]
        relief = any(map(evidence.has, self._relief))
        key = (*(detector.id for detector in fired), *missing, relief, day)
        if key not in self._kept:
            lines = tuple(self._pack.evidence[at] for at in missing)
            self._kept[key] = _judged(fired, lines, self._pack, day, relief=relief)
        return self._kept[key]


def _judged(
    fired: Sequence[Firing], missing: tuple[Requirement, ...], pack: Pack, day: date, *, relief: bool
) -> Judgement:
    rules = tuple(detector for detector in fired if isinstance(detector, Rule))
    filters = tuple(detector for detector in fired if isinstance(detector, Filter))
    accusing = [] if missing else [rule for rule in rules if rule.strength > Strength.SOFT]
    outcome = _gravest(accusing or rules, pack)
    carrying = [rule for rule in accusing if pack.outcome(rule.label, rule.tier) == outcome] or rules
    strength = _strongest(carrying)
    ground = _ground(strength, _strongest(filters), accuses=bool(accusing), relief=relief)
    law = _law(ground, outcome, pack, day)
    tolerance = _tolerance(ground, outcome, pack, day)
    label, tier = _label(ground, outcome, filters)
    return Judgement(
        label=label,
        tier=tier,
        priority=_priority(ground, outcome, strength),
        action=_action(ground, outcome, tolerance, law),
        ground=ground,
        strength=strength,
        outcome=outcome,
        rules=rules,
        filters=filters,
        missing=missing,
        law=law,
        tolerance=tolerance,
    )


def _met(line: Requirement, evidence: Evidence) -> bool:
    return any(map(evidence.said if line.said else evidence.has, line.any))


def _strongest(detectors: Iterable[Rule | Filter]) -> Strength | None:
    return max([detector.strength for detector in detectors], default=None)


def _gravest(rules: Sequence[Rule], pack: Pack) -> Outcome | None:
    proposed = {(rule.label, rule.tier) for rule in rules}
    return next((outcome for outcome in pack.outcomes if (outcome.label, outcome.tier) in proposed), None)


def _ground(rules: Strength | None, filters: Strength | None, *, accuses: bool, relief: bool) -> Ground:
    if rules is None:
        return Ground.SILENT if filters is None else Ground.FREED
    if filters is not None and filters > rules:
        return Ground.FREED
    if not accuses:
        return Ground.SUSPECTED
    if filters is None:
        return Ground.LOWERED if relief else Ground.ACCUSED
    return Ground.DISPUTED if filters == rules else Ground.LOWERED


def _label(ground: Ground, outcome: Outcome | None, filters: Sequence[Filter]) -> tuple[Label, str | None]:
    match ground:
        case Ground.ACCUSED | Ground.LOWERED if outcome is not None:
            return outcome.label, outcome.tier
        case Ground.FREED:
            return max(filters, key=lambda filter_: filter_.strength).label, None
        case Ground.SILENT:
            return Label.UNRELATED, None
    return Label.UNCLEAR, None


def _priority(ground: Ground, outcome: Outcome | None, strength: Strength | None) -> Priority:
    match ground:
        case Ground.ACCUSED if outcome is not None:
            return outcome.priority
        case Ground.LOWERED if outcome is not None:
            return Priority.NORMAL if outcome.priority is Priority.HIGH else outcome.priority
        case Ground.DISPUTED:
            return Priority.LOW
        case Ground.SUSPECTED:
            return Priority.NORMAL if strength is Strength.HARD else Priority.LOW
    return Priority.NONE


def _law(ground: Ground, outcome: Outcome | None, pack: Pack, day: date) -> tuple[Statute, ...]:
    """The rules to show beside the outcome; whoever is freed has none held against them."""
    return () if outcome is None or ground is Ground.FREED else pack.law.in_force(day, outcome.law)


def _action(
    ground: Ground, outcome: Outcome | None, tolerance: Tolerance | None, law: Sequence[Statute]
) -> Action:
    match ground:
        # An outcome that names no law needs none.
        case Ground.ACCUSED if outcome is not None and (law or not outcome.law):
            return tolerance.action if tolerance else outcome.action
        case Ground.FREED | Ground.SILENT:
            return Action.NONE
    return Action.REVIEW


def _tolerance(ground: Ground, outcome: Outcome | None, pack: Pack, day: date) -> Tolerance | None:
    if ground is not Ground.ACCUSED or outcome is None:
        return None
    return pack.law.tolerance(day, outcome.label, outcome.tier)
