"""When a line is looked at again: computed from what happened, stored nowhere.

| what happened last | next look |
|---|---|
| the recipient said that it is done | at once |
| it is down (seen) | after 1, 7, 30 and 90 days, then no more: content comes back, most often soon |
| it is live, nothing was said | after a day; after the tenth time, weekly |
| nothing can be told | after 6 hours, 1, 3, 7 days; after eight times in a row only by hand |
| never looked at | a day after the letter left |

One look a day at most, save after an answer: a page is opened as a visitor would, by a robot that says what it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from turunkan.desk.followup.recheck.states import DOWN, TELLING, PageState

_DAY = timedelta(days=1)
_AFTER_DOWN = (_DAY, 7 * _DAY, 30 * _DAY, 90 * _DAY)
_AFTER_LIVE = (*[_DAY] * 10, 7 * _DAY)
_AFTER_NOTHING = (timedelta(hours=6), _DAY, 3 * _DAY, *[7 * _DAY] * 5)


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a line's page."""

    at: datetime
    state: PageState


def next_look(sent_at: datetime, claimed_at: datetime | None, looks: Sequence[Look]) -> datetime | None:
    """When to look next; None: no more by itself. `looks` oldest first, `claimed_at` of the last answer "done"."""
    if not looks:
        return claimed_at or sent_at + _DAY
    last = looks[-1]
    if claimed_at is not None and claimed_at > last.at:
        return claimed_at
    row = _row(looks)
    pauses = _AFTER_DOWN if last.state in DOWN else _AFTER_LIVE if last.state in TELLING else _AFTER_NOTHING
    if row > len(pauses) and pauses is not _AFTER_LIVE:
        return None
    return last.at + pauses[min(row, len(pauses)) - 1]


def _row(looks: Sequence[Look]) -> int:
    """How many of the last looks gave the same kind of answer."""
    kind, count = _kind(looks[-1]), 0
    for look in reversed(looks):
        if _kind(look) != kind:
            break
        count += 1
    return count


def _kind(look: Look) -> str:
    return "down" if look.state in DOWN else "live" if look.state in TELLING else "untold"
