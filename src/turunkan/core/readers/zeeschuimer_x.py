"""Shape: a post of X (formerly Twitter) captured with Zeeschuimer, in its forms of 2023 and 2025.

A repost carries its own text cut off: text, hashtags, links, media and counts are those of the original,
and the text says `RT @handle: ` first, as X itself writes it.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from turunkan.core.readers.breakage import Breakage, Code, shown
from turunkan.core.readers.dig import Record, as_count, as_id, as_text, dig, texts_at, unique
from turunkan.core.readers.picker import Picker
from turunkan.core.readers.shape import Shape
from turunkan.core.readers.zeeschuimer import captured_at, data_of, from_platform, id_of
from turunkan.core.vocab import Author, Item, Kind, Media, Metrics

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(rf"[A-Z][a-z]{{2}} ({'|'.join(_MONTHS)}) ([0-9]{{2}}) ([0-9:]{{8}}) \+0000 ([0-9]{{4}})")
_USER = "core.user_results.result"


def _to_item(pick: Picker) -> Item:
    post = id_of(pick, "data.rest_id", "data.id")
    tweet = pick.inside(_unwrapped(data_of(pick)))
    original = _original(tweet)
    author = _author(tweet)
    parent = tweet.take("parent", as_id, "legacy.in_reply_to_status_id_str")
    return Item(
        id=post,
        platform="x",
        kind=Kind.POST if parent is None else Kind.COMMENT,
        url=f"https://x.com/{author.handle or 'i'}/status/{post}",
        parent=parent,
        author=author,
        text=_text(tweet, original),
        hashtags=_entities(original, "hashtags", "text"),
        links=_entities(original, "urls", "expanded_url"),
        place=tweet.take("place", as_text, "legacy.place.full_name"),
        posted_at=tweet.take("posted_at", _as_date, "legacy.created_at"),
        captured_at=captured_at(pick),
        metrics=_metrics(original),
        media=tuple(_media(original.record)) or None,
    )


def _unwrapped(data: Record) -> Record:
    """The post itself, taken out of the wrapper that some carry (`TweetWithVisibilityResults`)."""
    if data.get("__typename") == "TweetTombstone" or "tombstone" in data:
        raise Breakage(Code.TOMBSTONE)
    inner = data.get("tweet")
    tweet = inner if isinstance(inner, dict) else data
    if not isinstance(tweet.get("legacy"), dict):
        raise Breakage(Code.MISSING_KEY, key="legacy")
    return tweet


def _original(tweet: Picker) -> Picker:
    """What a repost shows; the post itself where it is none, or where the original is not in the capture."""
    reposted = dig(tweet.record, "legacy.retweeted_status_result.result")
    if not isinstance(reposted, dict):
        return tweet
    try:
        return tweet.inside(_unwrapped(reposted))
    except Breakage:
        return tweet


def _author(tweet: Picker) -> Author:
    def text(field: str, *paths: str) -> str | None:
        return tweet.take(f"author.{field}", as_text, *(f"{_USER}.{path}" for path in paths))

    return Author(
        id=tweet.take("author.id", as_id, f"{_USER}.rest_id", "legacy.user_id_str"),
        handle=text("handle", "legacy.screen_name", "core.screen_name"),
        name=text("name", "legacy.name", "core.name"),
        bio=text("bio", "legacy.description", "profile_bio.description"),
        followers=tweet.take("author.followers", as_count, f"{_USER}.legacy.followers_count"),
    )


def _text(tweet: Picker, original: Picker) -> str | None:
    text = original.take("text", as_text, "note_tweet.note_tweet_results.result.text", "legacy.full_text")
    if text is None:
        return None
    author = original is not tweet and _author(original).handle
    return _unescaped(f"RT @{author}: {text}" if author else text)


def _unescaped(text: str) -> str:
    """X escapes these three characters and no others."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _entities(post: Picker, kind: str, key: str) -> tuple[str, ...] | None:
    """Those of the long text where there is one; None where the post does not list them at all."""
    for path in (f"note_tweet.note_tweet_results.result.entity_set.{kind}", f"legacy.entities.{kind}"):
        if isinstance(dig(post.record, path), list):
            return unique(texts_at(post.record, path, key))
    return None


def _as_date(value: object) -> datetime:
    """`Tue Oct 10 07:57:53 +0000 2023`, read without the locale."""
    found = _DATE.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise Breakage(Code.BAD_DATE, value=shown(value))
    month, day, time, year = found.groups()
    try:
        moment = datetime.fromisoformat(f"{year}-{_MONTHS.index(month) + 1:02}-{day}T{time}")
    except ValueError as error:
        raise Breakage(Code.BAD_DATE, value=shown(value)) from error
    return moment.replace(tzinfo=UTC)


def _metrics(post: Picker) -> Metrics:
    def count(field: str, path: str) -> int | None:
        return post.take(f"metrics.{field}", as_count, path)

    return Metrics(
        views=count("views", "views.count"),
        likes=count("likes", "legacy.favorite_count"),
        comments=count("comments", "legacy.reply_count"),
        shares=count("shares", "legacy.retweet_count"),
    )


def _media(record: Record) -> Iterator[Media]:
    """The pictures, and the still of each video, from the fuller of the two lists that X sends."""
    path = "legacy.extended_entities.media"
    listed = path if isinstance(dig(record, path), list) else "legacy.entities.media"
    return (Media(url=url) for url in unique(texts_at(record, listed, "media_url_https")))


SHAPE = Shape("zeeschuimer-x", from_platform("twitter.com", "x.com"), _to_item)
