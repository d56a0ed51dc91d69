"""What an Item says as rows can hold it: a document, the record as it was read, and the hash of the content."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any, NamedTuple, TypeVar, cast

from turunkan.core import vocab
from turunkan.desk.intake.identity import content_hash_of

T = TypeVar("T")

_ODD = re.compile("[\0\ud800-\udfff]")
_SAID = ("title", "text", "transcript", "image_text")
_dumped = json.JSONEncoder(ensure_ascii=False).encode


class Told(NamedTuple):
    """An Item on its way into the desk, as columns can hold it; what its source did not say is None or "".

    `id` is as it was read; `text` is the Item's JSON, `raw` the record as it was read, `hashed` the hash of the
    content; `media` the SHA-256 of each piece. `is_odd`: something in it does not fit into columns.
    """

    id: str
    kind: str
    url: str | None
    posted_at: datetime | None
    captured_at: datetime | None
    reach_band: int
    text: str
    raw: str
    hashed: str
    media: tuple[str, ...]
    has_content: bool
    is_odd: bool

    @property
    def document(self) -> dict[str, Any]:
        """What `text` says; few are asked."""
        said: dict[str, Any] = json.loads(self.text)
        return said

    @property
    def author(self) -> vocab.Author | None:
        """Who published it, as the source says."""
        said = self.document.get("author")
        return None if said is None else vocab.Author(**said)


def told(item: vocab.Item) -> tuple[vocab.Item, Told]:
    """An Item as it was read → the same without what no column can hold, and what is stored of it."""
    document = item.as_json()
    text = _dumped(document)
    raw = text if item.record is None else _as_read(item.record)
    hashed = content_hash_of(document)
    is_odd = _may_be_odd(raw) or (text is not raw and _may_be_odd(text))
    clean = item
    if is_odd:
        clean = storable(replace(item, extra={}, record=None))
        document = storable(document)
        text = _dumped(document)
        raw = json.dumps(json.loads(raw)) if _ODD.search(raw) else raw
    return clean, Told(
        id=item.id,
        kind=clean.kind.value if clean.kind else "",
        url=clean.url,
        posted_at=clean.posted_at,
        captured_at=clean.captured_at,
        reach_band=reach_band(item),
        text=text,
        raw=raw,
        hashed=hashed,
        media=tuple(piece.sha256 or "" for piece in item.media or ()),
        has_content=next(item.content(), None) is not None,
        is_odd=is_odd,
    )


def _as_read(record: Mapping[str, Any]) -> str:
    return record.text if isinstance(record, vocab.Record) else _dumped(dict(record))


def said_text(document: Mapping[str, Any]) -> str:
    """All that an Item says to people, a line each."""
    return "\n".join(str(document[name]) for name in _SAID if document.get(name))


def reach_band(item: vocab.Item) -> int:
    """Powers of ten of the views, else of the followers; 0 where the source did not say."""
    views = item.metrics.views if item.metrics else None
    reach = views if views is not None else (item.author.followers if item.author else None)
    return int(math.log10(reach)) if reach else 0


def _may_be_odd(text: str) -> bool:
    """Whether JSON may hold what a column cannot: an escaped NUL, or half a surrogate, which nothing encodes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return "\\u0000" in text


def storable(value: T) -> T:
    """The same value without what PostgreSQL cannot hold in text: NUL and half surrogates become U+FFFD."""
    made: Any = value
    if isinstance(value, str) and not isinstance(value, Enum):
        made = _ODD.sub("\ufffd", value)
    elif isinstance(value, list | tuple):
        made = type(value)(storable(one) for one in value)
    elif isinstance(value, dict):
        made = {storable(key): storable(one) for key, one in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        made = replace(value, **{part.name: storable(getattr(value, part.name)) for part in fields(value)})
    return cast("T", made)
