"""When a line is looked at again: a table of histories in days, and what holds for every history."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.desk.followup.recheck.schedule import Look, Told, is_left_to_people, next_look
from turunkan.desk.followup.recheck.states import PageState

SENT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
Looks = list[tuple[float, PageState]]
L, G, R, X = PageState.LIVE, PageState.GONE, PageState.RESTRICTED, PageState.UNKNOWN
NO_MORE, BY_PEOPLE = "no more", "by people"


def on(day: float) -> datetime:
    return SENT + timedelta(days=day)


@pytest.mark.parametrize(
    ("claimed", "looks", "following"),
    [
        (None, [], 1),
        (0.1, [], 0.1),
        (5, [(1, L)], 5),  # an answer: at once
        (5, [(1, L), (5.5, L)], 6.5),
        (5, [(1, L), (5.5, G)], 6.5),
        (5, [(5.5, G), (6.5, G)], 13.5),
        (5, [(5.5, G), (6.5, R), (13.5, G)], 43.5),
        (5, [(5.5, G), (6.5, G), (13.5, G), (43.5, G)], 133.5),
        (5, [(5.5, G), (6.5, G), (13.5, G), (43.5, G), (133.5, G)], NO_MORE),
        (200, [(5.5, G), (6.5, G), (13.5, G), (43.5, G), (133.5, G)], 200),  # said again
        (5, [(5.5, G), (6.5, G), (13.5, L)], 14.5),  # live again
        (5, [(5.5, G), (6.5, G), (13.5, L), (14.5, G)], 15.5),  # and down again: from the beginning
        (None, [(day, L) for day in range(1, 10)], 10),
        (None, [(day, L) for day in range(1, 11)], 11),
        (None, [(day, L) for day in range(1, 12)], 18),  # weekly by now
        (None, [(day, L) for day in range(1, 90)], 96),
        (None, [(1, X)], 1.25),
        (None, [(1, X), (1.25, PageState.BLOCKED)], 2.25),
        (None, [(1, X), (1.25, X), (2.25, PageState.LOGIN)], 5.25),
        (None, [(1, X), (1.25, X), (2.25, PageState.CHANGED), (5.25, X)], 12.25),
        (None, [(day, X) for day in range(1, 9)], 15),
        (None, [(day, X) for day in range(1, 10)], BY_PEOPLE),
        (None, [(0.5, L)] + [(day, X) for day in range(1, 10)], BY_PEOPLE),
        (20, [(day, X) for day in range(1, 10)], 20),
        (None, [(day, X) for day in range(1, 10)] + [(10, L)], 11),
    ],
)
def test_the_next_look(
    claimed: float | None, looks: list[tuple[float, PageState]], following: float | str
) -> None:
    seen = [Look(on(day), state) for day, state in looks]
    at = None if claimed is None else on(claimed)
    expected = None if isinstance(following, str) else on(following)
    assert next_look(SENT, at, seen) == expected
    assert is_left_to_people(at, seen) == (following == BY_PEOPLE)


HISTORIES = st.lists(st.tuples(st.integers(1, 400), st.sampled_from(PageState)), max_size=25).map(sorted)


@given(HISTORIES)
def test_a_history_that_nobody_answers_is_looked_at_after_its_last_look_and_not_at_once(
    history: list[tuple[int, PageState]],
) -> None:
    looks = [Look(on(day), state) for day, state in history]
    following = next_look(SENT, None, looks)
    last = looks[-1].at if looks else SENT
    assert following is None or following >= last + timedelta(hours=6)
    assert not (following is not None and is_left_to_people(None, looks))


@pytest.mark.parametrize("state", PageState)
def test_a_page_that_stays_as_it_is_is_looked_at_ever_more_seldom(state: PageState) -> None:
    looks = [Look(on(1), state)]
    while len(looks) < 30 and (following := next_look(SENT, None, looks)):
        looks.append(Look(following, state))
    pauses = [later.at - earlier.at for earlier, later in pairwise(looks)]
    assert pauses == sorted(pauses)
    assert len(looks) == (30 if looks[0].told is Told.LIVE else len(looks[0].told.value) + 1)
