"""A chat of Telegram's export that is larger than one record may be: read message by message, memory kept flat.

Telegram Desktop writes what is known of the chat first and its messages last.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import tzinfo
from functools import partial

from turunkan.core.readers.breakage import Breakage
from turunkan.core.readers.dig import Record
from turunkan.core.readers.json_array import array_records
from turunkan.core.readers.json_text import decode
from turunkan.core.readers.picker import Picker
from turunkan.core.readers.recognise import HEAD
from turunkan.core.readers.registry import read_with
from turunkan.core.readers.source import Stream
from turunkan.core.readers.telegram import is_chat, messages_of, told
from turunkan.core.vocab import Broken, Item

_NEXT_LINE = re.compile(rb"[\r\n]\{")  # of JSON lines, each of which is a chat
_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')


def long_chat(text: Stream, name: str, limit: int, zone: tzinfo | None) -> Iterator[Item | Broken] | None:
    """The messages, each at `name:[N]` counted from 1; None where the text is no such chat, or no larger."""
    head = text.peek(HEAD)
    found = _MESSAGES.search(head)
    chat = _chat(head[: found.start()]) if found else None
    if not found or chat is None:
        return None
    start = text.peek(limit + 1)
    if len(start) <= limit or _NEXT_LINE.search(start):
        return None
    text.skip(found.end() - 1)
    return _messages(text, name, limit, chat, zone)


def _chat(before: bytes) -> Record | None:
    """What stands before the messages, as a chat without any."""
    try:
        value = decode(before.decode("utf-8") + '"messages": []}')
    except (Breakage, UnicodeDecodeError):
        return None
    return value if isinstance(value, dict) and is_chat(value) else None


def _messages(text: Stream, name: str, limit: int, chat: Record, zone: tzinfo | None) -> Iterator[Item | Broken]:
    services: Counter[str] = Counter()
    yield from array_records(text, name, limit, partial(_message, chat, services, zone), after="}")
    yield from (notice.at(name) for notice in told(services))


def _message(
    chat: Record, services: Counter[str], zone: tzinfo | None, value: object, where: str
) -> Iterator[Item | Broken]:
    for part in messages_of(chat, [value], services):
        if isinstance(part, Breakage):
            yield part.at(where)
        else:
            yield from read_with(part.to_item, Picker(part.record, where, zone))
