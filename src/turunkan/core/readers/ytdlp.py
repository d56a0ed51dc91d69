"""Document: `info.json` as yt-dlp writes it beside a video, with its comments; or a playlist of such.

Source: the fields of https://github.com/yt-dlp/yt-dlp (`yt_dlp/extractor/common.py`). `upload_date` is a day of
UTC; `epoch` is when the page was looked at.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from turunkan.core.readers.breakage import Breakage, Code, shown
from turunkan.core.readers.dig import (
    Record,
    as_count,
    as_epoch,
    as_hashtags,
    as_id,
    as_list,
    as_text,
    dig,
    each,
    hashtags_in,
    links_in,
)
from turunkan.core.readers.document import Document, Part, Parts, parts_of
from turunkan.core.readers.picker import Picker
from turunkan.core.vocab import Author, Item, Kind, Media, Metrics

_PLATFORMS = {"twitter": "x"}
_ANY_AUTHOR = (("channel_id", "uploader_id"), (), ("uploader", "channel"))
_AUTHORS: dict[str, tuple[tuple[str, ...], ...]] = {  # where an extractor puts id, handle and name
    "youtube": (("channel_id",), ("uploader_id",), ("channel", "uploader")),
    "tiktok": (("uploader_id",), ("uploader",), ("channel",)),
    "instagram": (("uploader_id",), ("channel",), ("uploader",)),
    "x": (("channel_id",), ("uploader_id",), ("uploader",)),
}
_DAY = re.compile(r"[0-9]{8}")
_LISTS = ("playlist", "multi_video")
_TOP = "root"  # the parent of a comment on the video itself


def _matches(record: Record) -> bool:
    return "extractor" in record and "webpage_url" in record and "id" in record


def _unwrap(record: Record) -> Parts:
    """A video and its comments; of a playlist, all in it, of which one that yt-dlp could not get is null."""
    waiting: list[object] = [record]
    while waiting:
        entry = waiting.pop()
        if not isinstance(entry, dict):
            yield Breakage(Code.NOT_AN_OBJECT, value=shown(entry))
        elif entry.get("_type") in _LISTS:
            waiting += reversed([_named(entry, one) for one in each(entry, "entries")])
        else:
            yield Part(entry, _video)
            yield from parts_of(each(entry, "comments"), partial(_comment, entry))


def _named(playlist: Record, entry: object) -> object:
    """An entry with the extractor of its playlist, where it names none of its own."""
    return {"extractor": playlist.get("extractor"), **entry} if isinstance(entry, dict) else entry


def _platform(record: Record) -> str:
    name = str(record.get("extractor")).partition(":")[0].lower()
    return _PLATFORMS.get(name, name)


def _video(pick: Picker) -> Item:
    is_live = pick.record.get("live_status") == "is_live" or pick.record.get("is_live") is True
    text = pick.take("text", as_text, "description")
    tags = pick.take("hashtags", as_hashtags, "tags")
    return Item(
        id=_id(pick),
        platform=_platform(pick.record),
        kind=Kind.LIVE if is_live else Kind.VIDEO,
        url=pick.take("url", as_text, "webpage_url", "url"),
        author=_author(pick),
        title=pick.take("title", as_text, "title"),
        text=text,
        hashtags=hashtags_in(text) if tags is None and text is not None else tags,
        links=None if text is None else links_in(text),
        place=pick.take("place", as_text, "location"),
        posted_at=pick.take("posted_at", as_epoch, "timestamp") or pick.take("posted_at", _as_day, "upload_date"),
        captured_at=pick.take("captured_at", as_epoch, "epoch"),
        metrics=_metrics(pick),
        media=tuple(_media(pick)) or None,
    )


def _id(pick: Picker) -> str:
    found = pick.take("id", as_id, "id")
    if found is None:
        raise Breakage(Code.MISSING_KEY, key="id")
    return found


def _author(pick: Picker) -> Author:
    id_, handle, name = _AUTHORS.get(_platform(pick.record), _ANY_AUTHOR)
    return Author(
        id=pick.take("author.id", as_id, *id_),
        handle=pick.take("author.handle", _as_handle, *handle),
        name=pick.take("author.name", as_text, *name),
        followers=pick.take("author.followers", as_count, "channel_follower_count"),
    )


def _metrics(pick: Picker) -> Metrics:
    return Metrics(
        views=pick.take("metrics.views", as_count, "view_count"),
        likes=pick.take("metrics.likes", as_count, "like_count"),
        comments=pick.take("metrics.comments", as_count, "comment_count"),
        shares=pick.take("metrics.shares", as_count, "repost_count"),
    )


def _media(pick: Picker) -> Iterator[Media]:
    """The still that yt-dlp holds for the best, which it lists last."""
    stills = pick.take("media", as_list, "thumbnails") or []
    url = pick.take("media", as_text, "thumbnail") or dig(stills[-1] if stills else None, "url")
    if isinstance(url, str):
        yield Media(url=url)


def _comment(video: Record, pick: Picker) -> Item:
    text = pick.take("text", as_text, "text")
    parent = pick.take("parent", as_id, "parent")
    return Item(
        id=_id(pick),
        platform=_platform(video),
        kind=Kind.COMMENT,
        url=pick.take("url", as_text, "_url"),
        parent=str(video.get("id")) if parent in (None, _TOP) else parent,
        author=Author(
            id=pick.take("author.id", as_id, "author_id"),
            handle=pick.take("author.handle", _as_handle, "author"),
        ),
        text=text,
        hashtags=None if text is None else hashtags_in(text),
        links=None if text is None else links_in(text),
        posted_at=pick.take("posted_at", as_epoch, "timestamp"),
        metrics=Metrics(likes=pick.take("metrics.likes", as_count, "like_count")),
    )


def _as_handle(value: object) -> str:
    """A handle, without the sign that some platforms write before it."""
    return as_id(value).removeprefix("@")


def _as_day(value: object) -> datetime:
    """The first moment of a day of UTC written as `20261117`."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise Breakage(Code.BAD_DATE, value=shown(value))
    try:
        return datetime.strptime(value, "%Y%m%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise Breakage(Code.BAD_DATE, value=shown(value)) from error


DOCUMENT = Document("yt-dlp", _matches, _unwrap)
