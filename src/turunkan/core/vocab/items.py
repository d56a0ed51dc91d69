"""Item: one post, video, listing, comment, bio or live; and the Account part that came with it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any, Protocol

LONGEST_READ = 200_000
"""Code points of a text that are read, longer than any platform's post; what lies beyond is named as unread."""


class Kind(StrEnum):
    """The surface on which an Item was published."""

    POST = "post"
    VIDEO = "video"
    LISTING = "listing"
    COMMENT = "comment"
    BIO = "bio"
    LIVE = "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who published an Item, known by platform id rather than by handle. `None`: the source did not say."""

    id: str | None = None
    handle: str | None = None
    name: str | None = None
    bio: str | None = None
    followers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """Counts as the platform showed them at capture. `None`: the source did not say."""

    views: int | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture or video of an Item; `pdq` is the 64-digit hexadecimal PDQ hash."""

    url: str | None = None
    sha256: str | None = None
    pdq: str | None = None


class Record(Mapping[str, Any]):
    """A JSON object as its `text` was read; few are looked into, so it is decoded when somebody does."""

    __slots__ = ("_said", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._said: dict[str, Any] | None = None

    def _all(self) -> dict[str, Any]:
        if self._said is None:
            self._said = json.loads(self.text)
        return self._said

    def __getitem__(self, name: str) -> Any:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One captured thing, the unit of action.

    Every `None` means that the source did not say; it is never turned into empty or zero. Dates carry an
    offset. `extra` keeps the keys that turunkan does not know; `record` is the whole record as it was read,
    and no part of what makes two Items equal.
    """

    id: str
    platform: str | None = None
    kind: Kind | None = None
    url: str | None = None
    parent: str | None = None
    author: Author | None = None
    title: str | None = None
    text: str | None = None
    transcript: str | None = None
    image_text: str | None = None
    hashtags: tuple[str, ...] | None = None
    links: tuple[str, ...] | None = None
    sponsored: bool | None = None
    place: str | None = None
    posted_at: datetime | None = None
    captured_at: datetime | None = None
    metrics: Metrics | None = None
    media: tuple[Media, ...] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    record: Mapping[str, Any] | None = field(default=None, compare=False, repr=False)

    def content(self) -> Iterator[tuple[str, str]]:
        """(field name, text) of what the Item itself says, in reading order; for a bio, the author's bio too."""
        for name in ("title", "text", "transcript", "image_text"):
            if value := getattr(self, name):
                yield name, value
        if self.kind is Kind.BIO and self.author and self.author.bio:
            yield "author.bio", self.author.bio

    def context(self) -> Iterator[tuple[str, str]]:
        """(field name, text) of what stands around it: hashtags kept apart from the text, and the author."""
        for index, tag in enumerate(self.hashtags or ()):
            yield f"hashtags[{index}]", tag
        for name in ("name", "handle", "bio"):
            value = getattr(self.author, name, None)
            if value and not (name == "bio" and self.kind is Kind.BIO):
                yield f"author.{name}", value

    def whole(self) -> "Item":
        """Itself: this is all there is."""
        return self

    def as_json(self) -> dict[str, Any]:
        """The Item as the documented JSON object; what the source did not say is absent."""
        return _said(self, _NAMES)


class Texts(Protocol):
    """The texts of an author."""

    @property
    def name(self) -> str | None:
        """As of an Author."""

    @property
    def handle(self) -> str | None:
        """As of an Author."""

    @property
    def bio(self) -> str | None:
        """As of an Author."""


class Post(Protocol):
    """An Item, or what stands for one until somebody needs the `whole`; its fields are named as the Item's."""

    @property
    def title(self) -> str | None:
        """As of an Item."""

    @property
    def text(self) -> str | None:
        """As of an Item."""

    @property
    def transcript(self) -> str | None:
        """As of an Item."""

    @property
    def image_text(self) -> str | None:
        """As of an Item."""

    @property
    def hashtags(self) -> Sequence[str] | None:
        """As of an Item, or as the source wrote them."""

    @property
    def author(self) -> Texts | None:
        """As of an Item."""

    def whole(self) -> Item:
        """The Item."""


_HASHES = "#＃"


def bare_tag(hashtag: str) -> str:
    """A hashtag without its sign, as it is read however the source kept it."""
    return hashtag.lstrip(_HASHES)


def tags_of(hashtags: Iterable[str]) -> tuple[str, ...]:
    """Hashtags without '#', in order, each once."""
    return tuple(dict.fromkeys(text for tag in hashtags if (text := bare_tag(tag))))


class _Names:
    """The names of some attributes, and the way to all of their values at once."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self.values = attrgetter(*self.names)


_NAMES = _Names(part.name for part in fields(Item) if part.name not in ("extra", "record"))
_PLAIN = frozenset({str, int, bool, Kind})
_PARTS = {kind: _Names(part.name for part in fields(kind)) for kind in (Author, Metrics, Media)}


def _said(value: Any, names: _Names) -> dict[str, Any]:
    """The attributes of a value in JSON's own types, in which what was not said is absent."""
    return {
        name: one if type(one) in _PLAIN else _as_json(one)
        for name, one in zip(names.names, names.values(value), strict=True)
        if one is not None
    }


def _as_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_as_json(one) for one in value]
    names = _PARTS.get(type(value))
    return _said(value, names) if names else value
