"""Shape: turunkan's own Item as a JSON object, the documented contract; table rows become Items here too."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.dig import (
    Record,
    as_count,
    as_flag,
    as_hash,
    as_hashtags,
    as_id,
    as_kind,
    as_list,
    as_record,
    as_text,
    as_texts,
)
from turunkan.core.readers.picker import Picker
from turunkan.core.readers.shape import Shape
from turunkan.core.vocab import Author, Item, Media, Metrics

Converters = Mapping[str, Callable[[object], Any]]

CONTENT = ("text", "title", "transcript", "image_text")
"""The fields of which an Item of this shape needs at least one."""

_PLAIN: Converters = {
    "id": as_id,
    "platform": as_text,
    "kind": as_kind,
    "url": as_text,
    "parent": as_id,
    "title": as_text,
    "text": as_text,
    "transcript": as_text,
    "image_text": as_text,
    "hashtags": as_hashtags,
    "links": as_texts,
    "sponsored": as_flag,
    "place": as_text,
}
_DATES = ("posted_at", "captured_at")
_AUTHOR: Converters = {
    "id": as_id,
    "handle": as_text,
    "name": as_text,
    "bio": as_text,
    "followers": as_count,
}
_METRICS: Converters = dict.fromkeys(("views", "likes", "comments", "shares"), as_count)
_MEDIA: Converters = {"url": as_text, "sha256": as_hash, "pdq": as_hash}
_KEYS = frozenset((*_PLAIN, *_DATES, "author", "metrics", "media"))

CELL_FIELDS = (*_PLAIN, *_DATES, *(f"author.{key}" for key in _AUTHOR), *(f"metrics.{key}" for key in _METRICS))
"""The fields that a cell of a table can hold, dotted where they are nested."""


def matches(record: Record) -> bool:
    """Whether the record holds content under our names, or nothing but our names."""
    return any(key in record for key in CONTENT) or (bool(record) and record.keys() <= _KEYS)


def to_item(pick: Picker, aside: Record = MappingProxyType({})) -> Item:
    """The Item; without an id of its own it is known by its place. `aside` joins what is not known.

    Raises Breakage where it says nothing.
    """
    item = own_item(pick, aside)
    if not any(getattr(item, name) is not None for name in CONTENT):
        raise Breakage(Code.NO_TEXT)
    return item


def own_item(pick: Picker, aside: Record = MappingProxyType({})) -> Item:
    """The same, of an Item that may say nothing: one that is a picture alone."""
    extra: dict[str, Any] = {}
    fields = _converted(pick, "", pick.record, _PLAIN, extra)
    for key, build in _BUILT.items():
        value = extra.pop(key, None)
        if value is not None:
            fields[key] = pick.convert(key, partial(build, pick, extra), value)
    fields.setdefault("id", pick.where)
    return Item(**fields, extra={**aside, **extra})


def _author(pick: Picker, extra: dict[str, Any], value: object) -> Author:
    return Author(**_converted(pick, "author.", as_record(value), _AUTHOR, extra))


def _metrics(pick: Picker, extra: dict[str, Any], value: object) -> Metrics:
    return Metrics(**_converted(pick, "metrics.", as_record(value), _METRICS, extra))


def _media(pick: Picker, extra: dict[str, Any], value: object) -> tuple[Media, ...]:
    return tuple(
        Media(**_converted(pick, f"media[{index}].", as_record(piece), _MEDIA, extra))
        for index, piece in enumerate(as_list(value))
    )


def _date(pick: Picker, _: dict[str, Any], value: object) -> datetime:
    return pick.moment(value)


_BUILT: Mapping[str, Callable[[Picker, dict[str, Any], object], object]] = {
    **dict.fromkeys(_DATES, _date),
    "author": _author,
    "metrics": _metrics,
    "media": _media,
}


def _converted(
    pick: Picker, prefix: str, record: Record, converters: Converters, extra: dict[str, Any]
) -> dict[str, Any]:
    """The known keys converted, null being the same as absent; unknown keys go to `extra` as they are."""
    fields = {}
    for key, value in record.items():
        convert = converters.get(key)
        if convert is None:
            extra[prefix + key] = value
        elif value is not None:
            found = pick.convert(prefix + key, convert, value)
            if found is not None:
                fields[key] = found
    return fields


SHAPE = Shape("items", matches, to_item)
