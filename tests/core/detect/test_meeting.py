"""Where rules and classifier meet: the fifth line of the judge's policy, case by case."""

from dataclasses import replace
from datetime import date

import pytest

from turunkan.core.classifier import Chances
from turunkan.core.detect.judge import Ground, Judge, Judgement, firing
from turunkan.core.rules import Filter, Meeting, Pack, Requirement, Rule, Strength, When
from turunkan.core.vocab import Action, Label, Priority, Wording

TODAY = date(2026, 11, 1)
SAY = Wording(id="sebab", en="reason")
MEETING = Meeting(surfaces=0.2, surfaces_cue=0.3, labels=0.4, agrees=0.7, agrees_despite=0.9, may_be=0.1)
BALE, PIECE, UNPAID = (Label.SELLER, "bale"), (Label.SELLER, "piece"), (Label.PROMOTER, "unpaid")


class Facts:
    """Evidence that is simply a set of names, all said by the Item itself."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def has(self, name: str) -> bool:
        return name in self.names

    said = has

    def only_denied(self) -> bool:
        return "denial" in self.names

    def doubtful(self, names) -> int:
        return len(set(self.names) & set(names))

    def gap(self, one: str, other: str) -> int | None:
        return None


def rule(name: str, strength: Strength, label: Label = Label.SELLER, tier: str = "piece") -> Rule:
    return Rule(
        id=name, label=label, tier=tier, strength=strength, when=When(all=(name,)), because=SAY, examples=()
    )


def filter_(name: str, strength: Strength) -> Filter:
    when = When(all=(name,))
    return Filter(id=name, label=Label.SPEECH, strength=strength, when=when, because=SAY, examples=())


@pytest.fixture
def small(pack: Pack) -> Pack:
    """Rules and filters named after their strength; the evidence asks for `proof`, or `price` where agreed."""
    return replace(
        pack,
        rules=(
            rule("cue", Strength.CUE),
            rule("soft", Strength.SOFT),
            rule("backed", Strength.BACKED),
            rule("medium", Strength.MEDIUM),
            rule("haul", Strength.MEDIUM, Label.PROMOTER, "unpaid"),
            rule("hard", Strength.HARD, tier="bale"),
        ),
        filters=(filter_("free-medium", Strength.MEDIUM), filter_("free-hard", Strength.HARD)),
        evidence=(Requirement(("proof",), said=False, agreed=("price",)),),
        meeting=MEETING,
        classifier=None,
    )


def chances(sought: float, best: tuple[Label, str] = PIECE, free: Label = Label.LAWFUL) -> Chances:
    """So much for one class that is looked for, the rest for one that is left alone."""
    return Chances({BALE: 0.0, PIECE: 0.0, UNPAID: 0.0, (Label.SPEECH, None): 0.0, (Label.LAWFUL, None): 0.0,
                    best: sought, (free, None): 1 - sought})  # fmt: skip


def judged(small: Pack, names: str, sought: float, **more) -> Judgement:
    facts = Facts(*names.split())
    return Judge(small).judge(firing(facts, small), facts, TODAY, chances(sought, **more))


@pytest.mark.parametrize(
    ("names", "sought", "ground", "action"),
    [
        # A hard rule stands, whatever the classifier says; somebody looks twice where it finds nothing.
        ("hard proof", 0.99, Ground.ACCUSED, Action.NOTICE),
        ("hard proof", 0.45, Ground.ACCUSED, Action.NOTICE),
        ("hard proof", 0.39, Ground.LOWERED, Action.REVIEW),
        ("hard proof", 0.01, Ground.LOWERED, Action.REVIEW),
        ("hard proof free-medium", 0.95, Ground.ACCUSED, Action.NOTICE),
        ("hard proof free-medium", 0.85, Ground.LOWERED, Action.REVIEW),
        ("hard proof free-hard", 0.99, Ground.DISPUTED, Action.REVIEW),
        ("hard", 0.01, Ground.SUSPECTED, Action.REVIEW),
        # A medium rule needs the classifier, and more of it where something speaks against.
        ("medium proof", 0.75, Ground.ACCUSED, Action.NOTICE),
        ("medium proof", 0.65, Ground.LIKELY, Action.REVIEW),
        ("medium proof", 0.25, Ground.SUSPECTED, Action.REVIEW),
        ("medium proof", 0.10, Ground.DISPUTED, Action.REVIEW),
        ("medium proof free-medium", 0.75, Ground.LIKELY, Action.REVIEW),
        ("medium proof free-medium", 0.95, Ground.ACCUSED, Action.NOTICE),
        ("medium proof free-medium", 0.10, Ground.FREED, Action.NONE),
        ("medium proof free-hard", 0.95, Ground.DISPUTED, Action.REVIEW),
        ("medium proof free-hard", 0.50, Ground.FREED, Action.NONE),
        # An offer may be shown by a price, but only where the classifier agrees.
        ("medium price", 0.95, Ground.ACCUSED, Action.NOTICE),
        ("medium price", 0.85, Ground.LIKELY, Action.REVIEW),
        ("medium", 0.99, Ground.LIKELY, Action.REVIEW),
        # A backed rule is a medium one where the classifier names what is looked for, and a soft one otherwise.
        ("backed proof", 0.75, Ground.ACCUSED, Action.NOTICE),
        ("backed proof", 0.65, Ground.LIKELY, Action.REVIEW),
        ("backed proof", 0.25, Ground.SUSPECTED, Action.REVIEW),
        ("backed proof", 0.10, Ground.SILENT, Action.NONE),
        ("backed proof free-medium", 0.75, Ground.LIKELY, Action.REVIEW),
        ("backed proof free-medium", 0.95, Ground.ACCUSED, Action.NOTICE),
        ("backed proof free-medium", 0.10, Ground.FREED, Action.NONE),
        ("backed medium proof", 0.10, Ground.DISPUTED, Action.REVIEW),
        # Soft rules and cues never accuse.
        ("soft proof", 0.99, Ground.LIKELY, Action.REVIEW),
        ("soft proof", 0.25, Ground.SUSPECTED, Action.REVIEW),
        ("soft proof", 0.15, Ground.SILENT, Action.NONE),
        ("soft proof free-medium", 0.15, Ground.FREED, Action.NONE),
        ("cue proof", 0.99, Ground.LIKELY, Action.REVIEW),
        ("cue proof", 0.35, Ground.SUSPECTED, Action.REVIEW),
        ("cue proof", 0.25, Ground.SILENT, Action.NONE),
        # Where no rule fires, the classifier alone shows nobody anything.
        ("", 0.99, Ground.SILENT, Action.NONE),
        ("free-medium", 0.99, Ground.FREED, Action.NONE),
    ],
)
def test_what_the_two_come_to(small: Pack, names: str, sought: float, ground: Ground, action: Action) -> None:
    judgement = judged(small, names, sought)
    assert (judgement.ground, judgement.action) == (ground, action)


def test_a_hard_rule_keeps_its_label_and_tier_against_the_style(small: Pack) -> None:
    judgement = judged(small, "hard proof", 0.99, best=UNPAID)
    assert (judgement.label, judgement.tier) == BALE


@pytest.mark.parametrize(("names", "best"), [("medium", BALE), ("medium", PIECE), ("haul", UNPAID)])
def test_a_medium_rule_takes_tier_and_action_from_the_classifier(small: Pack, names: str, best) -> None:
    judgement = judged(small, f"{names} proof", 0.95, best=best)
    assert (judgement.label, judgement.tier) == best
    outcome = small.outcome(*best)
    assert outcome is not None
    assert judgement.action is outcome.action


@pytest.mark.parametrize("best", [BALE, PIECE, UNPAID])
def test_a_backed_rule_accuses_of_what_the_classifier_calls_it(small: Pack, best) -> None:
    judgement = judged(small, "backed proof", 0.95, best=best)
    assert (judgement.ground, (judgement.label, judgement.tier)) == (Ground.ACCUSED, best)


@pytest.mark.parametrize("best", [PIECE, UNPAID])
def test_a_backed_rule_takes_nothing_from_a_hard_one(small: Pack, best) -> None:
    judgement = judged(small, "hard backed proof", 0.95, best=best)
    assert ((judgement.label, judgement.tier), judgement.action) == (BALE, Action.NOTICE)


@pytest.mark.parametrize(("names", "best"), [("medium", UNPAID), ("haul", BALE), ("haul", PIECE)])
def test_where_the_two_say_seller_and_promoter_nobody_is_accused(small: Pack, names: str, best) -> None:
    judgement = judged(small, f"{names} proof", 0.99, best=best)
    assert (judgement.ground, judgement.action) == (Ground.LIKELY, Action.REVIEW)


def test_an_unpaid_promoter_is_never_given_notice(small: Pack) -> None:
    """Not even by the surest classifier; only a hard rule of another outcome could."""
    names = [
        "haul proof",
        "haul price",
        "medium proof",
        "medium price",
        "soft proof",
        "cue proof",
        "medium proof free-medium",
    ]
    actions = {judged(small, each, 1.0, best=UNPAID).action for each in names}
    assert Action.NOTICE not in actions


@pytest.mark.parametrize("names", ["medium proof", "backed proof", "medium proof free-medium"])
@pytest.mark.parametrize(("unpaid", "action"), [(0.04, Action.NOTICE), (0.09, Action.NOTICE),
                                                (0.10, Action.REQUEST), (0.2, Action.REQUEST)])  # fmt: skip
def test_what_may_be_unpaid_praise_is_met_with_a_request(
    small: Pack, names: str, unpaid: float, action: Action
) -> None:
    facts = Facts(*names.split())
    may_be = Chances({PIECE: 1 - unpaid, UNPAID: unpaid, (Label.LAWFUL, None): 0.0})
    judgement = Judge(small).judge(firing(facts, small), facts, TODAY, may_be)
    assert (judgement.ground, judgement.label, judgement.action) == (Ground.ACCUSED, Label.SELLER, action)


def test_without_a_classifier_a_backed_rule_accuses_nobody(small: Pack) -> None:
    facts = Facts("backed", "proof")
    judgement = Judge(small).judge(firing(facts, small), facts, TODAY)
    assert (judgement.ground, judgement.action) == (Ground.SUSPECTED, Action.REVIEW)


def test_a_denial_is_never_outvoted(small: Pack) -> None:
    denied = small.denial
    assert judged(small, f"medium proof {denied}", 1.0).action is Action.REVIEW
    assert judged(small, f"hard proof {denied}", 1.0).action is Action.REVIEW
    assert judged(small, "medium proof", 1.0).action is Action.NOTICE


@pytest.mark.parametrize("free", [Label.LAWFUL, Label.SPEECH])
def test_what_is_left_alone_is_called_what_the_classifier_says(small: Pack, free: Label) -> None:
    for names in ("", "cue", "soft", "free-medium"):
        judgement = judged(small, names, 0.05, free=free)
        assert (judgement.label, judgement.tier, judgement.priority) == (free, None, Priority.NONE)


def test_what_only_the_classifier_names_is_of_low_priority(small: Pack) -> None:
    assert judged(small, "soft", 0.99).priority is Priority.LOW
    assert judged(small, "medium proof", 0.99).priority is Priority.NORMAL


def test_more_chance_never_lowers_what_is_done(small: Pack) -> None:
    order = list(Action)
    for names in (
        "cue",
        "soft",
        "soft free-medium",
        "medium proof",
        "medium proof free-hard",
        "hard proof",
        "medium",
    ):
        steps = [order.index(judged(small, names, share / 50).action) for share in range(51)]
        assert steps == sorted(steps), names
