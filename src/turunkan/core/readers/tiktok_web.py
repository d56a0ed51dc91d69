"""Document and shape: what TikTok's web pages hold of videos: the state of a page, or single items of it."""

from collections.abc import Iterator, Mapping

from turunkan.core.readers.dig import Record, dig
from turunkan.core.readers.document import Document, Parts, parts_of
from turunkan.core.readers.picker import Picker
from turunkan.core.readers.shape import Shape
from turunkan.core.readers.zeeschuimer_tiktok import post_item
from turunkan.core.vocab import Item

_KEYS = frozenset(("id", "desc", "createTime", "author"))
_MODULE = "ItemModule"
_SCOPE = "__DEFAULT_SCOPE__"  # since 2023, with names that hold dots
_DETAIL = "webapp.video-detail"


def _is_item(record: Record) -> bool:
    return record.keys() >= _KEYS


def _to_item(pick: Picker) -> Item:
    return post_item(pick.inside({"data": pick.record}))


def _matches(record: Record) -> bool:
    return next(_items(record), None) is not None


def _items(record: Record) -> Iterator[object]:
    module = record.get(_MODULE)
    if isinstance(module, Mapping):
        yield from module.values()
    scope = record.get(_SCOPE)
    detail = scope.get(_DETAIL) if isinstance(scope, Mapping) else None
    if (item := dig(detail, "itemInfo.itemStruct")) is not None:
        yield item


def _unwrap(record: Record) -> Parts:
    return parts_of(_items(record), _to_item)


SHAPE = Shape("tiktok-web", _is_item, _to_item)
DOCUMENT = Document("tiktok-web-state", _matches, _unwrap)
