"""Tables known by their headings: the CSV exports of 4CAT, one entry a data source; a new one is a line here.

Source: https://github.com/digitalmethodsinitiative/4cat (`map_item` of each data source). `timestamp` is UTC, and
`unix_timestamp` says the same in seconds; flags are `yes` and `no`; lists are joined by commas.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from turunkan.core.readers.breakage import Breakage
from turunkan.core.readers.dig import as_epoch

_LOCAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")
_SAID = "yes"


@dataclass(frozen=True, slots=True)
class Headings:
    """A member of the registry: a table whose first row names all the `required` columns.

    `columns` goes from Item field to the columns that may hold it, the best first; `constants` are the same of
    every row; `media` are columns of addresses. A field of `hidden` is not said where that column says yes.
    """

    name: str
    required: frozenset[str]
    columns: Mapping[str, Sequence[str]]
    constants: Mapping[str, object] = field(default_factory=dict)
    media: Sequence[str] = ()
    hidden: Mapping[str, str] = field(default_factory=dict)

    def matches(self, names: Sequence[str]) -> bool:
        """Whether a table's first row is one of these."""
        return self.required <= set(names)

    def mapping(self, names: Sequence[str]) -> dict[str, str]:
        """The column of each Item field, of those that the table has."""
        return {field: columns[0] for field, columns in self._held(names).items() if columns}

    def _held(self, names: Sequence[str]) -> dict[str, list[str]]:
        return {field: [name for name in wanted if name in names] for field, wanted in self.columns.items()}

    def cells(self, row: Mapping[str, str]) -> dict[str, str]:
        """A row with the best cell of each field in the first of its columns; what is hidden is left empty."""
        read = {name: _CELLS[name](cell) if name in _CELLS else cell for name, cell in row.items()}
        for field_, columns in self._held(tuple(row)).items():
            if columns:
                is_hidden = row.get(self.hidden.get(field_, "")) == _SAID
                said = [read[name] for name in columns if read[name].strip()]
                best = _SAID if _SAID in said else next(iter(said), "")  # of several flags, the one that is up
                read[columns[0]] = "" if is_hidden else best
        return read

    def beside(self, row: Mapping[str, str]) -> dict[str, object]:
        """What no single cell holds: the constants and the media."""
        urls = [url for name in self.media for url in row.get(name, "").split(",") if url]
        return {**self.constants, **({"media": [{"url": url} for url in urls]} if urls else {})}


def headings_of(names: Sequence[str]) -> Headings | None:
    """The first table that has these headings; None where it is none that is known."""
    return next((headings for headings in HEADINGS if headings.matches(names)), None)


def _date(cell: str) -> str:
    """A moment of UTC, in seconds since 1970 or without its offset; anything else as it stands."""
    if _LOCAL.fullmatch(cell):
        return f"{cell}Z"
    try:
        return as_epoch(cell).isoformat() if cell.isdecimal() else cell
    except Breakage:
        return cell


_CELLS: Mapping[str, Callable[[str], str]] = dict.fromkeys(("timestamp", "unix_timestamp"), _date)
_COMMON: Mapping[str, Sequence[str]] = {
    "id": ("id",),
    "text": ("body",),
    "author.handle": ("author",),
    "posted_at": ("unix_timestamp", "timestamp"),
}
_4CAT = frozenset(("id", "thread_id", "body", "timestamp"))

HEADINGS: tuple[Headings, ...] = (
    Headings(
        "4cat-tiktok-comments",
        _4CAT | {"comment_url", "is_comment_on_comment"},
        {
            **_COMMON,
            "parent": ("thread_id",),
            "url": ("comment_url",),
            "author.name": ("author_full",),
            "metrics.likes": ("likes",),
            "metrics.comments": ("replies",),
        },
        {"platform": "tiktok", "kind": "comment"},
    ),
    Headings(
        "4cat-tiktok",
        _4CAT | {"tiktok_url"},
        {
            **_COMMON,
            "url": ("tiktok_url",),
            "author.id": ("author_id",),
            "author.name": ("author_full",),
            "author.followers": ("author_followers",),
            "image_text": ("stickers",),
            "metrics.likes": ("likes",),
            "metrics.comments": ("comments",),
            "metrics.shares": ("shares",),
            "metrics.views": ("plays",),
            "sponsored": ("is_ad", "is_paid_partnership", "is_sponsored"),
            "place": ("location_created",),
        },
        {"platform": "tiktok", "kind": "video"},
        media=("video_url", "thumbnail_url"),
    ),
    Headings(
        "4cat-instagram",
        _4CAT | {"num_likes", "num_comments"},
        {
            **_COMMON,
            "url": ("url",),
            "author.id": ("author_id",),
            "author.name": ("author_fullname",),
            "place": ("location_name",),
            "metrics.likes": ("num_likes",),
            "metrics.comments": ("num_comments",),
        },
        {"platform": "instagram"},
        media=("media_urls", "media_url", "image_urls"),
        hidden={"metrics.likes": "likes_hidden"},
    ),
    Headings(
        "4cat-x",
        _4CAT | {"retweet_count", "quote_count"},
        {
            **_COMMON,
            "url": ("link",),
            "links": ("urls",),
            "author.id": ("author_id",),
            "author.name": ("author_fullname",),
            "place": ("place_name",),
            "metrics.likes": ("like_count",),
            "metrics.comments": ("reply_count",),
            "metrics.shares": ("retweet_count",),
            "metrics.views": ("impression_count",),
        },
        {"platform": "x"},
        media=("images", "videos"),
    ),
    Headings(
        "4cat-telegram",
        _4CAT | {"chat", "author_username"},
        {
            **_COMMON,
            "author.id": ("author",),
            "author.handle": ("author_username",),
            "author.name": ("author_name",),
            "metrics.views": ("views",),
            "metrics.shares": ("forwards",),
        },
        {"platform": "telegram"},
    ),
    Headings("4cat", _4CAT, {**_COMMON, "title": ("subject",), "url": ("url", "link")}),
)
