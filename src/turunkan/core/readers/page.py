"""Format: a saved web page, an Item: by schema.org (JSON-LD, microdata), OpenGraph and its title, in that order.

schema.org: https://schema.org/docs/full.html. OpenGraph: https://ogp.me/. A price is said in the text as well, as
a sum of money is part of what an offer says. What else the page lists (products of a search, posts of a thread)
are Items of their own. A page whose data is a known document of posts gives those posts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import tzinfo
from functools import partial
from typing import Any

from turunkan.core.readers.breakage import Breakage, Code
from turunkan.core.readers.dig import as_count, hashtags_in, links_in, unique
from turunkan.core.readers.documents import document_of
from turunkan.core.readers.given import Given
from turunkan.core.readers.json_text import decode
from turunkan.core.readers.markup import Page, page_of
from turunkan.core.readers.picker import Picker
from turunkan.core.readers.registry import read_value, read_with
from turunkan.core.readers.things import KINDS, Thing, main_of, others_of, things_of, type_of
from turunkan.core.readers.unreadable import Cause, Unreadable
from turunkan.core.vocab import Author, Broken, Item, Kind, Media, Metrics

_HTML = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"(?:saved from url=\(\d+\)|url:\s*)(https?://\S+)")
_HOST = re.compile(
    r"https?://(?:[^/@]*@)?(?:[^/:]*\.)?([a-z0-9-]+)\.(?:com|co\.id|net|id|me|example)(?:[:/?#]|$)", re.IGNORECASE
)
_ORIGIN = re.compile(r"(?P<scheme>https?:)//[^/?#]+", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PLATFORMS = {
    **{name: name for name in ("shopee", "tokopedia", "bukalapak", "lazada", "blibli", "olx", "carousell")},
    **{name: name for name in ("instagram", "facebook", "tiktok", "youtube", "x", "threads")},
    "twitter": "x",
    "t": "telegram",
}
_COUNTS = {"Watch": "views", "View": "views", "Like": "likes", "Comment": "comments", "Share": "shares"}
_TELEGRAM = re.compile(rb"<title>\s*Exported Data\s*</title>")  # its export as a page, which says no dates in full


def is_page(head: bytes) -> bool:
    """Whether the bytes begin like HTML."""
    return _HTML.match(head) is not None


def page_file(given: Given) -> Iterator[Item | Broken]:
    """What a saved page says. Raises Unreadable where it is larger than a page may be."""
    content = given.whole(given.options.limits.page)
    if _TELEGRAM.search(given.head):
        raise Unreadable(Cause.FOREIGN, given.name, kind="Telegram HTML")
    return page_records(content, given.name, given.options.zone)


def page_records(
    content: bytes, name: str, zone: tzinfo | None, said: Mapping[str, str] | None = None
) -> Iterator[Item | Broken]:
    """The Items of a page's bytes; `said` is what was said of it elsewhere (`url`, `captured_at`)."""
    try:
        page = page_of(_decoded(content))
    except Breakage as breakage:
        yield breakage.at(name)
        return
    posts = [part for value in _values(page.data) if _is_document(value) for part in read_value(value, name, zone)]
    yield from posts
    if not posts:
        yield from _as_items(page, name, zone, said or {})
    if not page.ended:
        yield Breakage(Code.CUT_OFF).at(name, part="rest")


