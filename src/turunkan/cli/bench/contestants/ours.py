"""turunkan itself: a list of posts → Findings, through every disguise, rule, filter and reason."""

from collections.abc import Sequence

from turunkan.core.detect import Engine
from turunkan.core.detect.many import many
from turunkan.core.rules import Pack
from turunkan.core.vocab import Item


class Ours:
    """The engine over a stream."""

    def __init__(self, pack: Pack) -> None:
        self._many = many(Engine(pack))

    def prepare(self, items: Sequence[Item]) -> Sequence[Item]:
        """The Items as they are."""
        return items

    def run(self, prepared: Sequence[Item]) -> int:
        """How many need a look."""
        return len([finding for _, finding in self._many.stream(prepared) if finding is not None])
