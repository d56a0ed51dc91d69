"""The shapes of JSON records that can be read: a new one is its file, its test and its line here."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import tzinfo
from typing import TypeVar

from turunkan.core.readers import items, zeeschuimer_instagram, zeeschuimer_tiktok, zeeschuimer_x
from turunkan.core.readers.breakage import Breakage, Code, shown
from turunkan.core.readers.dig import Record
from turunkan.core.readers.picker import Picker
from turunkan.core.readers.shape import Shape
from turunkan.core.readers.zeeschuimer import is_envelope
from turunkan.core.vocab import Broken, Item, Wording

SHAPES: tuple[Shape, ...] = (
    zeeschuimer_instagram.SHAPE,
    zeeschuimer_tiktok.SHAPE,
    zeeschuimer_x.SHAPE,
    items.SHAPE,
)
_KEYS_SHOWN = 6

T = TypeVar("T")
ReadValue = Callable[[object, str], Iterator[T | Broken]]
"""Makes something of any JSON value and the place where it stands: its broken parts, then the thing itself."""


def read_value(value: object, where: str, zone: tzinfo | None = None) -> Iterator[Item | Broken]:
    """Any JSON value as a record of the first shape that it matches: its broken fields, then its Item.

    `zone` is that of dates without offset.
    """
    if isinstance(value, dict):
        yield from read_with(_to_item, Picker(value, where, zone))
    else:
        yield Breakage(Code.NOT_AN_OBJECT, value=shown(value)).at(where)


def read_with(to_item: Callable[[Picker], Item], pick: Picker) -> Iterator[Item | Broken]:
    """The broken fields of a record, and last either its Item or a Broken of part `record`."""
    try:
        last: Item | Broken = replace(to_item(pick), record=pick.record)
    except Breakage as breakage:
        last = breakage.at(pick.where)
    yield from pick.broken
    yield last


def _to_item(pick: Picker) -> Item:
    for shape in SHAPES:
        if shape.matches(pick.record):
            return shape.to_item(pick)
    raise Breakage(Code.UNKNOWN_SHAPE, detail=_described(pick.record))


def _described(record: Record) -> Wording:
    if is_envelope(record):
        platform = shown(record["source_platform"])
        return Wording(id=f"Zeeschuimer dari platform {platform}", en=f"Zeeschuimer from platform {platform}")
    keys = ", ".join(shown(key) for key in list(record)[:_KEYS_SHOWN]) or "-"
    return Wording(id=f"kuncinya {keys}", en=f"its keys are {keys}")
