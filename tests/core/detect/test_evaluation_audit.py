"""A sample drawn by hash, and what its being clean says of all that it was drawn from."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from labelled_rows import QUIET

from turunkan.core.detect.evaluation import Audit, Judged, Share, Truth, evaluate
from turunkan.core.detect.evaluation.audit import Draw, audit, most
from turunkan.core.vocab import Item, Label


def drawn(size: int, seed: str, ids: list[str]) -> list[str]:
    draw = Draw(size, seed)
    for id_ in ids:
        draw.offer(Item(id=id_))
    return [item.id for item in draw.drawn]


IDS = [str(number) for number in range(50)]


def test_the_same_seed_draws_the_same_whatever_the_order() -> None:
    assert drawn(5, "a", IDS) == drawn(5, "a", IDS[::-1])
    assert drawn(5, "a", IDS) != drawn(5, "b", IDS)


def test_a_smaller_draw_is_part_of_a_larger() -> None:
    assert drawn(9, "a", IDS)[:5] == drawn(5, "a", IDS)


def test_an_item_that_comes_twice_is_drawn_once() -> None:
    assert sorted(drawn(60, "a", IDS + IDS)) == sorted(IDS)
    assert drawn(5, "a", IDS + IDS) == drawn(5, "a", IDS)


def test_fewer_than_asked_for_are_all_drawn() -> None:
    assert sorted(drawn(5, "a", ["x", "y"])) == ["x", "y"]
    assert drawn(5, "a", []) == []


@given(st.lists(st.sampled_from(IDS)), st.integers(1, 60), st.text(max_size=3))
def test_a_draw_has_the_size_asked_for_or_all(ids: list[str], size: int, seed: str) -> None:
    found = drawn(size, seed, ids)
    assert len(found) == len(set(found)) == min(size, len(set(ids)))


@pytest.mark.parametrize(
    ("found", "of", "share"),
    [
        (0, 300, 0.009936),  # 1 - 0.05^(1/300)
        (0, 59, 0.049507),  # 1 - 0.05^(1/59): the smallest clean sample that shows less than 5 %
        (0, 1, 0.95),
        (1, 2, 0.974679),  # 1 - p² = 0.05
        (2, 2, 1.0),
    ],
)
def test_what_a_sample_leaves_possible(found: int, of: int, share: float) -> None:
    assert isclose(most(found, of), share, abs_tol=1e-6)


def test_what_is_found_leaves_more_possible_and_a_larger_sample_less() -> None:
    bounds = [most(0, 600), most(0, 300), most(1, 300), most(3, 300), most(30, 300)]
    assert bounds == sorted(bounds)
    assert most(1, 300) > 1 / 300


def test_only_what_was_drawn_from_the_unsurfaced_is_an_audit() -> None:
    rows = [
        Judged(Truth(label=Label.SELLER, audited=True), QUIET, keyword=False),
        Judged(Truth(label=Label.SPEECH, audited=True), QUIET, keyword=False),
        Judged(Truth(label=Label.SELLER), QUIET, keyword=False),
    ]
    assert evaluate(rows).audit == Audit(Share(1, 2), most(1, 2))
    assert audit([]) is None
