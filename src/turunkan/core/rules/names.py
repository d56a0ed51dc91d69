"""Names: the facts and concepts that a pack may speak of, with a suggestion for a misspelt one."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from difflib import get_close_matches

from turunkan.core.rules.marked import Entry, Value
from turunkan.core.rules.problem import PackFault


class Names:
    """A set of known names of one sort."""

    __slots__ = ("_known", "_sort")

    def __init__(self, sort: str, known: Iterable[str]) -> None:
        self._sort = sort
        self._known = frozenset(known)

    def one(self, value: Value) -> str:
        """A name, which must be known. Raises PackFault under the name."""
        name = value.text()
        if name not in self._known:
            near = get_close_matches(name, sorted(self._known), n=1)
            raise value.fault(f"unknown {self._sort} '{name}'", f"did you mean '{near[0]}'?" if near else "")
        return name

    def many(self, entry: Entry, key: str) -> tuple[str, ...]:
        """The names under an optional key."""
        value = entry.get(key)
        return tuple(self.one(item) for item in value.items()) if value else ()


def ids(value: Value | None) -> Iterator[str]:
    """The `id` of every entry of a list, read ahead so that entries may speak of later ones.

    What cannot be read is passed over: it is named when its entry is read, and once is enough.
    """
    with suppress(PackFault):
        for item in value.items() if value else ():
            with suppress(PackFault):
                yield from [node.text() for key, node in item.pairs() if key.text() == "id"]
