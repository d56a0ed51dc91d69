"""A line of a sent letter: what is said is a claim, what is seen settles it, what comes back opens it again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.lifecycle import LINE, LineEvent, LineState

# state → the states after said-done, refused, asked-back, seen-live, seen-down
TABLE = {
    "asked": ("to-confirm", "to-weigh", "to-answer", "asked", "confirmed"),
    "to-confirm": ("to-confirm", "to-weigh", "to-answer", "contradicted", "confirmed"),
    "to-answer": ("to-confirm", "to-weigh", "to-answer", "to-answer", "confirmed"),
    "to-weigh": ("to-confirm", "to-weigh", "to-answer", "to-weigh", "confirmed"),
    "confirmed": ("confirmed", "confirmed", "confirmed", "reopened", "confirmed"),
    "contradicted": ("to-confirm", "to-weigh", "to-answer", "contradicted", "confirmed"),
    "reopened": ("to-confirm", "to-weigh", "to-answer", "reopened", "confirmed"),
}
SAID = (LineEvent.SAID_DONE, LineEvent.REFUSED, LineEvent.ASKED_BACK)
EVENTS = st.lists(st.sampled_from(LineEvent), max_size=12)


@pytest.mark.parametrize("state", LineState)
def test_every_event_has_its_place_after_every_state(state: LineState) -> None:
    assert tuple(LINE.step(state, event).value for event in LineEvent) == TABLE[state]


@given(EVENTS)
def test_only_a_look_confirms_and_only_a_look_opens_again(events: list[LineEvent]) -> None:
    looks = [event for event in events if event not in SAID]
    state = LINE.fold(events)
    assert (state is LineState.CONFIRMED) == (looks[-1:] == [LineEvent.SEEN_DOWN])
    if state is LineState.REOPENED:
        assert LineEvent.SEEN_DOWN in looks
    if state is LineState.CONTRADICTED:
        assert LineEvent.SAID_DONE in events


@given(EVENTS)
def test_a_look_seen_twice_says_no_more_than_once(events: list[LineEvent]) -> None:
    for look in (LineEvent.SEEN_LIVE, LineEvent.SEEN_DOWN):
        assert LINE.fold([*events, look]) is LINE.fold([*events, look, look])


@given(EVENTS, st.sampled_from(SAID))
def test_where_nothing_is_seen_to_be_down_the_last_word_counts(events: list[LineEvent], said: LineEvent) -> None:
    if LINE.fold(events) is not LineState.CONFIRMED:
        assert LINE.fold([*events, said]) is LINE.fold([said])
