"""A post as Instagram's web pages hold it (GraphQL, and the older lists of 2016–2018), and its comments."""

from collections.abc import Iterator
from functools import partial

from turunkan.core.readers.breakage import Breakage, Code
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
    unique,
)
from turunkan.core.readers.document import Part, Parts, parts_of
from turunkan.core.readers.picker import Picker
from turunkan.core.vocab import Author, Item, Kind, Media, Metrics

_PICTURES = ("display_url", "display_src", "images.standard_resolution.url")
_COMMENTS = ("edge_media_to_parent_comment.edges", "edge_media_to_comment.edges")
_OF_PHONE = "iphone_struct"  # what the telephone's own programme is told, where somebody logged in
_SPONSORED = ("is_paid_partnership", "is_ad", f"{_OF_PHONE}.is_paid_partnership")
_HIDDEN = -1  # likes that the author does not show


def with_comments(post: Record) -> Parts:
    """A post, then the comments that came with it."""
    yield Part(post, post_item)
    path = next((path for path in _COMMENTS if isinstance(dig(post, path), list)), _COMMENTS[0])
    for comment in nodes(post, path):
        yield from parts_of([comment], partial(_comment, str(post.get("id"))))
        yield from parts_of(
            nodes(comment, "edge_threaded_comments.edges"), partial(_comment, str(dig(comment, "id")))
        )


def listed_comment(comment: Record) -> Parts:
    """A comment that came without its post, then the answers to it."""
    yield Part(comment, partial(_comment, None))
    yield from parts_of(each(comment, "answers"), partial(_comment, str(comment["id"])))


def nodes(value: object, path: str) -> Iterator[object]:
    """What stands in the edges at a path."""
    return (dig(edge, "node") for edge in each(value, path))


def post_item(pick: Picker) -> Item:
    """The Item of a post."""
    text = _caption(pick)
    code = pick.take("url", as_text, "shortcode", "code")
    return Item(
        id=_id(pick),
        platform="instagram",
        kind=Kind.VIDEO if _is_video(pick.record) else Kind.POST,
        url=f"https://www.instagram.com/p/{code}/" if code else None,
        author=_author(pick),
        title=pick.take("title", as_text, "title"),
        text=text,
        hashtags=None if text is None else hashtags_in(text),
        links=None if text is None else links_in(text),
        sponsored=pick.take("sponsored", as_flag, *_SPONSORED),
        place=pick.take("place", as_text, "location.name", f"{_OF_PHONE}.location.name"),
        posted_at=pick.take("posted_at", as_epoch, "taken_at_timestamp", "date", "created_time"),
        metrics=_metrics(pick),
        media=tuple(Media(url=url) for url in unique(_media(pick.record))) or None,
    )


def _id(pick: Picker) -> str:
    found = pick.take("id", as_id, "id")
    if found is None:
        raise Breakage(Code.MISSING_KEY, key="id")
    return found


def _is_video(record: Record) -> bool:
    return record.get("is_video") is True or record.get("type") == "video"


def _caption(pick: Picker) -> str | None:
    captions = (dig(node, "text") for node in nodes(pick.record, "edge_media_to_caption.edges"))
    found = next(captions, None)
    if found is not None:
        return pick.convert("text", as_text, found)
    path = "caption.text" if isinstance(pick.record.get("caption"), dict) else "caption"
    return pick.take("text", as_text, path)


def _author(pick: Picker) -> Author:
    def text(field: str, key: str) -> str | None:
        paths = (f"owner.{key}", f"user.{key}", f"{_OF_PHONE}.user.{key}")
        return pick.take(f"author.{field}", as_text, *paths)

    return Author(
        id=pick.take("author.id", as_id, "owner.id", "user.id", f"{_OF_PHONE}.user.pk"),
        handle=text("handle", "username"),
        name=text("name", "full_name"),
        bio=pick.take("author.bio", as_text, "owner.biography"),
        followers=pick.take("author.followers", as_count, "owner.edge_followed_by.count"),
    )


def _metrics(pick: Picker) -> Metrics:
    counts = ("edge_media_preview_like.count", "edge_liked_by.count", "likes.count")
    likes = [path for path in counts if dig(pick.record, path) != _HIDDEN]
    replies = ["edge_media_to_parent_comment.count", "edge_media_to_comment.count", "comments.count"]
    replies += [f"{_OF_PHONE}.comment_count"]
    return Metrics(
        views=pick.take("metrics.views", as_count, "video_view_count", "video_views"),
        likes=pick.take("metrics.likes", as_count, *likes),
        comments=pick.take("metrics.comments", as_count, *replies),
    )


def _media(record: Record) -> Iterator[str]:
    """Of each piece of a carousel, or of the post itself: its video and its picture."""
    pieces = list(nodes(record, "edge_sidecar_to_children.edges")) or [record]
    for piece in pieces:
        for path in ("video_url", "videos.standard_resolution.url", *_PICTURES):
            url = dig(piece, path)
            if isinstance(url, str):
                yield url


def _comment(parent: str | None, pick: Picker) -> Item:
    text = pick.take("text", as_text, "text")
    return Item(
        id=_id(pick),
        platform="instagram",
        kind=Kind.COMMENT,
        parent=parent,
        author=_author(pick),
        text=text,
        hashtags=None if text is None else hashtags_in(text),
        links=None if text is None else links_in(text),
        posted_at=pick.take("posted_at", as_epoch, "created_at"),
        metrics=Metrics(likes=pick.take("metrics.likes", as_count, "edge_liked_by.count", "likes_count")),
    )
