"""Identity: by what an Item or Account is known again, and whether what it says has changed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from turunkan.core.vocab import Author, Item, Kind
from turunkan.desk.intake.addresses import Place, locate, plain

# What another capture may say otherwise, or leave out, without the content having changed.
_PASSING = ("id", "platform", "kind", "parent", "captured_at", "metrics", "author", "url", "media")
_LONGEST_KEY = 200

MEDIA_READ = "media_read"
"""The key of an Item's JSON that says what turunkan read: by what, in which files, `READ_FIELDS` as they were."""

READ_FIELDS = ("image_text", "links")
"""The fields that a reading of pictures adds to."""


_sorted = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode


class Named(NamedTuple):
    """By what an Item is known: the key of its row, its platform, and the platform's own id; "" where not said."""

    key: str
    platform: str
    native_id: str


def named(item: Item, source: str, hosts: Mapping[str, str]) -> Named:
    """Key, platform and id; `source` is the name under which the reader made ids of places in the file.

    The platform is the one that the capture names, else where the link leads. For the key, a link that names a
    post comes first, then the platform's own id, then the link, then the content itself.
    """
    place = locate(item.url, hosts) if item.url else None
    platform = item.platform.strip().lower()[:40] if item.platform else place.platform if place else ""
    own_id = "" if item.id.startswith(f"{source}:") else item.id
    return Named(_key(item, own_id, platform, place), platform, own_id or (place.id if place else ""))


def _key(item: Item, own_id: str, platform: str, place: Place | None) -> str:
    who = account_key(platform, item.author) if item.author else ""
    is_surface = item.kind not in (Kind.COMMENT, Kind.BIO)
    if is_surface and place and place.id:
        return _short(f"{place.platform}:{place.id}")
    if item.kind is Kind.BIO and who:
        return f"bio:{who}"
    if own_id and platform:
        return _short(f"{platform}:{own_id}")
    if item.url and is_surface:
        return f"url:{_digest(plain(item.url))}"
    # Two people may say the same, and one person twice.
    return f"content:{_digest(content_hash(item) + who + own_id)}"


def account_key(platform: str, author: Author) -> str:
    """By the platform's id, else by the handle; empty where the source says neither."""
    if author.id:
        return _short(f"{platform}:{author.id}")
    handle = plain_handle(author)
    return _short(f"{platform}:@{handle.lower()}") if handle else ""


def plain_handle(author: Author) -> str:
    """The handle without the sign that some sources write before it."""
    return (author.handle or "").strip().removeprefix("@")


def content_hash(item: Item) -> str:
    """SHA-256 over what the Item says."""
    return content_hash_of(item.as_json())


def content_hash_of(document: Mapping[str, Any]) -> str:
    """The same, of an Item's JSON."""
    return _digest(_sorted(said(document)))


def as_captured(document: Mapping[str, Any]) -> dict[str, Any]:
    """An Item's JSON as its source gave it: without what turunkan read in its pictures."""
    if MEDIA_READ not in document:
        return dict(document)
    own = document[MEDIA_READ]
    shown = {name: value for name, value in document.items() if name != MEDIA_READ}
    return {name: value for name, value in shown.items() if not own or name not in READ_FIELDS} | {
        name: own[name] for name in READ_FIELDS if name in own
    }


def said(document: Mapping[str, Any]) -> dict[str, Any]:
    """What an Item's JSON says; counts, links that expire and the moment of capture are left out."""
    document = as_captured(document)
    found = {name: value for name, value in document.items() if name not in _PASSING}
    if "media" in document:
        found["media"] = [piece.get("sha256") or piece.get("pdq") or "" for piece in document["media"]]
    if document.get("kind") == Kind.BIO and "author" in document:
        found["bio"] = document["author"].get("bio")
    return found


def _short(key: str) -> str:
    """A key that a column can hold; long ones that begin alike stay apart."""
    return key if len(key) <= _LONGEST_KEY else f"{key[:100]}:{_digest(key)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
