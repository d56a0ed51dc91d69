"""Document: `result.json` of Telegram Desktop's export, of one chat or of all (`chats.list`).

Source: https://core.telegram.org/import-export. A message is known by its chat and its number in it. `text` is a
text or a list of texts and entities; a poll, a contact and a button with a link are said as text too, since they
are what is offered. Service messages (joined, pinned, …) are nobody's content: they are counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from turunkan.core.readers.breakage import Breakage, Code, shown
from turunkan.core.readers.dig import Record, as_epoch, as_id, as_text, dig, each, hashtags_in, links_in, unique
from turunkan.core.readers.document import Document, Parts, parts_of
from turunkan.core.readers.picker import Picker
from turunkan.core.vocab import Author, Item, Kind, Media, tags_of

_LEFT_OUT = "("  # what stands in place of a path: "(File not included. Change data exporting settings …)"
_FILES = ("photo", "file", "thumbnail")
_SOURCES = ("forwarded_from", "forwarded_from_id", "saved_from", "via_bot")


def _matches(record: Record) -> bool:
    return is_chat(record) or isinstance(dig(record, "chats.list"), list)


def is_chat(record: Record) -> bool:
    """Whether this is a chat with its messages."""
    return isinstance(record.get("messages"), list) and "id" in record and "type" in record


def _unwrap(record: Record) -> Parts:
    chats = [record] if is_chat(record) else [*each(record, "chats.list"), *each(record, "left_chats.list")]
    for chat in chats:
        if isinstance(chat, dict) and is_chat(chat):
            services: Counter[str] = Counter()
            yield from messages_of(chat, each(chat, "messages"), services)
            yield from told(services)
        else:
            yield Breakage(Code.MISSING_KEY, key="messages")


def messages_of(chat: Record, messages: Iterable[object], services: Counter[str]) -> Parts:
    """Messages of a chat; those of the service are counted by what they say."""
    for message in messages:
        if isinstance(message, dict) and message.get("type") == "service":
            services[str(message.get("action"))] += 1
        else:
            yield from parts_of([message], partial(_to_item, str(chat["id"])))


def told(services: Counter[str]) -> Iterator[Breakage]:
    """The service messages of a chat, in one sentence; nothing where there were none."""
    if services:
        kinds = ", ".join(shown(kind).strip("'") for kind in sorted(services))
        yield Breakage(Code.NOT_CONTENT, count=services.total(), kinds=kinds)


def _to_item(chat: str, pick: Picker) -> Item:
    number = pick.take("id", as_id, "id")
    if number is None:
        raise Breakage(Code.MISSING_KEY, key="id")
    answered = pick.take("parent", as_id, "reply_to_message_id")
    written = pick.take("text", _as_text, "text") or None
    beside = [*_poll(pick.record), *_contact(pick.record)]
    text = "\n".join(part for part in (written, *beside) if part) or None
    return Item(
        id=f"{chat}/{number}",
        platform="telegram",
        kind=Kind.POST if answered is None else Kind.COMMENT,
        parent=None if answered is None else f"{chat}/{answered}",
        author=Author(
            id=pick.take("author.id", as_id, "from_id"),
            name=pick.take("author.name", as_text, "from"),
        ),
        text=text,
        hashtags=_marked(pick.record, written, "hashtag"),
        links=_links(pick.record, written),
        place=pick.take("place", as_text, "place_name"),
        posted_at=pick.take("posted_at", as_epoch, "date_unixtime") or pick.take("posted_at", pick.moment, "date"),
        media=tuple(_media(pick.record)) or None,
        extra={key: pick.record[key] for key in _SOURCES if pick.record.get(key)},
    )


def _poll(record: Record) -> Iterator[str]:
    """The question of a poll and the answers that it offers."""
    question = dig(record, "poll.question")
    for said in (question, *(dig(answer, "text") for answer in each(record, "poll.answers"))):
        if isinstance(said, str | list):
            yield _as_text(said)


def _contact(record: Record) -> Iterator[str]:
    """A contact as one would write it: its name and its number."""
    said = (dig(record, f"contact_information.{key}") for key in ("first_name", "last_name", "phone_number"))
    yield " ".join(part for part in said if isinstance(part, str) and part)


def _buttons(record: Record) -> Iterator[str]:
    """Where the buttons below a message lead."""
    for row in each(record, "inline_bot_buttons"):
        for button in row if isinstance(row, list) else ():
            target = dig(button, "data")
            if dig(button, "type") in ("url", "auth") and isinstance(target, str):
                yield target


def _as_text(value: object) -> str:
    """A text, or the pieces of one, plain or as an entity with its own `text`."""
    if not isinstance(value, list):
        return as_text(value)
    return "".join(
        as_text(piece["text"] if isinstance(piece, dict) and "text" in piece else piece) for piece in value
    )


def _links(record: Record, text: str | None) -> tuple[str, ...] | None:
    below = list(_buttons(record))
    marked = _marked(record, text, "link")
    return unique([*(marked or ()), *below]) if below else marked


def _marked(record: Record, text: str | None, kind: str) -> tuple[str, ...] | None:
    """What Telegram marked as hashtags or links; as written in the text where it lists no entities."""
    if text is None:
        return None
    if not isinstance(record.get("text_entities"), list):
        return hashtags_in(text) if kind == "hashtag" else links_in(text)
    found = tuple(_entities(record, kind))
    return tags_of(found) if kind == "hashtag" else unique(found)


def _entities(record: Record, kind: str) -> Iterator[str]:
    """The texts of the entities of a kind; of a link behind other words, its target."""
    for entity in each(record, "text_entities"):
        found = {kind: "text", f"text_{kind}": "href"}.get(str(dig(entity, "type")))
        value = found and dig(entity, found)
        if isinstance(value, str):
            yield value


def _media(record: Record) -> Iterator[Media]:
    """Paths beside `result.json`; what was not exported is left out."""
    for key in _FILES:
        path = record.get(key)
        if isinstance(path, str) and path and not path.startswith(_LEFT_OUT):
            yield Media(url=path)


DOCUMENT = Document("telegram-desktop", _matches, _unwrap)
