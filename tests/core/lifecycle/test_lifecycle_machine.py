"""Machines: what the table allows happens, and nothing else does."""

import re
from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turunkan.core.lifecycle import (
    LINE,
    NOTICE,
    LineEvent,
    LineState,
    Machine,
    NoticeEvent,
    NoticeState,
    Refused,
)
from turunkan.core.vocab import Lang, SkipThis

MACHINES = [
    pytest.param(NOTICE, NoticeState, NoticeEvent, id="notice"),
    pytest.param(LINE, LineState, LineEvent, id="line"),
]
PAIRS = [(state, event) for state in NoticeState for event in NoticeEvent]
ALLOWED = [
    ("draft", "edit", "draft"),
    ("draft", "discard", "discarded"),
    ("draft", "sign", "signed"),
    ("signed", "begin-sending", "sending"),
    ("signed", "withdraw", "withdrawn"),
    ("sending", "confirm-sent", "sent"),
    ("sending", "sending-failed", "signed"),
    ("sent", "answer-part", "sent"),
    ("sent", "answer-last", "answered"),
    ("sent", "withdraw", "withdrawn"),
    ("answered", "answer-last", "answered"),
    ("answered", "withdraw", "withdrawn"),
]
EVENTS = st.lists(st.sampled_from(NoticeEvent), max_size=12)


@pytest.mark.parametrize(("state", "event"), PAIRS)
def test_every_pair_moves_as_written_down_or_is_refused(state: NoticeState, event: NoticeEvent) -> None:
    after = {(before, what): then for before, what, then in ALLOWED}.get((state, event))
    assert NOTICE.allows(state, event) == (after is not None)
    if after is not None:
        assert NOTICE.step(state, event) == after
        return
    with pytest.raises(Refused) as refused:
        NOTICE.step(state, event)
    assert isinstance(refused.value, SkipThis)
    for lang in Lang:
        assert NOTICE.titles[state].say(lang) in refused.value.say(lang)
        assert NOTICE.titles[event].say(lang) in refused.value.say(lang)


@pytest.mark.parametrize(("machine", "states", "events"), MACHINES)
def test_every_state_and_event_has_titles_of_its_own(
    machine: Machine[NoticeState, NoticeEvent], states: type[NoticeState], events: type[NoticeEvent]
) -> None:
    for lang in Lang:
        for names in (states, events):
            assert len({machine.titles[name].say(lang) for name in names}) == len(names)


@pytest.mark.parametrize(("machine", "states", "events"), MACHINES)
def test_no_state_is_out_of_reach_and_no_event_without_use(
    machine: Machine[NoticeState, NoticeEvent], states: type[NoticeState], events: type[NoticeEvent]
) -> None:
    seen, ahead = {machine.start}, deque([machine.start])
    while ahead:
        here = ahead.popleft()
        found = {after for (before, _), after in machine.moves.items() if before is here} - seen
        seen |= found
        ahead.extend(found)
    assert seen == set(states)
    assert {event for _, event in machine.moves} == set(events)


@given(EVENTS)
def test_a_fold_is_its_steps_one_after_the_other(events: list[NoticeEvent]) -> None:
    state: NoticeState | None = NOTICE.start
    for event in events:
        state = NOTICE.step(state, event) if state and NOTICE.allows(state, event) else None
    if state is None:
        with pytest.raises(Refused):
            NOTICE.fold(events)
    else:
        assert NOTICE.fold(iter(events)) is state


@given(EVENTS, EVENTS)
def test_nothing_is_sent_that_was_not_signed_before(before: list[NoticeEvent], after: list[NoticeEvent]) -> None:
    unsigned = [event for event in before if event is not NoticeEvent.SIGN]
    try:
        state = NOTICE.fold([*unsigned, *after])
    except Refused:
        return
    if state in (NoticeState.SENT, NoticeState.ANSWERED):
        assert NoticeEvent.SIGN in after


def test_what_never_happened_is_at_the_start() -> None:
    assert NOTICE.fold([]) is NoticeState.DRAFT


@pytest.mark.parametrize("end", ["discarded", "withdrawn"])
def test_the_ends_allow_nothing(end: str) -> None:
    assert not any(NOTICE.allows(NoticeState(end), event) for event in NoticeEvent)


@pytest.mark.parametrize(("machine", "states", "events"), MACHINES)
def test_the_diagram_shows_every_move_and_no_other(
    machine: Machine[NoticeState, NoticeEvent], states: type[NoticeState], events: type[NoticeEvent]
) -> None:
    head, start, *lines = machine.diagram().splitlines()
    assert (head, start) == ("stateDiagram-v2", f"    [*] --> {machine.start}")
    moves = [match.groups() for line in lines if (match := re.fullmatch(r"    (\S+) --> (\S+): (\S+)", line))]
    ends = [match[1] for line in lines if (match := re.fullmatch(r"    (\S+) --> \[\*\]", line))]
    assert moves == [(before, after, event) for (before, event), after in machine.moves.items()]
    assert ends == sorted(set(states) - {before for before, _ in machine.moves})
    assert len(moves) + len(ends) == len(lines)
    assert {event for *_, event in moves} == set(events)
