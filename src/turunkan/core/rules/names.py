"""Names: what the entries of a pack may speak of, with a suggestion for a misspelt one."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from difflib import get_close_matches
from itertools import chain

from turunkan.core.rules.marked import Entry, Value
from turunkan.core.rules.problem import PackFault


class Names:
    """A set of known names of one sort.

    A None stands for names that could not be read: any name then passes, lest a mistake made once is told at
    every use.
    """

    __slots__ = ("_complete", "_known", "_sort")

    def __init__(self, sort: str, *known: Iterable[str] | None) -> None:
        self._sort = sort
        self._known = frozenset(chain.from_iterable(names for names in known if names is not None))
        self._complete = None not in known

    def one(self, value: Value) -> str:
        """A name, which must be known. Raises PackFault under the name."""
        name = value.text()
        if self._complete and name not in self._known:
            near = get_close_matches(name, sorted(self._known), n=1)
            raise value.fault(f"unknown {self._sort} '{name}'", f"did you mean '{near[0]}'?" if near else "")
        return name

    def many(self, entry: Entry, key: str) -> tuple[str, ...]:
        """The names under an optional key."""
        value = entry.get(key)
        return tuple(self.one(item) for item in value.items()) if value else ()


def declared(value: Value | None) -> list[str] | None:
    """The names that a list declares, read ahead so that entries may speak of later ones; None: no list.

    What cannot be read is passed over: it is told when its entry is read, and once is enough.
    """
    with suppress(PackFault):
        return [name for item in value.items() for name in _declared_by(item)] if value else None
    return None


def _declared_by(item: Value) -> Iterator[str]:
    """The `id` of an entry, or the name that the item itself is."""
    with suppress(PackFault):
        yield from [node.text() for key, node in item.pairs() if key.text() == "id"]
    with suppress(PackFault):
        yield item.text()
