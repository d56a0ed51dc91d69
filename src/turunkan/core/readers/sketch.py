"""Sketch: a line of JSON whose record surely gives an Item with no broken part, read no further than its types.

Decoding with known types (msgspec) is several times as fast as reading a record field by field, and most Items
of a stream are looked at once and never again. What a Sketch cannot take in – an unknown key, a number as text,
a date that needs a closer look – is read as always. A Sketch becomes the very Item that the reader of lines
gives; tests hold them equal.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING, Annotated

from turunkan.core import vocab
from turunkan.core.readers.dig import as_hashtags, on_calendar
from turunkan.core.readers.json_records import raw_records
from turunkan.core.vocab import Broken, Item, Kind, Post

_LINE_END = b"\n"
_HELD = 1 << 20  # bytes of a line whose end has not come; more are looked at as always
AVAILABLE = find_spec("msgspec") is not None
"""Whether sketches can be made: msgspec is an extra."""

if TYPE_CHECKING or AVAILABLE:
    import msgspec
    from msgspec import Meta, Struct
    from msgspec.structs import asdict

    Count = Annotated[int, Meta(ge=0, lt=10**18)]
    Id = Annotated[int, Meta(gt=-(10**18), lt=10**18)] | Annotated[str, Meta(min_length=1)]
    Moment = Annotated[datetime, Meta(tz=True)]
    Hash = Annotated[str, Meta(pattern=r"\A[0-9A-Fa-f]{64}\Z")]

    class Author(Struct, forbid_unknown_fields=True, gc=False):
        """As `vocab.Author`."""

        id: Id | None = None
        handle: str | None = None
        name: str | None = None
        bio: str | None = None
        followers: Count | None = None

    class Metrics(Struct, forbid_unknown_fields=True, gc=False):
        """As `vocab.Metrics`."""

        views: Count | None = None
        likes: Count | None = None
        comments: Count | None = None
        shares: Count | None = None

    class Media(Struct, forbid_unknown_fields=True, gc=False):
        """As `vocab.Media`."""

        url: str | None = None
        sha256: Hash | None = None
        pdq: Hash | None = None

    class Sketch(Struct, forbid_unknown_fields=True, dict=True):
        """As `vocab.Item`, before anything is converted; `line` is where it stands."""

        id: Id | None = None
        platform: str | None = None
        kind: Kind | None = None
        url: str | None = None
        parent: Id | None = None
        author: Author | None = None
        title: str | None = None
        text: str | None = None
        transcript: str | None = None
        image_text: str | None = None
        hashtags: list[str] | None = None
        links: list[str] | None = None
        sponsored: bool | None = None
        place: str | None = None
        posted_at: Moment | None = None
        captured_at: Moment | None = None
        metrics: Metrics | None = None
        media: list[Media] | None = None

        def whole(self) -> Item:
            """The Item, as the reader of lines gives it."""
            lines, at = self.__dict__["line"]
            where, raw = lines.line(at)
            author, metrics, media = self.author, self.metrics, self.media
            return Item(
                id=where if self.id is None else str(self.id),
                platform=self.platform,
                kind=self.kind,
                url=self.url,
                parent=None if self.parent is None else str(self.parent),
                author=None if author is None else vocab.Author(**asdict(author) | _id(author)),
                title=self.title,
                text=self.text,
                transcript=self.transcript,
                image_text=self.image_text,
                hashtags=None if self.hashtags is None else as_hashtags(self.hashtags),
                links=None if self.links is None else tuple(self.links),
                sponsored=self.sponsored,
                place=self.place,
                posted_at=self.posted_at,
                captured_at=self.captured_at,
                metrics=None if metrics is None else vocab.Metrics(**asdict(metrics)),
                media=None if media is None else tuple(_media(one) for one in media),
                record=msgspec.json.decode(raw),
            )

    def _id(author: Author) -> dict[str, str]:
        return {} if author.id is None else {"id": str(author.id)}

    def _media(one: Media) -> vocab.Media:
        hashes = {name: value.lower() for name in ("sha256", "pdq") if (value := getattr(one, name)) is not None}
        return vocab.Media(url=one.url, **hashes)


class _Lines:
    """Lines of a capture, cut only when one of them is asked for."""

    def __init__(self, whole: bytes, name: str, first: int) -> None:
        self._whole, self._name, self._first = whole, name, first
        self._cut: list[bytes] = []

    def line(self, at: int) -> tuple[str, bytes]:
        """Its place and its bytes."""
        self._cut = self._cut or self._whole.split(_LINE_END)
        return f"{self._name}:{self._first + at}", self._cut[at]


def sketches(
    chunks: Iterable[bytes], name: str, limit: int, newline: bytes = _LINE_END, first: int = 1
) -> Iterator[Post | Broken]:
    """As `raw_records` of the same chunks, with Sketches in place of Items wherever that is safe."""
    if newline != _LINE_END:
        yield from raw_records(chunks, name, limit, newline, first)
        return
    decode = msgspec.json.Decoder(Sketch).decode_lines
    held = b""
    rest = iter(chunks)
    for chunk in rest:
        whole, ended, held = (held + chunk).rpartition(_LINE_END)
        if len(whole) > limit or len(held) > _HELD:  # among them may be a line that is too long
            yield from raw_records(chain([whole + ended + held], rest), name, limit, newline, first)
            return
        if ended:
            yield from _sketched(whole + ended, decode, name, limit, first)
            first += whole.count(_LINE_END) + 1
    if held:
        yield from raw_records([held], name, limit, newline, first)


def _sketched(
    whole: bytes, decode: Callable[[bytes], list["Sketch"]], name: str, limit: int, first: int
) -> Iterator[Post | Broken]:
    """Some lines, which all end; all at once, or one by one where anything is odd about any of them."""
    found: list[Sketch] = []
    if _is_one_a_line(whole):
        with suppress(msgspec.MsgspecError, UnicodeDecodeError):
            found = decode(whole)
    if len(found) != whole.count(_LINE_END) or not all(map(_is_safe, found)):
        yield from raw_records([whole], name, limit, _LINE_END, first)
        return
    lines = _Lines(whole, name, first)
    for at, sketch in enumerate(found):
        sketch.__dict__["line"] = lines, at
        yield sketch


def _is_one_a_line(whole: bytes) -> bool:
    """Whether every line begins and ends as an object does: then no value goes over the end of a line."""
    count = whole.count(_LINE_END)
    begun = whole.startswith(b"{") + whole.count(b"\n{")
    return begun == count and count in (whole.count(b"}\n"), whole.count(b"}\r\n"))


def _is_safe(sketch: "Sketch") -> bool:
    """Whether what types cannot tell is as the reader wants it: something is said, ids and dates are whole."""
    if sketch.text is None and (sketch.title, sketch.transcript, sketch.image_text) == (None, None, None):
        return False
    author = sketch.author
    for one in (sketch.id, sketch.parent, author and author.id):
        if isinstance(one, str) and one.isspace():
            return False
    posted, captured = sketch.posted_at, sketch.captured_at
    return (posted is None or on_calendar(posted)) and (captured is None or on_calendar(captured))
