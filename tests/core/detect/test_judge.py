"""The judge's written policy, line by line, on a small subject where every name is its own fact."""

from dataclasses import replace
from datetime import date

import pytest

from turunkan.core.detect.judge import Ground, Judge, Judgement, firing
from turunkan.core.law import Span, Status, Tolerance
from turunkan.core.law.book import LawBook
from turunkan.core.rules import Filter, Pack, Requirement, Rule, Strength, When
from turunkan.core.vocab import Action, Label, Priority, Wording

TODAY = date(2026, 11, 1)
SAY = Wording(id="sebab", en="reason")


class Facts:
    """Evidence that is simply a set of names, all said by the Item itself."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def has(self, name: str) -> bool:
        return name in self.names

    said = has

    def gap(self, one: str, other: str) -> int | None:
        return None


def rule(name: str, strength: Strength, label: Label = Label.SELLER, tier: str = "piece") -> Rule:
    return Rule(
        id=name, label=label, tier=tier, strength=strength, when=When(all=(name,)), because=SAY, examples=()
    )


def filter_(name: str, strength: Strength, label: Label = Label.LAWFUL) -> Filter:
    return Filter(id=name, label=label, strength=strength, when=When(all=(name,)), because=SAY, examples=())


def judge(facts, pack: Pack, day) -> Judgement:
    """The judgement of what fires on some facts."""
    return Judge(pack).judge(firing(facts, pack), facts, day)


@pytest.fixture
def small(pack: Pack) -> Pack:
    """Rules and filters named after their strength; the evidence rule asks for `proof`."""
    return replace(
        pack,
        rules=(
            rule("soft", Strength.SOFT),
            rule("medium", Strength.MEDIUM),
            rule("hard", Strength.HARD),
            rule("bale", Strength.MEDIUM, tier="bale"),
            rule("haul", Strength.MEDIUM, Label.PROMOTER, "unpaid"),
        ),
        filters=(
            filter_("mild", Strength.SOFT),
            filter_("lawful", Strength.MEDIUM),
            filter_("news", Strength.HARD, Label.SPEECH),
        ),
        evidence=(Requirement(("proof",), said=False),),
        law=LawBook(pack.law.statutes.values(), ()),
    )


NOTHING = (Label.UNRELATED, Ground.SILENT, Priority.NONE, Action.NONE)
ACCUSED = (Label.SELLER, Ground.ACCUSED, Priority.NORMAL, Action.NOTICE)
LOWERED = (Label.SELLER, Ground.LOWERED, Priority.NORMAL, Action.REVIEW)
DISPUTED = (Label.UNCLEAR, Ground.DISPUTED, Priority.LOW, Action.REVIEW)
SUSPECTED = (Label.UNCLEAR, Ground.SUSPECTED, Priority.LOW, Action.REVIEW)
STRONG_SUSPICION = (Label.UNCLEAR, Ground.SUSPECTED, Priority.NORMAL, Action.REVIEW)
LAWFUL = (Label.LAWFUL, Ground.FREED, Priority.NONE, Action.NONE)
SPEECH = (Label.SPEECH, Ground.FREED, Priority.NONE, Action.NONE)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("", NOTHING),
        ("proof", NOTHING),
        ("proof soft", SUSPECTED),  # soft words alone never accuse
        ("proof medium", ACCUSED),
        ("proof hard", ACCUSED),
        ("medium", SUSPECTED),  # nor does anything without the evidence rule
        ("hard", STRONG_SUSPICION),
        ("lawful", LAWFUL),
        ("news lawful", SPEECH),  # the stronger filter names the label
        ("proof soft mild", SUSPECTED),
        ("proof soft lawful", LAWFUL),
        ("proof medium mild", LOWERED),
        ("proof medium lawful", DISPUTED),
        ("proof medium news", SPEECH),
        ("proof hard mild", LOWERED),
        ("proof hard lawful", LOWERED),
        ("proof hard news", DISPUTED),
        ("medium lawful", SUSPECTED),
        ("medium news", SPEECH),
        ("hard news", STRONG_SUSPICION),
    ],
)
def test_the_policy(small: Pack, names: str, expected: tuple[Label, Ground, Priority, Action]) -> None:
    result = judge(Facts(*names.split()), small, TODAY)
    assert (result.label, result.ground, result.priority, result.action) == expected


def test_the_gravest_outcome_is_taken(small: Pack) -> None:
    result = judge(Facts("proof", "medium", "bale", "haul"), small, TODAY)
    assert (result.label, result.tier, result.priority) == (Label.SELLER, "bale", Priority.HIGH)


def test_a_tier_is_only_given_with_a_label_that_accuses(small: Pack) -> None:
    assert judge(Facts("proof", "medium", "lawful"), small, TODAY).tier is None


def test_an_unmet_line_of_the_evidence_rule_is_named(small: Pack) -> None:
    assert [line.any for line in judge(Facts("medium"), small, TODAY).missing] == [("proof",)]
    assert judge(Facts("medium", "proof"), small, TODAY).missing == ()


def test_what_must_be_said_is_not_met_by_what_stands_around(small: Pack) -> None:
    class Around(Facts):
        def said(self, name: str) -> bool:
            return False

    strict = replace(small, evidence=(Requirement(("proof",), said=True),))
    assert judge(Around("proof", "medium"), strict, TODAY).ground is Ground.SUSPECTED
    assert judge(Facts("proof", "medium"), strict, TODAY).ground is Ground.ACCUSED


def test_a_tolerance_lowers_only_the_outcome_it_names(small: Pack) -> None:
    span = Span(start=TODAY, start_status=Status.SOURCED, end=TODAY, end_status=Status.SOURCED)
    tolerance = Tolerance(
        id="T", title=SAY, label=Label.SELLER, tier="piece", action=Action.REVIEW, span=span, sources=()
    )
    lenient = replace(small, law=LawBook(small.law.statutes.values(), (tolerance,)))
    assert judge(Facts("proof", "medium"), lenient, TODAY).action is Action.REVIEW
    assert judge(Facts("proof", "bale"), lenient, TODAY).action is Action.NOTICE
    assert judge(Facts("proof", "medium"), lenient, TODAY.replace(day=2)).action is Action.NOTICE


def test_a_tolerance_with_claims_is_for_those_who_make_one(small: Pack) -> None:
    span = Span(start=TODAY, start_status=Status.SOURCED, end=TODAY, end_status=Status.SOURCED)
    tolerance = Tolerance(
        id="T", title=SAY, label=Label.SELLER, tier="piece", action=Action.REVIEW, span=span, sources=(),
        claims=("zone", "island"),
    )  # fmt: skip
    judging = Judge(replace(small, law=LawBook(small.law.statutes.values(), (tolerance,))))
    actions = {}
    for said in ("", "zone", "island", "zone island", "market"):
        facts = Facts("proof", "medium", *said.split())
        actions[said] = judging.judge(firing(facts, small), facts, TODAY).action
    assert actions == {
        "": Action.NOTICE, "market": Action.NOTICE,
        "zone": Action.REVIEW, "island": Action.REVIEW, "zone island": Action.REVIEW,
    }  # fmt: skip


def test_the_leading_rules_are_those_that_carried_the_outcome(small: Pack) -> None:
    result = judge(Facts("proof", "soft", "medium", "hard", "haul"), small, TODAY)
    assert [one.id for one in result.leading] == ["hard"]
    assert result.fired == ("soft", "medium", "hard", "haul")


def test_any_word_against_lowers_the_action_though_no_filter_fires(small: Pack) -> None:
    result = judge(Facts("proof", "medium", "charity"), small, TODAY)
    assert (result.ground, result.action) == (Ground.LOWERED, Action.REVIEW)


def test_lowering_never_raises_the_priority(small: Pack) -> None:
    assert judge(Facts("proof", "haul"), small, TODAY).priority is Priority.LOW
    assert judge(Facts("proof", "haul", "mild"), small, TODAY).priority is Priority.LOW
    assert judge(Facts("proof", "bale", "mild"), small, TODAY).priority is Priority.NORMAL


def test_without_law_in_force_nothing_is_claimed(small: Pack) -> None:
    before_any_law = date(1970, 1, 1)
    assert judge(Facts("proof", "medium"), small, before_any_law).action is Action.REVIEW


def test_a_soft_rule_of_a_graver_tier_does_not_weaken_a_stronger_one(small: Pack) -> None:
    graver = replace(small, rules=(*small.rules, rule("hint of bales", Strength.SOFT, tier="bale")))
    result = judge(Facts("medium", "hint of bales", "lawful"), graver, TODAY)
    assert result.ground is Ground.SUSPECTED


def test_a_suspicion_of_mixed_strength_still_says_because_of_what(small: Pack) -> None:
    graver = replace(small, rules=(*small.rules, rule("hint of bales", Strength.SOFT, tier="bale")))
    result = judge(Facts("medium", "hint of bales"), graver, TODAY)
    assert result.ground is Ground.SUSPECTED
    assert [one.id for one in result.leading] == ["hint of bales"]
