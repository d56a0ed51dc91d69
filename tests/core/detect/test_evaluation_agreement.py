"""Two people's labels beside each other, by figures worked out elsewhere."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from labelled_rows import QUIET

from turunkan.core.detect.evaluation import Judged, Kappa, Share, Truth, evaluate
from turunkan.core.detect.evaluation.agreement import Answers, agreement, kappa
from turunkan.core.vocab import Label

YES, NO = Label.SELLER, Label.LAWFUL


def answers(both_yes: int, yes_no: int, no_yes: int, both_no: int) -> list[Answers]:
    counts = {(YES, YES): both_yes, (YES, NO): yes_no, (NO, YES): no_yes, (NO, NO): both_no}
    return [pair for pair, count in counts.items() for _ in range(count)]


def test_kappa_is_agreement_beyond_chance() -> None:
    # 35 of 50 agree: 0.7. By chance: 0.5·0.6 + 0.5·0.4 = 0.5. Kappa = 0.2/0.5 = 0.4.
    # Variance: agreed 0.4·(0.5 - 1.1·0.3)² + 0.3·(0.5 - 0.9·0.3)² = 0.01156 + 0.01587 = 0.02743;
    # differed 0.3²·(0.1·(0.6 + 0.5)² + 0.2·(0.4 + 0.5)²), for what the first said and the second did not,
    #   = 0.09·(0.1·1.21 + 0.2·0.81) = 0.09·0.283 = 0.02547; middle 0.7·0.5 - 2·0.5 + 0.7 = 0.05, squared 0.0025;
    # (0.02743 + 0.02547 - 0.0025)/0.5⁴ = 0.8064; of 50 Items 0.016128, whose root is 0.126996.
    found = kappa(answers(20, 5, 10, 15))
    assert found is not None
    assert found.value == pytest.approx(0.4)
    spread = 1.959964 * sqrt(0.016128)
    assert found.interval == pytest.approx((0.4 - spread, 0.4 + spread))


def test_agreement_no_better_than_chance_is_nothing() -> None:
    found = kappa(answers(25, 25, 25, 25))
    assert found is not None
    assert found.value == 0
    assert found.interval is not None
    assert found.interval[0] < 0 < found.interval[1]


def test_agreement_on_everything_is_one_and_leaves_no_interval() -> None:
    assert kappa(answers(10, 0, 0, 10)) == Kappa(1.0, None)


def test_one_label_for_everything_leaves_no_chance_to_be_beyond() -> None:
    found = agreement(answers(10, 0, 0, 0))
    assert found is not None
    assert found.kappa is None
    assert found.same == Share(10, 10)


def test_disagreements_are_counted_by_what_each_said() -> None:
    found = agreement([*answers(1, 1, 2, 0), (Label.SPEECH, NO)])
    assert found is not None
    assert found.same == Share(1, 5)
    assert list(found.apart.items()) == [("lawful/seller", 2), ("seller/lawful", 1), ("speech/lawful", 1)]


def test_only_what_two_people_saw_is_counted() -> None:
    rows = [
        Judged(Truth(label=YES, blind=(YES, NO)), QUIET, keyword=False),
        Judged(Truth(label=YES), QUIET, keyword=False),
    ]
    found = evaluate(rows).agreement
    assert found is not None
    assert found.same == Share(0, 1)


@given(st.lists(st.tuples(st.sampled_from(Label), st.sampled_from(Label)), min_size=1))
def test_kappa_lies_in_its_interval(both: list[Answers]) -> None:
    found = kappa(both)
    mirrored = kappa([(second, first) for first, second in both])
    if found is None:
        assert mirrored is None
    elif found.interval is not None:
        assert -1 <= found.interval[0] <= found.value <= found.interval[1] <= 1
        assert mirrored is not None
        assert mirrored.value == pytest.approx(found.value)
        assert mirrored.interval == pytest.approx(found.interval)
