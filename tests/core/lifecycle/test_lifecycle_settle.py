"""Settling: one light opinion, two that agree, or a third; and doubt leaves people alone."""

from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from turunkan.core.lifecycle import REVIEW_STATES, Opinion, ReviewState, Settlement, settle
from turunkan.core.vocab import Action, Label

OPINIONS = st.builds(
    Opinion,
    label=st.sampled_from(Label),
    tier=st.sampled_from([None, "bale", "piece"]),
    measure=st.sampled_from(Action),
    grave=st.booleans(),
)
LEFT_ALONE = Settlement(ReviewState.SETTLED, Label.UNCLEAR, None, Action.NONE)
SELLER = Opinion(Label.SELLER, "bale", Action.NOTICE, grave=True)
RETAIL = Opinion(Label.SELLER, "piece", Action.NOTICE, grave=True)
ASKED = Opinion(Label.SELLER, "bale", Action.REQUEST, grave=False)
LAWFUL = Opinion(Label.LAWFUL, None, Action.NONE, grave=False)
SPEECH = Opinion(Label.SPEECH, None, Action.NONE, grave=False)


@pytest.mark.parametrize(
    ("opinions", "state"),
    [
        ([], ReviewState.WAITING),
        ([LAWFUL], ReviewState.SETTLED),
        ([ASKED], ReviewState.SETTLED),
        ([SELLER], ReviewState.SECOND),
        ([SELLER, SELLER], ReviewState.SETTLED),
        ([SELLER, LAWFUL], ReviewState.THIRD),
        ([SELLER, RETAIL], ReviewState.THIRD),
        ([SELLER, ASKED], ReviewState.THIRD),
        ([SELLER, LAWFUL, LAWFUL], ReviewState.SETTLED),
        ([SELLER, LAWFUL, SELLER], ReviewState.SETTLED),
        ([SELLER, LAWFUL, SPEECH], ReviewState.SETTLED),
    ],
)
def test_where_opinions_lead(opinions: list[Opinion], state: ReviewState) -> None:
    assert settle(opinions).state is state


def test_a_seller_against_a_lawful_seller_is_settled_by_the_third() -> None:
    assert settle([SELLER, LAWFUL, SELLER]) == Settlement(ReviewState.SETTLED, *SELLER.answer)
    assert settle([SELLER, LAWFUL, LAWFUL]) == Settlement(ReviewState.SETTLED, *LAWFUL.answer)


@given(OPINIONS)
def test_one_light_opinion_settles_and_one_grave_opinion_settles_nothing(only: Opinion) -> None:
    expected = Settlement(ReviewState.SECOND) if only.grave else Settlement(ReviewState.SETTLED, *only.answer)
    assert settle([only]) == expected


@given(OPINIONS, OPINIONS)
def test_two_settle_it_where_they_agree_and_only_there(first: Opinion, second: Opinion) -> None:
    settled = settle([first, second])
    assert (settled.state is ReviewState.SETTLED) == (first.answer == second.answer)
    if settled.state is not ReviewState.SETTLED:
        assert settled == Settlement(ReviewState.THIRD)


@given(OPINIONS, OPINIONS, OPINIONS)
def test_three_of_whom_no_two_agree_accuse_nobody(first: Opinion, second: Opinion, third: Opinion) -> None:
    assume(len({first.answer, second.answer, third.answer}) == 3)
    assert settle([first, second, third]) == LEFT_ALONE


@given(st.lists(OPINIONS, min_size=2, max_size=3))
def test_the_order_of_two_or_three_changes_nothing(opinions: list[Opinion]) -> None:
    assert len({settle(order) for order in permutations(opinions)}) == 1


@given(OPINIONS, OPINIONS, st.booleans())
def test_who_asked_for_a_second_does_not_matter_to_what_two_agree_on(
    one: Opinion, other: Opinion, grave: bool
) -> None:
    again = Opinion(one.label, one.tier, one.measure, grave=grave)
    assert settle([one, again, other]) == settle([one, again]) == Settlement(ReviewState.SETTLED, *one.answer)


@given(st.lists(OPINIONS, max_size=3))
def test_only_what_somebody_said_can_accuse(opinions: list[Opinion]) -> None:
    settled = settle(opinions)
    if settled.measure and settled.measure.accuses:
        said = [
            opinion for opinion in opinions if opinion.answer == (settled.label, settled.tier, settled.measure)
        ]
        assert len(said) >= 2 or (len(opinions) == 1 and not opinions[0].grave)


@given(st.lists(OPINIONS, max_size=3))
def test_an_answer_is_there_when_it_is_settled_and_only_then(opinions: list[Opinion]) -> None:
    settled = settle(opinions)
    is_settled = settled.state is ReviewState.SETTLED
    assert (settled.label is not None) == (settled.measure is not None) == is_settled
    assert settled.state is not ReviewState.UNREAD


def test_every_state_of_review_has_a_title() -> None:
    assert set(REVIEW_STATES) == set(ReviewState)
    assert len({title.id for title in REVIEW_STATES.values()}) == len(ReviewState)
