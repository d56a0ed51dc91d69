"""Machine: a table of transitions; a state is the fold of the events that led to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from turunkan.core.vocab import SkipThis, Wording

State = TypeVar("State", bound=StrEnum)
Event = TypeVar("Event", bound=StrEnum)

_REFUSED = Wording(
    id="Tidak dapat: {event}, karena keadaannya {state}.", en="Not possible: {event}, for it is {state}."
)


class Refused(SkipThis):
    """An event that the state does not allow; nothing changes."""


@dataclass(frozen=True, slots=True)
class Machine(Generic[State, Event]):
    """`moves` maps (state, event) to the next state; `titles` say both to people."""

    start: State
    moves: Mapping[tuple[State, Event], State]
    titles: Mapping[State | Event, Wording]

    def step(self, state: State, event: Event) -> State:
        """The next state. Raises Refused where the table has no such move."""
        try:
            return self.moves[state, event]
        except KeyError:
            person = _REFUSED.fill(event=self.titles[event], state=self.titles[state])
            raise Refused(f"{event} refused in state {state}", person) from None

    def fold(self, events: Iterable[Event]) -> State:
        """The state after all the events, oldest first. Raises Refused at the first that is not allowed."""
        state = self.start
        for event in events:
            state = self.step(state, event)
        return state

    def allows(self, state: State, event: Event) -> bool:
        """Whether the event may happen in the state."""
        return (state, event) in self.moves

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, for the documents."""
        lines = [f"    [*] --> {self.start}"]
        lines += [f"    {state} --> {after}: {event}" for (state, event), after in self.moves.items()]
        ends = set(self.moves.values()) - {state for state, _ in self.moves}
        lines += [f"    {state} --> [*]" for state in sorted(ends)]
        return "\n".join(["stateDiagram-v2", *lines])
