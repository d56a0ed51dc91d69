"""Judge: fired rules against fired filters and the classifier → a label, a tier and a recommendation, by a policy.

1. A rule accuses only if it is stronger than soft and every line of the evidence rule is met. Where the classifier
   agrees, a line may be met by what it names as `agreed`, or by a word that its own guards set aside. Soft
   rules and cues never accuse. A backed rule is a medium one where the classifier names what is looked for,
   and says no more than that: seller or promoter is the classifier's to tell. Otherwise it is a soft one.
2. Among accusing rules the gravest outcome is taken (order of the pack), of backed ones only where no other
   accuses.
3. A filter stronger than the accusing rules frees. An equally strong one makes it unclear. A weaker one, or
   any word that speaks against without being a filter's case, lowers the action to a review.
4. What does not accuse but fired is unclear and reviewed, unless a filter that is stronger frees it.
5. Where the pack has a classifier, the two meet here, by the chances that the pack names (`Meeting`):
   a. A hard rule stands, whatever the classifier says; where it finds nothing, the action is a review.
   b. A medium rule accuses where the classifier agrees, and more surely so where anything speaks against it or a
      line of the evidence rule is met only because the classifier agrees; seller or promoter must be what both
      say, and the tier is the classifier's. Where it does not agree, the Item is reviewed: as what the classifier
      calls it, or as unclear where the two differ.
   c. What no rule accuses of is called what the classifier says, and reviewed; it is unclear where the
      classifier is in doubt, unless a filter that is not soft frees it; and left alone where the classifier sees
      nothing in it.
   d. What is left alone is called what the classifier says.
   e. Where something is denied that is not said as well, the classifier is never heard as agreeing: a denial
      lowers to a review.
   f. Unless a hard rule accuses, the action is no graver than that of any outcome which the classifier holds
      possible (`may_be`): what may be unpaid praise is never met with a notice.
6. A tolerance lowers the action of the outcome it names; one that has claims, only where one of them is seen.
7. Without a rule of law in force on that day there is nothing to claim: the action is a review.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum, StrEnum

from turunkan.core.classifier import Chances
from turunkan.core.detect.kept import Kept
from turunkan.core.law import Statute, Tolerance
from turunkan.core.rules import Evidence, Filter, Meeting, Outcome, Pack, Requirement, Rule, Strength
from turunkan.core.vocab import Action, Label, Priority

Firing = Rule | Filter


class Voice(IntEnum):
    """How the classifier speaks, by the chances that the pack names."""

    NOTHING = 0
    DOUBTS = 1
    NAMES = 2
    AGREES = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """What the classifier said of an Item: how loud, and what it would call it if guilty or free.

    `gravest`: the gravest action that fits all that it may be.
    """

    voice: Voice
    label: Label
    tier: str | None
    free: Label
    gravest: Action

    @property
    def agrees(self) -> bool:
        """Whether it is sure enough for a rule to rest on."""
        return self.voice is Voice.AGREES


class Ground(StrEnum):
    """Which line of the policy decided."""

    ACCUSED = "accused"
    LOWERED = "lowered"
    LIKELY = "likely"
    DISPUTED = "disputed"
    SUSPECTED = "suspected"
    FREED = "freed"
    SILENT = "silent"


_GRAVITY = tuple(Action)  # from none to a notice
_ACCUSING = (Ground.ACCUSED, Ground.LOWERED, Ground.DISPUTED)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judgement:
    """What was decided and everything that it rests on; `law` is what was in force for the outcome, `claims` what
    was seen that a tolerance asks for.

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
    claims: tuple[str, ...] = ()
    heard: Heard | None = None
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
        """The rules that led to the outcome: of its label and tier, if any, and the strongest of them."""
        if self.outcome is None:
            return []
        known = [rule for rule in self.rules if rule.strength > Strength.CUE] or list(self.rules)
        named = (self.outcome.label, self.outcome.tier)
        own = [rule for rule in known if (rule.label, rule.tier) == named] or known
        strongest = _strongest(own)
        return [rule for rule in own if rule.strength == strongest]


def firing(evidence: Evidence, pack: Pack) -> tuple[Firing, ...]:
    """The rules, then the filters, whose conditions hold."""
    return tuple(detector for detector in pack.detectors if detector.when.holds(evidence))


