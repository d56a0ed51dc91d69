"""Rings: objects that hold each other, for which Python looks again and again while many are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_rings() -> Iterator[None]:
    """Python does not look for rings meanwhile: where a block of tuples and rows is made there are few or none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def drop_new_rings() -> None:
    """Look once, and at what was made lately alone: for a long stretch without looking."""
    gc.collect(1)
