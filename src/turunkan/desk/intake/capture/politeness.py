"""Politeness: one page of a host at a time, and a pause before the next."""

from datetime import datetime, timedelta

PAUSE = timedelta(seconds=10)


class Politeness:
    """Remembers, for as long as it lives, when each host was last asked for a page; the clock is the caller's."""

    def __init__(self, pause: timedelta = PAUSE) -> None:
        self._pause = pause
        self._free_at: dict[str, datetime] = {}

    def free_at(self, host: str, now: datetime) -> datetime:
        """When the host may be asked next: now, or when its pause has ended."""
        return max(now, self._free_at.get(host, now))

    def asked(self, host: str, at: datetime) -> None:
        """A page of the host was asked for, or has come, at that time."""
        self._free_at[host] = at + self._pause