class Judge:
    """The policy of one pack; what it comes to is kept, since most Items repeat what others said."""

    __slots__ = ("_claims", "_kept", "_pack", "_relief")

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._relief = pack.relief
        self._claims = pack.law.claims
        self._kept: Kept[tuple[object, ...], Judgement] = Kept()

    def judge(
        self, fired: Sequence[Firing], evidence: Evidence, day: date, chances: Chances | None = None
    ) -> Judgement:
        """Apply the policy to what fired on the evidence of one Item, and to chances, on the law's date."""
        relief = any(map(evidence.has, self._relief))
        missing = [at for at, line in enumerate(self._pack.evidence) if not _is_said(line, evidence)]
        despite = relief or bool(missing) or any(isinstance(detector, Filter) for detector in fired)
        beyond_cues = any(isinstance(one, Rule) and one.strength > Strength.CUE for one in fired)
        heard = _heard(chances, self._pack, despite=despite, beyond_cues=beyond_cues)
        if heard is not None and evidence.only_denied():
            heard = replace(heard, voice=min(heard.voice, Voice.NAMES))
        if missing and heard is not None and heard.agrees:
            missing = [at for at in missing if not _is_agreed(self._pack.evidence[at], evidence)]
        claims = tuple(filter(evidence.has, self._claims))
        key = (*(detector.id for detector in fired), *missing, relief, day, heard, claims)
        if key not in self._kept:
            lines = tuple(self._pack.evidence[at] for at in missing)
            self._kept[key] = _judged(fired, lines, self._pack, day, heard, claims, relief=relief)
        return self._kept[key]


def _heard(chances: Chances | None, pack: Pack, *, despite: bool, beyond_cues: bool) -> Heard | None:
    """How the classifier speaks; it is harder to agree where something speaks against, or is not said outright."""
    meeting = pack.meeting
    if chances is None or meeting is None:
        return None
    agrees = meeting.agrees_despite if despite else meeting.agrees
    sought = chances.sought
    voice = Voice(sum(sought >= step for step in (meeting.surfaces, meeting.labels, agrees)))
    if not beyond_cues and sought < meeting.surfaces_cue:
        voice = Voice.NOTHING
    label, tier = chances.guilty
    return Heard(voice, label, tier, chances.free[0], _gravest_action(chances, pack.outcomes, meeting))


def _gravest_action(chances: Chances, outcomes: Iterable[Outcome], meeting: Meeting) -> Action:
    """The mildest of the actions of all outcomes that an Item may have."""
    may_be = [one.action for one in outcomes if chances.by_class.get((one.label, one.tier), 0) >= meeting.may_be]
    return min(may_be, key=_GRAVITY.index, default=Action.NOTICE)


def _judged(
    fired: Sequence[Firing],
    missing: tuple[Requirement, ...],
    pack: Pack,
    day: date,
    heard: Heard | None,
    claims: tuple[str, ...],
    *,
    relief: bool,
) -> Judgement:
    rules = tuple(detector for detector in fired if isinstance(detector, Rule))
    filters = tuple(detector for detector in fired if isinstance(detector, Filter))
    accusing = [] if missing else [rule for rule in rules if _may_accuse(rule, heard)]
    telling = [rule for rule in accusing if rule.strength is not Strength.BACKED] or accusing
    outcome = _gravest(telling or [rule for rule in rules if rule.strength > Strength.CUE], pack)
    carrying = [rule for rule in telling if pack.outcome(rule.label, rule.tier) == outcome] or rules
    strength = max((_weight(rule, heard) for rule in carrying), default=None)
    ground = _ground(strength, _strongest(filters), accuses=bool(accusing), relief=relief)
    if heard is not None:
        ground = _met_by(heard, ground, strength, _strongest(filters))
        if ground is Ground.SILENT:
            outcome = None
        elif strength is not Strength.HARD or not accusing:
            outcome = pack.outcome(heard.label, heard.tier)
    law = _law(ground, outcome, pack, day)
    tolerance = _tolerance(ground, outcome, pack, day, claims)
    label, tier = _label(ground, outcome, filters, heard)
    return Judgement(
        label=label,
        tier=tier,
        priority=_priority(ground, outcome, strength),
        action=_action(ground, outcome, tolerance, law, None if strength is Strength.HARD else heard),
        ground=ground,
        strength=strength,
        outcome=outcome,
        rules=rules,
        filters=filters,
        missing=missing,
        law=law,
        tolerance=tolerance,
        claims=claims,
        heard=heard,
    )


def _met_by(heard: Heard, ground: Ground, rules: Strength | None, filters: Strength | None) -> Ground:
    """The policy's fifth line: what the rules came to, and what the classifier makes of it."""
    if rules is None:
        return ground
    if rules is Strength.HARD:
        return _of_hard(heard, ground)
    if ground in _ACCUSING and heard.agrees:
        return Ground.ACCUSED
    if ground is Ground.FREED and rules is not Strength.CUE and filters is Strength.HARD:
        return Ground.DISPUTED if heard.agrees else Ground.FREED
    if ground is Ground.FREED and heard.voice is Voice.DOUBTS and filters is Strength.MEDIUM:
        return ground
    if heard.voice is Voice.NOTHING:
        return Ground.DISPUTED if ground is Ground.ACCUSED else _alone(filters)
    return Ground.SUSPECTED if heard.voice is Voice.DOUBTS else Ground.LIKELY


