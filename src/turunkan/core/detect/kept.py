"""Kept: answers for those who ask the same again; emptied when there are too many, so that memory stays flat."""

from typing import TypeVar

_MOST = 10_000
K = TypeVar("K")
V = TypeVar("V")


class Kept(dict[K, V]):
    """A dictionary that forgets everything before it grows too large."""

    __slots__ = ()

    def __setitem__(self, key: K, value: V) -> None:
        if len(self) >= _MOST:
            self.clear()
        super().__setitem__(key, value)
