"""Shape: a TikTok video or photo post captured with Zeeschuimer.

`author` is an object, or in some exports its handle alone with the other fields beside it. The text laid
over the video (`stickersOnItem`) is what the picture says: `image_text`.
"""

from collections.abc import Iterator

from turunkan.core.readers.dig import (
    Record,
    as_count,
    as_epoch,
    as_flag,
    as_id,
    as_text,
    dig,
    each,
    texts_at,
    unique,
)
from turunkan.core.readers.picker import Picker
from turunkan.core.readers.shape import Shape
from turunkan.core.readers.zeeschuimer import captured_at, data_of, from_platform, id_of
from turunkan.core.readers.zeeschuimer_tiktok_comments import is_comment
from turunkan.core.vocab import Author, Item, Kind, Media, Metrics

_AD_FLAGS = ("isAd", "adAuthorization", "isPaidPartnership")


def post_item(pick: Picker) -> Item:
    """The Item of a post, whose record stands under `data`."""
    data = data_of(pick)
    post = id_of(pick, "data.id")
    author = _author(pick)
    return Item(
        id=post,
        platform="tiktok",
        kind=Kind.POST if isinstance(data.get("imagePost"), dict) else Kind.VIDEO,
        url=f"https://www.tiktok.com/@{author.handle}/video/{post}" if author.handle else None,
        author=author,
        text=_text(pick, data),
        image_text="\n".join(_stickers(data)) or None,
        hashtags=_hashtags(data),
        sponsored=_sponsored(pick),
        place=pick.take("place", as_text, "data.poi.name"),
        posted_at=pick.take("posted_at", as_epoch, "data.createTime"),
        captured_at=captured_at(pick),
        metrics=_metrics(pick),
        media=tuple(_media(data)) or None,
    )


def _author(pick: Picker) -> Author:
    handle = "data.author" if isinstance(dig(pick.record, "data.author"), str) else "data.author.uniqueId"
    followers = ("data.authorStats.followerCount", "data.authorStatsV2.followerCount")
    return Author(
        id=pick.take("author.id", as_id, "data.author.id", "data.authorId"),
        handle=pick.take("author.handle", as_text, handle),
        name=pick.take("author.name", as_text, "data.author.nickname", "data.nickname"),
        bio=pick.take("author.bio", as_text, "data.author.signature", "data.signature"),
        followers=pick.take("author.followers", as_count, *followers),
    )


def _text(pick: Picker, data: Record) -> str | None:
    caption = pick.take("text", as_text, "data.desc")
    return caption or "\n".join(texts_at(data, "contents", "desc")) or caption


def _stickers(data: Record) -> Iterator[str]:
    for sticker in each(data, "stickersOnItem"):
        yield from (text for text in each(sticker, "stickerText") if isinstance(text, str) and text)


def _hashtags(data: Record) -> tuple[str, ...] | None:
    """As marked in the caption, then those that only the challenges name; None where neither is listed."""
    places = [data, *each(data, "contents")]
    listed = [*(dig(place, "textExtra") for place in places), data.get("challenges")]
    if not any(isinstance(tags, list) for tags in listed):
        return None
    marked = [tag for place in places for tag in texts_at(place, "textExtra", "hashtagName")]
    known = {tag.casefold() for tag in marked}
    named = texts_at(data, "challenges", "title")
    return unique([*marked, *(tag for tag in named if tag.casefold() not in known)])


def _sponsored(pick: Picker) -> bool | None:
    said = [pick.take("sponsored", as_flag, f"data.{flag}") for flag in _AD_FLAGS]
    return True if True in said else (False if False in said else None)


def _metrics(pick: Picker) -> Metrics:
    def count(field: str, key: str) -> int | None:
        return pick.take(f"metrics.{field}", as_count, f"data.stats.{key}", f"data.statsV2.{key}")

    return Metrics(
        views=count("views", "playCount"),
        likes=count("likes", "diggCount"),
        comments=count("comments", "commentCount"),
        shares=count("shares", "shareCount"),
    )


def _media(data: Record) -> Iterator[Media]:
    """The video with its cover, or every picture of a photo post."""
    pictures = (next(each(image, "imageURL.urlList"), None) for image in each(data, "imagePost.images"))
    for url in (dig(data, "video.playAddr"), dig(data, "video.cover"), *pictures):
        if isinstance(url, str) and url:
            yield Media(url=url)


_is_tiktok = from_platform("tiktok.com")


def _matches(record: Record) -> bool:
    return _is_tiktok(record) and not is_comment(record["data"])


SHAPE = Shape("zeeschuimer-tiktok", _matches, post_item)