def _of_hard(heard: Heard, ground: Ground) -> Ground:
    """A hard rule stands; the classifier can only make sure that somebody looks twice."""
    if ground is Ground.ACCUSED:
        return ground if heard.voice >= Voice.NAMES else Ground.LOWERED
    if ground is Ground.LOWERED:
        return Ground.ACCUSED if heard.agrees else ground
    return Ground.LIKELY if heard.voice >= Voice.NAMES and ground is Ground.SUSPECTED else ground


def _alone(filters: Strength | None) -> Ground:
    return Ground.SILENT if filters is None else Ground.FREED


def _may_accuse(rule: Rule, heard: Heard | None) -> bool:
    """Whether a rule can carry an accusation: a medium one only of what the classifier would call the Item."""
    weight = _weight(rule, heard)
    if weight is Strength.HARD or heard is None or heard.voice < Voice.NAMES:
        return weight > Strength.SOFT
    return weight is Strength.MEDIUM and (rule.strength is Strength.BACKED or rule.label is heard.label)


def _weight(rule: Rule, heard: Heard | None) -> Strength:
    """How strong a rule is beside what the classifier said."""
    if rule.strength is not Strength.BACKED:
        return rule.strength
    return Strength.MEDIUM if heard is not None and heard.voice >= Voice.NAMES else Strength.SOFT


def _is_said(line: Requirement, evidence: Evidence) -> bool:
    """Whether a line of the evidence rule is met outright."""
    sees = evidence.said if line.said else evidence.has
    return any(map(sees, line.any))


def _is_agreed(line: Requirement, evidence: Evidence) -> bool:
    """Whether a line is met where the classifier agrees."""
    sees = evidence.said if line.said else evidence.has
    return any(map(sees, line.agreed)) or evidence.doubtful(line.any) > 0


def _strongest(detectors: Iterable[Rule | Filter]) -> Strength | None:
    return max([detector.strength for detector in detectors], default=None)


def _gravest(rules: Sequence[Rule], pack: Pack) -> Outcome | None:
    proposed = {(rule.label, rule.tier) for rule in rules}
    return next((outcome for outcome in pack.outcomes if (outcome.label, outcome.tier) in proposed), None)


def _ground(rules: Strength | None, filters: Strength | None, *, accuses: bool, relief: bool) -> Ground:
    if rules is None or rules is Strength.CUE:
        return Ground.SILENT if filters is None else Ground.FREED
    if filters is not None and filters > rules:
        return Ground.FREED
    if not accuses:
        return Ground.SUSPECTED
    if filters is None:
        return Ground.LOWERED if relief else Ground.ACCUSED
    return Ground.DISPUTED if filters == rules else Ground.LOWERED


def _label(
    ground: Ground, outcome: Outcome | None, filters: Sequence[Filter], heard: Heard | None
) -> tuple[Label, str | None]:
    match ground:
        case Ground.FREED | Ground.SILENT if heard is not None:
            return heard.free, None
        case Ground.ACCUSED | Ground.LOWERED | Ground.LIKELY if outcome is not None:
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
        case Ground.LIKELY | Ground.DISPUTED:
            return Priority.LOW
        case Ground.SUSPECTED:
            return Priority.NORMAL if strength is Strength.HARD else Priority.LOW
    return Priority.NONE


def _law(ground: Ground, outcome: Outcome | None, pack: Pack, day: date) -> tuple[Statute, ...]:
    """The rules to show beside the outcome; whoever is freed has none held against them."""
    return () if outcome is None or ground is Ground.FREED else pack.law.in_force(day, outcome.law)


def _action(
    ground: Ground,
    outcome: Outcome | None,
    tolerance: Tolerance | None,
    law: Sequence[Statute],
    heard: Heard | None,
) -> Action:
    match ground:
        # An outcome that names no law needs none.
        case Ground.ACCUSED if outcome is not None and (law or not outcome.law):
            proposed = tolerance.action if tolerance else outcome.action
            return min(proposed, heard.gravest, key=_GRAVITY.index) if heard else proposed
        case Ground.FREED | Ground.SILENT:
            return Action.NONE
    return Action.REVIEW


def _tolerance(
    ground: Ground, outcome: Outcome | None, pack: Pack, day: date, claims: Sequence[str]
) -> Tolerance | None:
    if ground is not Ground.ACCUSED or outcome is None:
        return None
    return pack.law.tolerance(day, outcome.label, outcome.tier, claims)
