"""Document: a list response of the YouTube Data API v3, or one of its resources by itself.

Source: https://developers.google.com/youtube/v3/docs (search, videos, commentThreads, comments, channels).
Counts are written as text, and absent where the owner hides them. Titles of search results, and `textDisplay`,
are HTML; `textOriginal` is what was typed.
"""

import html
import re
from collections.abc import Callable, Iterator

from turunkan.core.readers.breakage import Breakage, Code, shown
from turunkan.core.readers.dig import (
    Record,
    as_count,
    as_hashtags,
    as_id,
    as_text,
    dig,
    each,
    hashtags_in,
    links_in,
)
from turunkan.core.readers.document import Document, Part, Parts, parts_of
from turunkan.core.readers.picker import Picker
from turunkan.core.vocab import Author, Item, Kind, Media, Metrics

_KIND = "youtube#"
_AT = "@"
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_SIZES = ("maxres", "standard", "high", "medium", "default")


def _matches(record: Record) -> bool:
    kind = record.get("kind")
    return isinstance(kind, str) and kind.startswith(_KIND) and ("items" in record or "snippet" in record)


def _unwrap(record: Record) -> Parts:
    if "items" not in record:
        yield from _resource(record)
        return
    if not isinstance(record["items"], list):
        raise Breakage(Code.MISSING_KEY, key="items")
    for resource in record["items"]:
        if isinstance(resource, dict):
            yield from _resource(resource)
        else:
            yield Breakage(Code.NOT_AN_OBJECT, value=shown(resource))


def _resource(record: Record) -> Parts:
    """A resource as its records: a comment thread is its comment and the answers that came with it."""
    kind = str(record.get("kind")).removeprefix(_KIND)
    if kind == "commentThread":
        yield from parts_of([dig(record, "snippet.topLevelComment")], _comment)
        yield from parts_of(each(record, "replies.comments"), _comment)
    elif kind in _RESOURCES:
        yield Part(record, _RESOURCES[kind])
    else:
        yield Breakage(Code.UNKNOWN_SHAPE, detail=shown(record.get("kind")))


def _video(pick: Picker) -> Item:
    return _film(pick, _id(pick, "id"), pick.take("title", as_text, "snippet.title"))


def _search_result(pick: Picker) -> Item:
    """A search result names what it found: a video, a channel or a playlist, whose title is HTML."""
    title = pick.take("title", _from_html, "snippet.title")
    if dig(pick.record, "id.channelId"):
        return _bio(pick, _id(pick, "id.channelId"), title)
    if dig(pick.record, "id.videoId"):
        return _film(pick, _id(pick, "id.videoId"), title)
    playlist = _id(pick, "id.playlistId")
    url = f"https://www.youtube.com/playlist?list={playlist}"
    return _published(pick, playlist, url, Kind.POST, title)


def _film(pick: Picker, video: str, title: str | None) -> Item:
    is_live = dig(pick.record, "snippet.liveBroadcastContent") == "live"
    url = f"https://www.youtube.com/watch?v={video}"
    return _published(pick, video, url, Kind.LIVE if is_live else Kind.VIDEO, title)


def _published(pick: Picker, id_: str, url: str, kind: Kind, title: str | None) -> Item:
    """What a channel published, a video or a playlist."""
    text = pick.take("text", as_text, "snippet.description")
    tags = pick.take("hashtags", as_hashtags, "snippet.tags")
    return Item(
        id=id_,
        platform="youtube",
        kind=kind,
        url=url,
        author=Author(
            id=pick.take("author.id", as_id, "snippet.channelId"),
            name=pick.take("author.name", as_text, "snippet.channelTitle"),
        ),
        title=title,
        text=text,
        hashtags=hashtags_in(text) if tags is None and text is not None else tags,
        links=None if text is None else links_in(text),
        posted_at=pick.take("posted_at", pick.moment, "snippet.publishedAt"),
        metrics=_metrics(pick, "viewCount", "likeCount", "commentCount"),
        media=tuple(_thumbnail(pick.record)) or None,
    )


def _channel(pick: Picker) -> Item:
    return _bio(pick, _id(pick, "id"), pick.take("title", as_text, "snippet.title"))


def _bio(pick: Picker, channel: str, name: str | None) -> Item:
    is_hidden = dig(pick.record, "statistics.hiddenSubscriberCount") is True
    followers = pick.take("author.followers", as_count, "statistics.subscriberCount")
    return Item(
        id=channel,
        platform="youtube",
        kind=Kind.BIO,
        url=f"https://www.youtube.com/channel/{channel}",
        author=Author(
            id=channel,
            handle=pick.take("author.handle", _as_handle, "snippet.customUrl"),
            name=name,
            bio=pick.take("author.bio", as_text, "snippet.description"),
            followers=None if is_hidden else followers,
        ),
        posted_at=pick.take("posted_at", pick.moment, "snippet.publishedAt"),
        metrics=_metrics(pick, "viewCount"),
        media=tuple(_thumbnail(pick.record)) or None,
    )


def _comment(pick: Picker) -> Item:
    comment = _id(pick, "id")
    video = pick.take("url", as_id, "snippet.videoId")
    original = pick.take("text", as_text, "snippet.textOriginal")
    text = pick.take("text", _from_html, "snippet.textDisplay") if original is None else original
    return Item(
        id=comment,
        platform="youtube",
        kind=Kind.COMMENT,
        url=f"https://www.youtube.com/watch?v={video}&lc={comment}" if video else None,
        parent=pick.take("parent", as_id, "snippet.parentId", "snippet.videoId"),
        author=_commenter(pick),
        text=text,
        hashtags=None if text is None else hashtags_in(text),
        links=None if text is None else links_in(text),
        posted_at=pick.take("posted_at", pick.moment, "snippet.publishedAt"),
        metrics=Metrics(likes=pick.take("metrics.likes", as_count, "snippet.likeCount")),
    )


def _commenter(pick: Picker) -> Author:
    """Since 2023 the displayed name is the handle."""
    shown_as = pick.take("author.name", as_text, "snippet.authorDisplayName")
    is_handle = shown_as is not None and shown_as.startswith(_AT)
    return Author(
        id=pick.take("author.id", as_id, "snippet.authorChannelId.value"),
        handle=_as_handle(shown_as) if is_handle else None,
        name=None if is_handle else shown_as,
    )


def _as_handle(value: object) -> str:
    return as_text(value).removeprefix(_AT)


def _id(pick: Picker, path: str) -> str:
    found = pick.take("id", as_id, path)
    if found is None:
        raise Breakage(Code.MISSING_KEY, key="id")
    return found


def _metrics(pick: Picker, views: str, likes: str = "", comments: str = "") -> Metrics:
    def count(field: str, key: str) -> int | None:
        return pick.take(f"metrics.{field}", as_count, f"statistics.{key}") if key else None

    return Metrics(views=count("views", views), likes=count("likes", likes), comments=count("comments", comments))


def _thumbnail(record: Record) -> Iterator[Media]:
    """The largest still."""
    for size in _SIZES:
        url = dig(record, f"snippet.thumbnails.{size}.url")
        if isinstance(url, str):
            yield Media(url=url)
            return


def _from_html(value: object) -> str:
    """The text that HTML shows, its lines kept."""
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", as_text(value))))


_RESOURCES: dict[str, Callable[[Picker], Item]] = {
    "searchResult": _search_result,
    "video": _video,
    "comment": _comment,
    "channel": _channel,
}

DOCUMENT = Document("youtube-api", _matches, _unwrap)
