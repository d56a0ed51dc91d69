"""Document: how one JSON object that holds many records is told from others and taken apart."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from turunkan.core.readers.breakage import Breakage, Code, shown
from turunkan.core.readers.dig import Record
from turunkan.core.readers.picker import Picker
from turunkan.core.vocab import Item

ToItem = Callable[[Picker], Item]


@dataclass(frozen=True, slots=True)
class Part:
    """One record of a document, and what makes an Item of it."""

    record: Record
    to_item: ToItem


Parts = Iterator[Part | Breakage]
"""The records of a document in their order; a Breakage stands for what gives no Item."""


@dataclass(frozen=True, slots=True)
class Document:
    """A member of the registry of documents; `unwrap` raises a Breakage where the rest cannot be told apart."""

    name: str
    matches: Callable[[Record], bool]
    unwrap: Callable[[Record], Parts]


def parts_of(values: Iterable[object], to_item: ToItem) -> Parts:
    """Each value as a record of one kind; what is no object is named."""
    for value in values:
        if isinstance(value, dict):
            yield Part(value, to_item)
        else:
            yield Breakage(Code.NOT_AN_OBJECT, value=shown(value))
