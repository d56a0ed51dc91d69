"""Shape: how one kind of JSON record is told from others and turned into an Item."""

from collections.abc import Callable
from dataclasses import dataclass

from turunkan.core.readers.dig import Record
from turunkan.core.readers.picker import Picker
from turunkan.core.vocab import Item


@dataclass(frozen=True, slots=True)
class Shape:
    """A member of the registry.

    `to_item` notes broken fields in the Picker, and raises a Breakage where the record gives no Item.
    """

    name: str
    matches: Callable[[Record], bool]
    to_item: Callable[[Picker], Item]
