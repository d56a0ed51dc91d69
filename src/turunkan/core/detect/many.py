"""Many: Findings for a stream of Items, by blocks where the arrays are installed, else one by one."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from turunkan.core.detect.engine import BLOCK, Engine
from turunkan.core.vocab import Finding, Post

_ARRAYS = ("numpy", "numba")


class Many(Protocol):
    """A way of finding that takes a stream."""

    def stream(
        self, posts: Iterable[Post], *, everything: bool = False, block: int = BLOCK
    ) -> Iterator[tuple[Post, Finding | None]]:
        """Every Item in its order, with its Finding where it is surfaced, or always with `everything`.

        With a Finding comes the whole Item; what nobody needs to look at may stay what it was. Nothing need be
        answered before a `block` is full: a small one answers a slow source sooner.
        """


class OneByOne:
    """The reference."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stream(
        self, posts: Iterable[Post], *, everything: bool = False, block: int = BLOCK
    ) -> Iterator[tuple[Post, Finding | None]]:
        """Every Item in its order, at once, with its Finding where it is surfaced, or always with `everything`."""
        for post in posts:
            item = post.whole()
            yield item, self._engine.find(item) if everything else self._engine.surfaced(item)


def is_prepared() -> bool:
    """Whether `many` is at once, or has to compile for a minute or two first, as once on each machine."""
    if not all(map(find_spec, _ARRAYS)):
        return True
    machine = import_module("turunkan.core.block.machine")
    return all(map(machine.is_kept, ("read", "sieve", "judge", "classify")))


def kernel_folder() -> str:
    """Where compiled kernels are kept; "" where there are none."""
    if not all(map(find_spec, _ARRAYS)):
        return ""
    return str(import_module("turunkan.core.block.machine").cache_folder())


def many(engine: Engine) -> Many:
    """The fastest way that is installed; the Findings are the same."""
    if not all(map(find_spec, _ARRAYS)):
        return OneByOne(engine)
    blocks: Many = import_module("turunkan.core.detect.blocks").BlockEngine(engine)
    return blocks
