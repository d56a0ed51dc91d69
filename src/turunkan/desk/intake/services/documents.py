"""What an Item says as rows can hold it: a document, the record as it was read, and the hash of the content."""

import json
import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, NamedTuple, TypeVar, cast

from turunkan.core import vocab
from turunkan.desk.intake.identity import content_hash_of

T = TypeVar("T")

_ODD = re.compile("[\0\ud800-\udfff]")
_dumped = json.JSONEncoder(ensure_ascii=False).encode


class Told(NamedTuple):
    """An Item on its way into the desk. `clean` and `document` (and `text`, its JSON) fit into columns."""

    item: vocab.Item
    clean: vocab.Item
    document: dict[str, Any]
    text: str
    raw: str
    hashed: str

    @property
    def is_odd(self) -> bool:
        """Whether the Item holds what a column cannot."""
        return self.clean is not self.item

    @property
    def has_content(self) -> bool:
        """Whether there is anything to read; a pasted link alone has nothing."""
        return any(True for _ in self.item.content())


def told(item: vocab.Item) -> Told:
    """An Item as it was read → what is stored of it."""
    document = item.as_json()
    text = _dumped(document)
    raw = text if item.record is None else _dumped(dict(item.record))
    hashed = content_hash_of(document)
    if not _may_be_odd(raw) and (text is raw or not _may_be_odd(text)):
        return Told(item, item, document, text, raw, hashed)
    clean = storable(replace(item, extra={}, record=None))
    document = storable(document)
    raw = json.dumps(json.loads(raw)) if _ODD.search(raw) else raw
    return Told(item, clean, document, _dumped(document), raw, hashed)


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
