"""Steady: a long run that makes and forgets millions of small things, hardly ever in rings."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 100_000  # new objects that nobody let go, before rings are looked for; Python's own value is 700


@contextmanager
def steady() -> Iterator[None]:
    """Look for rings seldom, and never in what was built before."""
    before = gc.get_threshold()
    settle()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def settle() -> None:
    """The same until the process ends."""
    gc.freeze()
    gc.set_threshold(_SELDOM, *gc.get_threshold()[1:])
