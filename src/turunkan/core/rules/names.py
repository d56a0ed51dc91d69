"""Names: what the entries of a pack may speak of, with a suggestion for a misspelt one."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain

from turunkan.core.rules.closest import suggestion
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
            raise value.fault(f"unknown {self._sort} '{name}'", suggestion(name, sorted(self._known)))
        return name

    def many(self, entry: Entry, key: str) -> tuple[str, ...]:
        """The names under an optional key, each once."""
        value = entry.get(key)
        found: list[str] = []
        for item in value.items() if value else ():
            name = self.one(item)
            if name in found:
                raise item.fault(f"'{name}' is listed twice", "delete one of them")
            found.append(name)
        return tuple(found)


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