def _decoded(content: bytes) -> str:
    """The text of a page in the encoding that it says, else in UTF-8."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    said = _CHARSET.search(content[:4096])
    try:
        return content.decode(said[1].decode("ascii") if said else "utf-8")
    except UnicodeDecodeError as error:
        raise Breakage(Code.NOT_UTF8, byte=error.start + 1) from error
    except LookupError:
        return content.decode("utf-8", "replace")


def _values(texts: Iterable[str]) -> Iterator[object]:
    """The JSON values among texts."""
    for text in texts:
        with suppress(Breakage):
            yield decode(text)


def _is_document(value: object) -> bool:
    return isinstance(value, dict) and document_of(value) is not None


def _as_items(page: Page, name: str, zone: tzinfo | None, said: Mapping[str, str]) -> Iterator[Item | Broken]:
    """The Item of the page itself, then those of the other things that it lists."""
    found = [each for thing in page.things for each in things_of(thing)]
    for text in page.linked_data:
        try:
            found += things_of(decode(text))
        except Breakage as breakage:
            yield breakage.at(name, part="json-ld")
    saved = next((at[1] for comment in page.comments if (at := _SAVED_FROM.search(comment))), None)
    record = {"title": page.title.strip(), "meta": page.meta, "links": page.links}
    address = page.links.get("canonical") or page.meta.get("og:url") or said.get("url") or saved
    main = main_of(found, address)
    yield from read_with(
        partial(_to_item, said={"url": saved or ""} | dict(said)), Picker(record | {"thing": main}, name, zone)
    )
    beside = {"page": address or "", "captured_at": said.get("captured_at", "")}
    for number, thing in enumerate(others_of(found, main), start=1):
        own = Picker({"title": "", "meta": {}, "links": {}, "thing": thing}, f"{name}#{number}", zone)
        yield from read_with(partial(_to_item, said=beside), own)


def _to_item(pick: Picker, said: Mapping[str, str]) -> Item:
    thing = pick.inside(_part(pick.record["thing"]))
    offer = thing.inside(
        _part(thing.record.get("offers")) or (thing.record if type_of(thing.record) == "Offer" else {})
    )
    title = _text(thing, "name", "headline") or _meta(pick, "og:title", "twitter:title") or pick.record["title"]
    text = _text(thing, "description", "articleBody", "text", "caption") or _meta(
        pick, "og:description", "description", "twitter:description"
    )
    if not title and not text:
        raise Breakage(Code.NO_TEXT)
    price = _price(pick, offer)
    url = _url(pick, thing, said.get("page", "")) or said.get("url") or None
    whole = "\n".join(part for part in (text, price.get("said")) if part) or None
    return Item(
        id=url or pick.where,
        platform=_platform(url or said.get("page")),
        kind=_kind(pick, thing.record),
        url=url,
        author=_author(pick, thing, offer),
        title=str(title) if title else None,
        text=whole,
        hashtags=None if text is None else hashtags_in(text),
        links=None if text is None else links_in(text),
        posted_at=_posted_at(pick, thing),
        captured_at=pick.convert("captured_at", pick.moment, said["captured_at"])
        if said.get("captured_at")
        else None,
        metrics=_metrics(thing),
        media=tuple(Media(url=address) for address in _media(pick, thing.record)) or None,
        extra={key: value for key, value in price.items() if key != "said"},
    )


def _part(value: object) -> dict[str, Any]:
    """The first object of a value that may be a list of them."""
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, dict) else {}


def _text(thing: Picker, *names: str) -> str | None:
    said = (thing.record.get(name) for name in names)
    return next((one for one in map(_first, said) if isinstance(one, str) and one.strip()), None)


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _meta(pick: Picker, *names: str) -> str | None:
    meta = _part(pick.record["meta"])
    return next((str(meta[name]) for name in names if meta.get(name)), None)


def _url(pick: Picker, thing: Picker, page: str) -> str | None:
    links = _part(pick.record["links"])
    own = _text(thing, "url")
    return links.get("canonical") or _meta(pick, "og:url") or (_joined(page, own) if own else None)


def _joined(page: str, address: str) -> str:
    """A reference as an address of its own (RFC 3986, section 5.2, without dot segments)."""
    origin = _ORIGIN.match(page)
    if not origin or _ABSOLUTE.match(address):
        return address
    if address.startswith("//"):
        return f"{origin['scheme']}{address}"
    if address.startswith("/"):
        return f"{origin[0]}{address}"
    path = page[origin.end() :].partition("?")[0].partition("#")[0].rpartition("/")[0]
    return f"{origin[0]}{path}/{address}"


def _platform(url: str | None) -> str | None:
    host = _HOST.match(url) if url else None
    return _PLATFORMS.get(host[1].lower()) if host else None


def _kind(pick: Picker, thing: Thing) -> Kind | None:
    kind = KINDS.get(type_of(thing))
    said = _meta(pick, "og:type") or ""
    named = {"product": Kind.LISTING, "video": Kind.VIDEO}.get(
        re.split(r"[.:]", said)[-1 if "product" in said else 0]
    )
    return kind or named


def _author(pick: Picker, thing: Picker, offer: Picker) -> Author | None:
    said = (offer.record.get("seller"), *(thing.record.get(name) for name in ("author", "creator", "seller")))
    who = next((one for one in map(_first, said) if one), None)
    if isinstance(who, str):
        return Author(name=who)
    if not isinstance(who, dict):
        name = _meta(pick, "author", "article:author")
        return Author(name=name) if name else None
    found = thing.inside(who)
    return Author(
        id=_text(found, "identifier", "@id", "url"),
        handle=_text(found, "alternateName"),
        name=_text(found, "name"),
        bio=_text(found, "description"),
    )


def _posted_at(pick: Picker, thing: Picker) -> Any:
    said = _text(thing, "datePublished", "uploadDate", "datePosted", "dateCreated") or _meta(
        pick, "article:published_time", "og:video:release_date"
    )
    return pick.convert("posted_at", pick.moment, said) if said else None


def _price(pick: Picker, offer: Picker) -> dict[str, str]:
    """The price as the page says it, its currency, and both as one reads it: 350000 and IDR are Rp350.000."""
    spec = _part(offer.record.get("priceSpecification"))
    values = (offer.record.get("price"), offer.record.get("lowPrice"), spec.get("price"))
    price = next((str(one) for one in values if isinstance(one, str | int | float) and str(one).strip()), None)
    price = price or _meta(pick, "product:price:amount", "og:price:amount")
    if not price:
        return {}
    currency = offer.record.get("priceCurrency") or spec.get("priceCurrency")
    currency = str(currency or _meta(pick, "product:price:currency", "og:price:currency") or "")
    found = {"price": price, "said": _as_read(price, currency)}
    found |= {"currency": currency} if currency else {}
    condition = offer.record.get("itemCondition")
    return found | ({"condition": condition.rpartition("/")[2]} if isinstance(condition, str) else {})


def _as_read(price: str, currency: str) -> str:
    whole = re.fullmatch(r"([0-9]{1,15})(?:\.0+)?", price)
    if currency == "IDR" and whole:
        return f"Rp{int(whole[1]):,}".replace(",", ".")
    return f"{currency} {price}".strip()


def _metrics(thing: Picker) -> Metrics | None:
    found: dict[str, int | None] = {}
    statistics = thing.record.get("interactionStatistic")
    for one in statistics if isinstance(statistics, list) else [statistics]:
        said = _part(one)
        action = said.get("interactionType")
        named = type_of(action) if isinstance(action, dict) else str(action or "").rpartition("/")[2]
        field = _COUNTS.get(named.removesuffix("Action"))
        if field and said.get("userInteractionCount") is not None:
            found[field] = thing.convert(f"metrics.{field}", as_count, said["userInteractionCount"])
    return Metrics(**found) if found else None


def _media(pick: Picker, thing: Thing) -> tuple[str, ...]:
    """The addresses of what the page shows: its video, its pictures, the stills; each once."""
    said = [thing.get(name) for name in ("contentUrl", "image", "thumbnailUrl", "video", "sharedContent")]
    named = [_meta(pick, name) for name in ("og:video", "og:image", "twitter:image")]
    return unique(address for value in [*said, *named] for address in _addresses(value))


def _addresses(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        address = one if isinstance(one, str) else (_part(one).get("contentUrl") or _part(one).get("url"))
        if isinstance(address, str):
            yield address.strip()
