"""Paste: links and text from a browser or a chat become Items, one a block; blank lines part the blocks."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from turunkan.core.vocab import Author, Item
from turunkan.desk.intake.addresses import locate

LONGEST = 200_000  # characters
_BLOCK = re.compile(r"\n[ \t]*\n+")
_LINK = re.compile(r"https?://[^\s<>\"]+")
_TAG = re.compile(r"(?<!&)[#＃](\w+)")


def read_paste(text: str, hosts: Mapping[str, str], now: datetime, source: str) -> Iterator[Item]:
    """The Items of a pasted text. A block that begins with a link is what stands at that link.

    A block of links alone gives one Item without text for each; so do several links one under the other.
    """
    for number, block in enumerate(_blocks(text), start=1):
        links = _LINK.findall(block)
        rest = _LINK.sub(" ", block).strip()
        if links and not rest:
            for place, link in enumerate(links, start=1):
                yield _item(f"{source}:{number}.{place}", "", link, hosts, now)
        else:
            first = links[0] if block.lstrip().startswith("http") else None
            said = block.strip().removeprefix(first or "").strip()
            yield _item(f"{source}:{number}", said, first, hosts, now)


def _blocks(text: str) -> list[str]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")[:LONGEST]
    return [block for block in _BLOCK.split(plain) if block.strip()]


def _item(id_: str, text: str, link: str | None, hosts: Mapping[str, str], now: datetime) -> Item:
    place = locate(link, hosts) if link else None
    return Item(
        id=id_,
        platform=place.platform or None if place else None,
        kind=place.kind if place else None,
        url=link,
        author=Author(handle=place.handle) if place and place.handle else None,
        text=text or None,
        hashtags=tuple(_TAG.findall(text)) or None,
        links=tuple(_LINK.findall(text)) or None,
        captured_at=now,
    )
