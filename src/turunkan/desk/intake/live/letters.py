"""A mail (RFC 5322, MIME) taken apart: who sent it, the text and links of its parts, and its files.

Nothing is fetched: pictures and styles that an HTML part refers to stay where they are.
"""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser

from turunkan.core.readers.markup import closed

MOST_PARTS = 100
_LINK = re.compile(r"https?://[^\s<>\"]+")
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)  # RFC 3676, 4.3
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)
_FORWARD = re.compile(
    r"[ \t]*(?:-{3,}.*|\*?(?:From|Dari|Date|Tanggal|Sent|Dikirim|Subject|Perihal|Subjek|To|Kepada|Ke|Cc):.*)",
    re.IGNORECASE,
)
_BLOCK_TAGS = frozenset(
    ("address", "article", "blockquote", "br", "div", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol")
) | {"p", "pre", "table", "td", "tr", "ul"}
_SILENT_TAGS = frozenset(("script", "style", "head", "title"))


class NoLetter(ValueError):
    """The bytes cannot be taken apart as a mail."""


@dataclass(frozen=True, slots=True)
class Head:
    """`sender` is the one address of the one From line, in lower case; empty where there is none or several."""

    message_id: str
    sender: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Letter:
    """`text` to be pasted, an Item a paragraph; `files` by name; `left_out` counts parts beyond the limit."""

    head: Head
    text: str
    files: tuple[tuple[str, bytes], ...]
    left_out: int


def read_head(data: bytes) -> Head:
    """The header of a mail. Raises NoLetter."""
    return _head(_parsed(data))


def read_letter(data: bytes) -> Letter:
    """A whole mail; a mail that was attached to it counts as its parts. Raises NoLetter."""
    message = _parsed(data)
    parts = [part for part in message.walk() if not part.is_multipart()]
    plain: list[str] = []
    html: list[str] = []
    files: list[tuple[str, bytes]] = []
    for number, part in enumerate(parts[:MOST_PARTS], start=1):
        sort = part.get_content_type()
        if part.get_content_disposition() == "attachment" or sort not in ("text/plain", "text/html"):
            files.append((_name(part, number), _content(part)))
        else:
            (plain if sort == "text/plain" else html).append(_text(part))
    return Letter(_head(message), _joined(plain, html), tuple(files), max(0, len(parts) - MOST_PARTS))


def _parsed(data: bytes) -> Message:
    try:
        return email.message_from_bytes(data, policy=email.policy.compat32)
    except (RecursionError, MessageError, ValueError) as error:
        raise NoLetter(str(error)) from error


def _head(message: Message) -> Head:
    senders = message.get_all("From", [])
    named = [address for _, address in getaddresses([str(one) for one in senders])]
    sender = named[0].strip().lower() if len(senders) == 1 and len(named) == 1 else ""
    return Head(str(message.get("Message-ID", "")).strip(), sender, _date(str(message.get("Date", ""))))


def _date(text: str) -> datetime | None:
    """When it was sent, where it says so with an offset."""
    try:
        at = parsedate_to_datetime(text)
        return at.astimezone(UTC) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: Message) -> str:
    try:
        return _content(part).decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:  # a character set that nobody knows
        return _content(part).decode("utf-8", "replace")


def _name(part: Message, number: int) -> str:
    """The file's name without a folder, else one by its number."""
    try:
        name = str(make_header(decode_header(part.get_filename() or "")))
    except (HeaderParseError, LookupError, ValueError):
        name = ""
    name = re.sub(r"[\x00-\x1f\x7f]", "", name).replace("\\", "/").rpartition("/")[2]
    return name[-100:] or f"lampiran-{number}"


def _joined(plain: list[str], html: list[str]) -> str:
    """The plain parts, else the HTML ones; and links that stand in the HTML alone, each a paragraph of its own."""
    read = [_flattened(text) for text in html]
    text = "\n\n".join(filter(None, map(_said, plain))) or "\n\n".join(filter(None, map(_said, read)))
    known = set(_LINK.findall(text))
    others = dict.fromkeys(link for each in read for link in _LINK.findall(_said(each)) if link not in known)
    return "\n\n".join([text, *others]).strip()


def _said(text: str) -> str:
    """Without the signature, signs of quotation, and the head of what was forwarded."""
    plain = _QUOTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    body = _SIGNATURE.split(plain)[0]
    blocks = re.split(r"\n[ \t]*\n+", body)
    return "\n\n".join(block.strip() for block in map(_without_head, blocks) if block.strip())


def _without_head(block: str) -> str:
    """A block without the lines at its top that name sender, day and subject of what was forwarded."""
    lines = block.split("\n")
    heads = 0
    while heads < len(lines) and _FORWARD.fullmatch(lines[heads]):
        heads += 1
    return "\n".join(lines[heads:])


def _flattened(html: str) -> str:
    flat = _Flat()
    flat.feed(closed(html))
    flat.close()
    return flat.text()


class _Flat(HTMLParser):
    """The text of an HTML part, with the address of each link before its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins on a line of its own; a link says where it leads."""
        self._silent += tag in _SILENT_TAGS
        if tag in _BLOCK_TAGS:
            self._said.append("\n" if tag == "br" else "\n\n")
        href = dict(attrs).get("href") or ""
        if tag == "a" and _LINK.fullmatch(href.strip()):
            self._said.append(f" {href.strip()} ")

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line."""
        self._silent = max(0, self._silent - (tag in _SILENT_TAGS))
        if tag in _BLOCK_TAGS:
            self._said.append("\n\n")

    def handle_data(self, data: str) -> None:
        """Words, unless they are a link that was said already, or no text at all."""
        last = self._said[-1].strip() if self._said else ""
        if not self._silent and data.strip() != last:
            self._said.append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        """Everything in order, with lines that do not begin with a space."""
        return re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(self._said)).strip()
