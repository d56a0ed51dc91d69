"""Sketch: a line of JSON whose record surely gives an Item with no broken part, read no further than its types.

Decoding with known types (msgspec) is several times as fast as reading a record field by field, and most Items
of a stream are looked at once and never again. What a Sketch cannot take in – an unknown key, a number as text,
a date that needs a closer look – is read as always. A Sketch becomes the very Item that the reader of lines
gives; tests hold them equal.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING, Annotated, cast

from turunkan.core import vocab
from turunkan.core.readers.dig import YEARS, as_hashtags
from turunkan.core.readers.json_records import raw_records
from turunkan.core.vocab import Broken, Item, Kind, Post

_LINE_END = b"\n"
_FINE = re.compile(rb"\.\d{7}")  # a second's fraction in more digits than a moment keeps; it is cut, not rounded
_HELD = 1 << 20  # bytes of a line whose end has not come; more are looked at as always
AVAILABLE = find_spec("msgspec") is not None
"""Whether sketches can be made: msgspec is an extra."""

if TYPE_CHECKING or AVAILABLE:
    import msgspec
    from msgspec import UNSET, Meta, Struct, UnsetType
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

    class Sketch(Struct, forbid_unknown_fields=True):
        """As `vocab.Item`, before anything is converted; `line` is where it stands, which no JSON can set."""

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
        line: UnsetType = UNSET

        def whole(self) -> Item:
            """The Item, as the reader of lines gives it."""
            lines, at = cast("tuple[_Lines, int]", self.line)
            where, raw = lines.line(at)
            if _FINE.search(raw):
                return lines.read(at)
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
                record=vocab.Record(raw.decode()),
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

    def read(self, at: int) -> Item:
        """The Item of one, read field by field."""
        raw = self.line(at)[1]
        (item,) = raw_records([raw], self._name, len(raw), _LINE_END, self._first + at)
        return cast("Item", item)


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
        held += chunk
        end = held.rfind(_LINE_END) + 1
        if end > limit or len(held) - end > _HELD:  # among them may be a line that is too long
            yield from raw_records(chain([held], rest), name, limit, newline, first)
            return
        if end:
            count = held.count(_LINE_END)
            yield from _sketched(held[:end], count, decode, name, limit, first)
            first += count
            held = held[end:]
    if held:
        yield from raw_records([held], name, limit, newline, first)


def _sketched(
    whole: bytes, count: int, decode: Callable[[bytes], list["Sketch"]], name: str, limit: int, first: int
) -> Iterator[Post | Broken]:
    """So many lines, which all end; all at once, or one by one where anything is odd about any of them."""
    found: list[Sketch] = []
    if _is_one_a_line(whole, count):
        with suppress(msgspec.MsgspecError, UnicodeDecodeError):
            found = decode(whole)
    if len(found) != count or not _are_safe(found):
        yield from raw_records([whole], name, limit, _LINE_END, first)
        return
    lines = _Lines(whole, name, first)
    for at, sketch in enumerate(found):
        sketch.line = lines, at  # type: ignore[assignment]  # of a type that no JSON has
        yield sketch


def _is_one_a_line(whole: bytes, count: int) -> bool:
    """Whether every line begins and ends as an object does: then no value goes over the end of a line."""
    end = b"}\r\n" if whole.endswith(b"\r\n") else b"}\n"
    return whole.startswith(b"{") and whole.endswith(end) and whole.count(end + b"{") == count - 1


def _are_safe(found: list["Sketch"]) -> bool:
    """Whether what types cannot tell is as the reader wants it: something is said, ids and dates are whole.

    By columns, since this is asked of every line of a capture.
    """
    silent = [sketch for sketch in found if sketch.text is None]
    ids = [sketch.id for sketch in found]
    ids += [sketch.parent for sketch in found if sketch.parent is not None]
    ids += [sketch.author.id for sketch in found if sketch.author is not None]
    moments = [sketch.posted_at for sketch in found] + [sketch.captured_at for sketch in found]
    years = {moment.year for moment in moments if moment is not None}
    return (
        not any(map(str.isspace, map(str, ids)))
        and all(year in YEARS for year in years)
        and all((one.title, one.transcript, one.image_text) != (None, None, None) for one in silent)
    )
