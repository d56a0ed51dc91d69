"""Addresses: which platform a link leads to, and what it names there; so that a post is known again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from turunkan.core.vocab import Kind


@dataclass(frozen=True, slots=True)
class Place:
    """What a link names: `platform` and `id` are empty where only the host, or not even that, is known."""

    platform: str
    id: str
    kind: Kind | None = None
    handle: str = ""


# platform → patterns over path and query, each with the kind of what it names.
_PATTERNS: dict[str, tuple[tuple[str, Kind], ...]] = {
    "instagram": (
        (r"/(?:(?P<handle>[\w.]+)/)?p/(?P<id>[\w-]+)", Kind.POST),
        (r"/(?:(?P<handle>[\w.]+)/)?(?:reel|reels|tv)/(?P<id>[\w-]+)", Kind.VIDEO),
    ),
    "tiktok": (
        (r"/@(?P<handle>[\w.-]+)/video/(?P<id>\d+)", Kind.VIDEO),
        (r"/@(?P<handle>[\w.-]+)/photo/(?P<id>\d+)", Kind.POST),
    ),
    "x": ((r"/(?:i(?:/web)?|(?P<handle>\w+))/status/(?P<id>\d+)", Kind.POST),),
    "youtube": (
        (r"/(?:watch\?(?:.*&)?v=|embed/)(?P<id>[\w-]{6,})", Kind.VIDEO),
        (r"/shorts/(?P<id>[\w-]{6,})", Kind.VIDEO),
        (r"/live/(?P<id>[\w-]{6,})", Kind.LIVE),
    ),
    "facebook": (
        (r"/marketplace/item/(?P<id>\d+)", Kind.LISTING),
        (r"/(?:groups/[\w.-]+|(?P<handle>[\w.-]+))/(?:posts|permalink)/(?P<id>[\w-]+)", Kind.POST),
        (r"/permalink\.php\?(?:.*&)?story_fbid=(?P<id>\w+)", Kind.POST),
        (r"/(?:reel/|watch/?\?(?:.*&)?v=)(?P<id>\d+)", Kind.VIDEO),
    ),
    "shopee": (
        (r"/.*-i\.(?P<id>\d+\.\d+)", Kind.LISTING),
        (r"/product/(?P<id>\d+/\d+)", Kind.LISTING),
    ),
    # A shop's own word for a listing is unique within the shop only.
    "tokopedia": ((r"/(?P<id>(?P<handle>[\w-]+)/[\w-]+-\w+)", Kind.LISTING),),
}
_COMPILED = {
    platform: tuple((re.compile(pattern), kind) for pattern, kind in patterns)
    for platform, patterns in _PATTERNS.items()
}


def locate(url: str, hosts: Mapping[str, str]) -> Place | None:
    """The Place of a link; `hosts` maps host names to platform keys. None where it is no web address."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    platform = _platform(host, hosts)
    if host == "youtu.be":
        return Place(platform, parts.path.strip("/"), Kind.VIDEO)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    for pattern, kind in _COMPILED.get(platform, ()):
        if match := pattern.match(target):
            found = match.groupdict()
            return Place(platform, found["id"].replace("/", "."), kind, found.get("handle") or "")
    return Place(platform, "")


def plain(url: str) -> str:
    """The address without what only follows people about: fragment, tracking marks, a final slash.

    What is no address stays as it is.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    said = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in said if not _is_tracking(pair[0])), errors="surrogatepass")
    host = (parts.hostname or "").lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def _platform(host: str, hosts: Mapping[str, str]) -> str:
    """The platform of a host or of a domain above it."""
    labels = host.split(".")
    names = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((hosts[name] for name in names if name in hosts), "")


def _is_tracking(name: str) -> bool:
    return name.startswith("utm_") or name in {"igsh", "igshid", "fbclid", "gclid", "si", "is_from_webapp"}
