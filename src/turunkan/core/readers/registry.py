"""The shapes of JSON records that can be read: a new one is its file, its test and its line here."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import tzinfo
from typing import TypeVar

from turunkan.core.readers import (
    items,
    tiktok_web,
    zeeschuimer_instagram,
    zeeschuimer_tiktok,
    zeeschuimer_tiktok_comments,
    zeeschuimer_x,
)
from turunkan.core.readers.breakage import EXCERPT, Breakage, Code, shown
from turunkan.core.readers.dig import Record
from turunkan.core.readers.document import Document
from turunkan.core.readers.documents import document_of
from turunkan.core.readers.picker import Picker
from turunkan.core.readers.shape import Shape
from turunkan.core.readers.zeeschuimer import is_envelope
from turunkan.core.vocab import Broken, Item, Wording

SHAPES: tuple[Shape, ...] = (
    zeeschuimer_instagram.SHAPE,
    zeeschuimer_tiktok.SHAPE,
    zeeschuimer_tiktok_comments.SHAPE,
    zeeschuimer_x.SHAPE,
    tiktok_web.SHAPE,
    items.SHAPE,
)
_KEYS_SHOWN = 6

T = TypeVar("T")
ReadValue = Callable[[object, str], Iterator[T | Broken]]
"""Makes something of any JSON value and the place where it stands: its broken parts, then the thing itself."""


def read_value(value: object, where: str, zone: tzinfo | None = None) -> Iterator[Item | Broken]:
    """Any JSON value as a document of many records, else as a record of the first shape that it matches.

    Of each record its broken fields come first, then its Item. `zone` is that of dates without offset.
    """
    if not isinstance(value, dict):
        yield Breakage(Code.NOT_AN_OBJECT, value=shown(value)).at(where)
    elif document := document_of(value):
        yield from _unwrapped(document, Picker(value, where, zone))
    else:
        yield from read_with(_to_item, Picker(value, where, zone))


def _unwrapped(document: Document, whole: Picker) -> Iterator[Item | Broken]:
    """The records of a document, each at `where#N` counted from 1."""
    number = 0
    try:
        for number, part in enumerate(document.unwrap(whole.record), start=1):
            where = f"{whole.where}#{number}"
            if isinstance(part, Breakage):
                yield part.at(where)
            else:
                yield from read_with(part.to_item, Picker(part.record, where, whole.zone))
        if not number:
            raise Breakage(Code.NOTHING_IN_IT)
    except Breakage as breakage:
        yield breakage.at(whole.where)


def read_with(to_item: Callable[[Picker], Item], pick: Picker) -> Iterator[Item | Broken]:
    """The broken fields of a record, and last either its Item or a Broken of part `record`."""
    try:
        last: Item | Broken = replace(to_item(pick), record=pick.record)
    except Breakage as breakage:
        last = breakage.showing(_as_text(pick.record)).at(pick.where)
    for part in pick.broken:
        yield replace(part, excerpt=part.excerpt or _as_text(pick.record)[:EXCERPT])
    yield last


def _as_text(record: Record) -> str:
    return json.dumps(dict(record), ensure_ascii=False, default=str)


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
