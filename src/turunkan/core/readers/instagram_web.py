"""Document: what Instagram's web pages fetch or hold: a post, a hashtag, a place, a profile, a list of posts.

The forms of 2016–2018 (`nodes`, `items`, `entry_data`) and of GraphQL (`edges`).
"""

from collections.abc import Iterator
from itertools import chain

from turunkan.core.readers.breakage import Breakage, Code, shown
from turunkan.core.readers.dig import Record, as_count, as_id, as_text, dig, each
from turunkan.core.readers.document import Document, Part, Parts
from turunkan.core.readers.instagram_post import nodes, with_comments
from turunkan.core.readers.picker import Picker
from turunkan.core.vocab import Author, Item, Kind, Media

_POSTS = ("graphql.shortcode_media", "data.shortcode_media", "data.xdt_shortcode_media")
_LISTS = (
    "tag.media.nodes",
    "tag.top_posts.nodes",
    "location.media.nodes",
    "location.top_posts.nodes",
)
_EDGES = (
    "data.hashtag.edge_hashtag_to_media.edges",
    "data.hashtag.edge_hashtag_to_top_posts.edges",
    "graphql.hashtag.edge_hashtag_to_media.edges",
    "graphql.hashtag.edge_hashtag_to_top_posts.edges",
    "data.location.edge_location_to_media.edges",
    "data.location.edge_location_to_top_posts.edges",
    "data.user.edge_owner_to_timeline_media.edges",
)
_PAGES = "entry_data.ProfilePage"
_ROOTS = frozenset(path.partition(".")[0] for path in (*_POSTS, *_LISTS, *_EDGES, _PAGES, "items"))
_PROFILES = ("user", "graphql.user")


def _matches(record: Record) -> bool:
    if record.keys().isdisjoint(_ROOTS):  # as of most records, all of which are asked
        return False
    lists = (*_LISTS, *_EDGES, _PAGES)
    held = any(isinstance(dig(record, path), list) for path in lists)
    return held or any(isinstance(dig(record, path), dict) for path in _POSTS) or _is_old_list(record)


def _is_old_list(record: Record) -> bool:
    """The list of a user's posts of 2016, told by its first post."""
    first = next(each(record, "items"), None)
    return "more_available" in record and isinstance(first, dict) and {"code", "created_time"} <= first.keys()


def _unwrap(record: Record) -> Parts:
    for page in each(record, _PAGES):
        yield from _profile(page)
    for post in _posts(record):
        if isinstance(post, dict):
            yield from with_comments(post)
        else:
            yield Breakage(Code.NOT_AN_OBJECT, value=shown(post))


def _posts(record: Record) -> Iterator[object]:
    single = (found for path in _POSTS if (found := dig(record, path)) is not None)
    listed = (each(record, path) for path in (*_LISTS, *(("items",) if _is_old_list(record) else ())))
    return chain(single, chain.from_iterable(listed), *(nodes(record, path) for path in _EDGES))


def _profile(page: object) -> Parts:
    """Who the page is of, and the posts that it shows."""
    user = next((found for path in _PROFILES if isinstance(found := dig(page, path), dict)), None)
    if user is None:
        yield Breakage(Code.MISSING_KEY, key="user")
        return
    yield Part(user, _bio)
    for post in chain(each(user, "media.nodes"), nodes(user, "edge_owner_to_timeline_media.edges")):
        if isinstance(post, dict):
            yield from with_comments(post)
        else:
            yield Breakage(Code.NOT_AN_OBJECT, value=shown(post))


def _bio(pick: Picker) -> Item:
    handle = pick.take("author.handle", as_text, "username")
    id_ = pick.take("id", as_id, "id")
    if id_ is None:
        raise Breakage(Code.MISSING_KEY, key="id")
    link = pick.take("links", as_text, "external_url")
    picture = pick.take("media", as_text, "profile_pic_url_hd", "profile_pic_url")
    return Item(
        id=id_,
        platform="instagram",
        kind=Kind.BIO,
        url=f"https://www.instagram.com/{handle}/" if handle else None,
        author=Author(
            id=id_,
            handle=handle,
            name=pick.take("author.name", as_text, "full_name"),
            bio=pick.take("author.bio", as_text, "biography"),
            followers=pick.take("author.followers", as_count, "followed_by.count", "edge_followed_by.count"),
        ),
        links=(link,) if link else None,
        media=(Media(url=picture),) if picture else None,
    )


DOCUMENT = Document("instagram-web", _matches, _unwrap)
