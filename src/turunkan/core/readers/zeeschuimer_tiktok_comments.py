"""Shape: a comment on TikTok captured with Zeeschuimer, on a video or under another comment."""

from turunkan.core.readers.dig import Record, as_count, as_epoch, as_id, as_text, dig, hashtags_in, links_in
from turunkan.core.readers.picker import Picker
from turunkan.core.readers.shape import Shape
from turunkan.core.readers.zeeschuimer import captured_at, data_of, id_of, is_envelope
from turunkan.core.vocab import Author, Item, Kind, Metrics

_NOT_ANSWERED = ("0", 0, "", None)


def _matches(record: Record) -> bool:
    is_tiktok = str(record.get("source_platform")).startswith("tiktok")
    return is_envelope(record) and is_tiktok and is_comment(record["data"])


def is_comment(data: object) -> bool:
    """Whether this is TikTok's record of a comment rather than of a video."""
    return dig(data, "cid") is not None and dig(data, "aweme_id") is not None


def _to_item(pick: Picker) -> Item:
    data = data_of(pick)
    text = pick.take("text", as_text, "data.text")
    answered = "data.aweme_id" if data.get("reply_id") in _NOT_ANSWERED else "data.reply_id"
    return Item(
        id=id_of(pick, "data.cid"),
        platform="tiktok",
        kind=Kind.COMMENT,
        url=pick.take("url", as_text, "data.share_info.url"),
        parent=pick.take("parent", as_id, answered),
        author=Author(
            id=pick.take("author.id", as_id, "data.user.uid"),
            handle=pick.take("author.handle", as_text, "data.user.unique_id"),
            name=pick.take("author.name", as_text, "data.user.nickname"),
            bio=pick.take("author.bio", as_text, "data.user.signature"),
        ),
        text=text,
        hashtags=None if text is None else hashtags_in(text),
        links=None if text is None else links_in(text),
        posted_at=pick.take("posted_at", as_epoch, "data.create_time"),
        captured_at=captured_at(pick),
        metrics=Metrics(
            likes=pick.take("metrics.likes", as_count, "data.digg_count"),
            comments=pick.take("metrics.comments", as_count, "data.reply_comment_total"),
        ),
    )


SHAPE = Shape("zeeschuimer-tiktok-comments", _matches, _to_item)
