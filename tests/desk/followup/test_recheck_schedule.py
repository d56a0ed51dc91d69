"""When a line is looked at next: a table of what happened, and properties."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.lifecycle import LINE, LineEvent, LineState
from turunkan.desk.followup.recheck.schedule import Look, next_look
from turunkan.desk.followup.recheck.states import DOWN, PageState

SENT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
LIVE, GONE, WALL = PageState.LIVE, PageState.GONE, PageState.LOGIN


def days(count: float) -> datetime:
    return SENT + timedelta(days=count)


@pytest.mark.parametrize(
    ("claimed", "looks", "expected"),
    [
        (None, [], 1),
        (0.5, [], 0.5),
        (3, [(1, LIVE)], 3),
        (0.5, [(1, LIVE)], 2),
        (None, [(1, LIVE)], 2),
        (None, [(day, LIVE) for day in range(1, 11)], 11),
        (None, [(day, LIVE) for day in range(1, 12)], 18),
        (None, [(1, GONE)], 2),
        (None, [(1, GONE), (2, GONE)], 9),
        (None, [(1, GONE), (2, GONE), (9, GONE)], 39),
        (None, [(1, GONE), (2, GONE), (9, GONE), (39, PageState.RESTRICTED)], 129),
        (None, [(1, GONE), (2, GONE), (9, GONE), (39, GONE), (129, GONE)], None),
        (130, [(1, GONE), (2, GONE), (9, GONE), (39, GONE), (129, GONE)], 130),
        (None, [(1, GONE), (2, LIVE)], 3),
        (None, [(1, LIVE), (2, GONE)], 3),
        (None, [(1, WALL)], 1.25),
        (None, [(1, WALL), (1.25, PageState.BLOCKED)], 2.25),
        (None, [(day, PageState.UNKNOWN) for day in range(1, 9)], 15),
        (None, [(day, PageState.UNKNOWN) for day in range(1, 10)], None),
        (None, [(1, PageState.CHANGED)], 1.25),
    ],
)
def test_the_next_look(
    claimed: float | None, looks: list[tuple[float, PageState]], expected: float | None
) -> None:
    found = next_look(
        SENT, None if claimed is None else days(claimed), [Look(days(at), state) for at, state in looks]
    )
    assert found == (None if expected is None else days(expected))


STATES = st.lists(st.sampled_from(list(PageState)), min_size=1, max_size=15)


@given(STATES)
def test_a_look_is_never_due_within_six_hours_of_the_last(states: list[PageState]) -> None:
    looks = [Look(days(number), state) for number, state in enumerate(states, start=1)]
    due = next_look(SENT, None, looks)
    assert due is None or due - looks[-1].at >= timedelta(hours=6)


@given(st.lists(st.sampled_from(list(LineEvent)), max_size=12))
def test_where_a_line_stands_follows_from_what_happened_last(events: list[LineEvent]) -> None:
    """Down is confirmed, whatever was said; and open again only by a look at it, live."""
    state = LINE.fold(events)
    looks = [event for event in events if event in (LineEvent.SEEN_DOWN, LineEvent.SEEN_LIVE)]
    assert (state is LineState.CONFIRMED) == (looks[-1:] == [LineEvent.SEEN_DOWN])
    if state is LineState.REOPENED:
        assert LineEvent.SEEN_DOWN in events
    if LineEvent.SAID_DONE not in events:
        assert state is not LineState.CONTRADICTED


def test_every_event_is_possible_in_every_state() -> None:
    assert all(LINE.allows(state, event) for state in LineState for event in LineEvent)
    assert LINE.diagram().startswith("stateDiagram-v2")
    assert set(DOWN) < set(PageState)
