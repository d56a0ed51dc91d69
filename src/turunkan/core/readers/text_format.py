"""TextFormat: how one kind of text that is neither JSON nor a table is told from others and read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import tzinfo

from turunkan.core.readers.source import Stream
from turunkan.core.vocab import Broken, Item


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A member of the registry.

    `matches` is asked of the beginning of a text; `read` takes the text, what people know it by, the size in
    bytes of the largest record, and the zone of dates without offset.
    """

    name: str
    matches: Callable[[bytes], bool]
    read: Callable[[Stream, str, int, tzinfo | None], Iterator[Item | Broken]]
