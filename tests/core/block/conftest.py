"""What the tests of this room share: the engine one by one and in blocks, over the shipped pack."""

from collections.abc import Callable, Sequence

import pytest

from turunkan.core.detect import Engine
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Finding, Item

pytest.importorskip("numba", reason="the arrays are an extra")

from turunkan.core.detect.blocks import BlockEngine


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The reference."""
    return Engine(load_pack("pakaian-bekas-impor"))


@pytest.fixture(scope="session")
def blocks(engine: Engine) -> BlockEngine:
    """The same, in blocks."""
    return BlockEngine(engine)


@pytest.fixture(scope="session")
def same(engine: Engine, blocks: BlockEngine) -> Callable[[Sequence[Item]], list[Finding]]:
    """Checks that a block gives what the reference gives, through the sieve too, and answers with it."""

    def both(items: Sequence[Item]) -> list[Finding]:
        expected = [engine.find(item) for item in items]
        assert blocks.find(items, everything=True) == expected
        assert blocks.find(items) == [finding if finding.surfaced else None for finding in expected]
        return expected

    return both
