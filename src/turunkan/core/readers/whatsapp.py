"""Format: the text of a chat that WhatsApp exports, with Android (`17/11/26 14.05 - `) or
iOS (`[17/11/26 14.05.33] `).

Source: https://faq.whatsapp.com (“How to export your chat”); the shapes of line are those of the telephone's
language. Lines of WhatsApp itself (joined, encrypted, deleted) are nobody's content: they are counted. Dates name
no offset, and the order of day and month only what the whole file shows (`whatsapp_dates.py`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import partial

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.dig import Record, hashtags_in, links_in
from turunkan.core.readers.lines import newline_of, text_lines
from turunkan.core.readers.picker import Picker
from turunkan.core.readers.registry import read_with
from turunkan.core.readers.source import Stream
from turunkan.core.readers.text_format import TextFormat
from turunkan.core.readers.whatsapp_dates import STAMP, day_first, local_time
from turunkan.core.vocab import Author, Broken, Item, Kind, Media, Wording

_FIRST = 200  # bytes that hold what a message begins with
_SENDER = re.compile(r"(?:~[ \u202f\u00a0]?)?([^:]{1,100}): ?(.*)", re.DOTALL)
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e]")
_OWN = "\u200e"  # begins what WhatsApp itself says on iOS
_ATTACHED = re.compile(
    r"<(?:terlampir|lampiran|attached): ([^>\n]+)>"
    r"|^([^\n<>]+\.\w{2,5}) \((?:file|berkas) (?:terlampir|attached)\)",
    re.MULTILINE,
)
_OMITTED = re.compile(
    r"<(?:Media tidak disertakan|Media omitted)>"
    r"|^(?:gambar|video|audio|stiker|GIF|dokumen|image|sticker|document)"
    r" (?:tidak disertakan|omitted)$",
    re.MULTILINE | re.IGNORECASE,
)
_EDITED = re.compile(r"\s*<(?:Pesan ini diedit|This message was edited)>\s*$")
_DELETED = re.compile(
    r"(?:Pesan ini (?:telah )?dihapus|This message was deleted|"
    r"(?:Anda menghapus pesan ini|You deleted this message))\.?",
    re.IGNORECASE,
)
_EVENT = re.compile(  # stands where a sender would, where the name of a group that it quotes holds a colon
    r"\b(?:mengubah (?:nama|subjek|deskripsi)|membuat (?:grup|saluran|komunitas)|"
    r"changed the (?:group )?(?:name|subject|description)|created (?:group|channel|community)) ?.*[\"“”«]",
    re.IGNORECASE,
)
_SYSTEM = Wording(id="baris sistem WhatsApp", en="lines of WhatsApp itself")


@dataclass(slots=True)
class _Message:
    """One message while its lines are read; `size` in characters."""

    where: str
    stamp: re.Match[str]
    lines: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, line: str, limit: int) -> None:
        """One more line; what is beyond the limit is not held."""
        self.size += len(line)
        if self.size <= limit:
            self.lines.append(line)

    def record(self) -> Record | None:
        """Who said what and when; None where WhatsApp speaks itself, or nothing is left of what was said."""
        found = _SENDER.match("".join(self.lines))
        if not found or _EVENT.search(found[1]):
            return None
        body = found[2].replace("\r\n", "\n").strip()
        text = _MARKS.sub("", body).strip()
        is_own = body.startswith(_OWN) and not (_ATTACHED.match(text) or _OMITTED.match(text))
        if is_own or _DELETED.fullmatch(text):
            return None
        return {"date": self.stamp["said"], "sender": _MARKS.sub("", found[1]).strip(), "text": text}


def _matches(head: bytes) -> bool:
    return STAMP.match(head.lstrip()[:_FIRST].decode("utf-8", "replace")) is not None


def _read(text: Stream, name: str, limit: int, zone: tzinfo | None) -> Iterator[Item | Broken]:
    start = text.peek(limit)
    is_day_first = day_first(start.decode("utf-8", "replace"))
    to_item = partial(_to_item, is_day_first=is_day_first)
    own = 0
    for message in _messages(text, name, limit, newline_of(start)):
        if isinstance(message, Broken):
            yield message
        elif message.size > limit:
            yield Breakage(Code.LINE_TOO_LONG, limit=limit).at(message.where)
        elif record := message.record():
            yield from read_with(to_item, Picker(record, message.where, zone))
        else:
            own += 1
    if own:
        yield Breakage(Code.NOT_CONTENT, count=own, kinds=_SYSTEM).at(name)


def _messages(text: Stream, name: str, limit: int, newline: bytes) -> Iterator[_Message | Broken]:
    """A message begins with its date and goes on over the lines that have none."""
    message: _Message | None = None
    for number, line in text_lines(text, limit, newline):
        if isinstance(line, Breakage):
            yield line.at(f"{name}:{number}")
        elif stamp := STAMP.match(line):
            if message:
                yield message
            message = _Message(f"{name}:{number}", stamp)
            message.add(line[stamp.end() :], limit)
        elif message:
            message.add(line, limit)
    if message:
        yield message


def _to_item(pick: Picker, *, is_day_first: bool | None) -> Item:
    body = str(pick.record["text"])
    text = _EDITED.sub("", _OMITTED.sub("", _ATTACHED.sub("", body))).strip() or None
    files = tuple(Media(url=one or other) for one, other in _ATTACHED.findall(body))
    moment = pick.take("posted_at", partial(local_time, is_day_first=is_day_first), "date")
    return Item(
        id=pick.where,
        platform="whatsapp",
        kind=Kind.POST,
        author=Author(name=str(pick.record["sender"])),
        text=text,
        hashtags=None if text is None else hashtags_in(text),
        links=None if text is None else links_in(text),
        posted_at=None if moment is None else pick.convert("posted_at", pick.moment, moment),
        media=files or None,
    )


FORMAT = TextFormat("whatsapp", _matches, _read)
