"""Shape: an Instagram post captured with Zeeschuimer, in its forms of 2024 and 2026.

Since 2026 `owner` is little more than an id and the name stands in `user`. Where the author hides the
counts, Instagram sends placeholders (3 likes, or -1): the source did not say.
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
    hashtags_in,
    links_in,
)
from turunkan.core.readers.picker import Picker
from turunkan.core.readers.shape import Shape
from turunkan.core.readers.zeeschuimer import captured_at, data_of, from_platform, id_of
from turunkan.core.vocab import Author, Item, Kind, Media, Metrics

_VIDEO_PRODUCTS = ("clips", "igtv")
_VIDEO_TYPE = 2


def _to_item(pick: Picker) -> Item:
    data = data_of(pick)
    text = pick.take("text", as_text, "data.caption.text")
    code = pick.take("url", as_text, "data.code")
    return Item(
        id=id_of(pick, "data.id"),
        platform="instagram",
        kind=_kind(data),
        url=f"https://www.instagram.com/p/{code}/" if code else None,
        author=_author(pick),
        text=text,
        hashtags=None if text is None else hashtags_in(text),
        links=None if text is None else links_in(text),
        sponsored=pick.take("sponsored", as_flag, "data.is_paid_partnership"),
        place=pick.take("place", as_text, "data.location.name"),
        posted_at=pick.take("posted_at", as_epoch, "data.taken_at"),
        captured_at=captured_at(pick),
        metrics=_metrics(pick, data),
        media=tuple(_media(data)) or None,
    )


def _kind(data: Record) -> Kind:
    is_video = data.get("product_type") in _VIDEO_PRODUCTS or data.get("media_type") == _VIDEO_TYPE
    return Kind.VIDEO if is_video else Kind.POST


def _author(pick: Picker) -> Author:
    def text(field: str, key: str) -> str | None:
        return pick.take(f"author.{field}", as_text, f"data.user.{key}", f"data.owner.{key}")

    ids = ("data.user.id", "data.user.pk", "data.owner.id", "data.owner.pk")
    return Author(
        id=pick.take("author.id", as_id, *ids),
        handle=text("handle", "username"),
        name=text("name", "full_name"),
        bio=text("bio", "biography"),
        followers=pick.take("author.followers", as_count, "data.user.follower_count"),
    )


def _metrics(pick: Picker, data: Record) -> Metrics:
    hidden = data.get("like_and_view_counts_disabled") is True
    likes_hidden = hidden or data.get("like_count") == -1
    return Metrics(
        views=None if hidden else pick.take("metrics.views", as_count, "data.play_count", "data.view_count"),
        likes=None if likes_hidden else pick.take("metrics.likes", as_count, "data.like_count"),
        comments=pick.take("metrics.comments", as_count, "data.comment_count"),
    )


def _media(data: Record) -> Iterator[Media]:
    """Of each piece of a carousel, or of the post itself: the largest video and the largest picture."""
    pieces = list(each(data, "carousel_media")) or [data]
    for piece in pieces:
        for path in ("video_versions", "image_versions2.candidates"):
            url = dig(max(each(piece, path), key=_area, default=None), "url")
            if isinstance(url, str):
                yield Media(url=url)


def _area(candidate: object) -> int:
    width, height = dig(candidate, "width"), dig(candidate, "height")
    return width * height if isinstance(width, int) and isinstance(height, int) else 0


SHAPE = Shape("zeeschuimer-instagram", from_platform("instagram.com"), _to_item)
