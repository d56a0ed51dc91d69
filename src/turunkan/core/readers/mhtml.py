"""Format: MHTML (RFC 2557), a page saved with its pictures in one message; the page is read as any saved page.

Browsers write where and when the page was saved into the message's head (`Snapshot-Content-Location`, `Date`).
"""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from itertools import chain
from typing import cast

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.given import Given, media_of
from turunkan.core.readers.linking import Index, linked
from turunkan.core.readers.media_items import item_of
from turunkan.core.readers.page import page_records
from turunkan.core.readers.signatures import is_media
from turunkan.core.readers.unreadable import Cause, Unreadable
from turunkan.core.vocab import Broken, Item

_HEAD = re.compile(rb"[!-9;-~]+:[^\r\n]*(\r?\n[^\r\n]+)*?\r?\ncontent-type:\s*multipart/related", re.IGNORECASE)
_FIRST = re.compile(rb"content-type:\s*multipart/related", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml+xml")
_MAX_PARTS = 20_000
_TELLING = 8 * 1024  # bytes of a picture that may say something


def is_mhtml(head: bytes) -> bool:
    """Whether the bytes begin like a message of related parts."""
    return (_FIRST.match(head) or _HEAD.match(head[:8192])) is not None


def mhtml_file(given: Given) -> Iterator[Item | Broken]:
    """The page of a message with its pictures. Raises Unreadable where it is too large or holds no page."""
    content = given.whole(given.options.limits.page)
    if content.count(b"\n--") > _MAX_PARTS:
        raise Unreadable(Cause.TOO_MANY, given.name, limit=_MAX_PARTS)
    try:
        message = cast("EmailMessage", email.message_from_bytes(content, policy=email.policy.compat32))
        parts = [part for part in message.walk() if not part.is_multipart()]
    except RecursionError as error:
        raise Unreadable(Cause.TOO_DEEP, given.name) from error
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    if not pages:
        raise Unreadable(Cause.NO_PAGE, given.name)
    index = _pictures(parts, given)
    records = page_records(_payload(pages[0]), given.name, given.options.zone, _said(message))
    linked_records = linked(records, index, given.keep)
    return _whole(chain(linked_records, _left_over(index, given)), message, content, given.name)


def _pictures(parts: list[EmailMessage], given: Given) -> Index:
    """The media under the addresses that the page calls them by; what they are is told by their bytes."""
    index = Index("")
    for part in parts:
        place = str(part.get("Content-Location") or f"cid:{str(part.get('Content-ID', '')).strip('<>')}")
        payload = _payload(part)
        if is_media(payload[:64]):
            index.add(place, media_of(payload, f"{given.name}/{place}"))
    return index


def _left_over(index: Index, given: Given) -> Iterator[Item | Broken]:
    """The pictures that no record took, each an Item of its own; small ones are counted."""
    rest = {media.sha256: media for media in index.all() if media.sha256 not in given.files}
    for media in rest.values():
        if media.size >= _TELLING:
            given.keep(media)
            yield item_of(media)
    if small := sum(media.size < _TELLING for media in rest.values()):
        yield Breakage(Code.DECORATION, count=small).at(given.name, part="media")


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _said(message: EmailMessage) -> dict[str, str]:
    """Where and when the page was saved."""
    said = {"url": str(message.get("Snapshot-Content-Location") or "")}
    try:
        saved = parsedate_to_datetime(str(message.get("Date") or ""))
    except ValueError:
        return said
    return said | ({"captured_at": saved.isoformat()} if saved.tzinfo else {})


def _whole(
    records: Iterator[Item | Broken], message: EmailMessage, content: bytes, name: str
) -> Iterator[Item | Broken]:
    """The records, and where the message's closing line is not there, the rest as one broken part."""
    yield from records
    boundary = message.get_boundary()
    if boundary is None or f"--{boundary}--".encode() not in content:
        yield Breakage(Code.CUT_OFF).at(name, part="rest")
