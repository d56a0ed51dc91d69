"""When a line is looked at again: computed from what happened, stored nowhere.

| what happened last | next look |
|---|---|
| the recipient said that it is done | at once |
| it is down (seen) | after 1, 7, 30 and 90 days, then no more: content comes back, most often soon |
| it is live, nothing was said | after a day; after the tenth time in a row, weekly |
| nothing can be told | after 6 hours, 1, 3, 7 days; after eight times in a row only by people |
| never looked at | a day after the letter left |

One look a day at most, save after an answer and after a look that told nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from turunkan.desk.followup.recheck.states import DOWN, PageState

_DAY = timedelta(days=1)


class Told(Enum):
    """What a look told, and the pauses after the first such look in a row, the second, …; then none."""

    DOWN = (_DAY, 7 * _DAY, 30 * _DAY, 90 * _DAY)
    LIVE = (*[_DAY] * 10, 7 * _DAY)  # the last for ever
    NOTHING = (timedelta(hours=6), _DAY, 3 * _DAY, *[7 * _DAY] * 5)


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a line's page."""

    at: datetime
    state: PageState

    @property
    def told(self) -> Told:
        """Which pauses follow it."""
        if self.state in DOWN:
            return Told.DOWN
        return Told.LIVE if self.state is PageState.LIVE else Told.NOTHING


def next_look(sent_at: datetime, claimed_at: datetime | None, looks: Sequence[Look]) -> datetime | None:
    """When to look next; None: no more by itself. `looks` oldest first, `claimed_at` of the last answer "done"."""
    if not looks:
        return claimed_at or sent_at + _DAY
    last = looks[-1]
    if claimed_at is not None and claimed_at > last.at:
        return claimed_at
    row = _row(looks)
    pauses: tuple[timedelta, ...] = last.told.value
    if row > len(pauses) and last.told is not Told.LIVE:
        return None
    return last.at + pauses[min(row, len(pauses)) - 1]


def is_left_to_people(claimed_at: datetime | None, looks: Sequence[Look]) -> bool:
    """Whether so many looks told nothing that only a person can tell."""
    if not looks or looks[-1].told is not Told.NOTHING or (claimed_at and claimed_at > looks[-1].at):
        return False
    return _row(looks) > len(Told.NOTHING.value)


def _row(looks: Sequence[Look]) -> int:
    """How many of the last looks told the same."""
    row = 0
    for look in reversed(looks):
        if look.told is not looks[-1].told:
            break
        row += 1
    return row
