"""Regions: where an Item comes from, as far as it says so; for counting alone, since nobody is judged by it.

A row's own key `region` is believed. Else the place that the platform gives; else the places that the Item names,
and where it names none, those of its author. The places are in regions.tsv; what they leave out is said there.
"""

import re
from functools import cache
from importlib import resources

from turunkan.core.text import fold
from turunkan.core.vocab import Item

REGIONS = (
    "java",
    "bali-nusa-tenggara",
    "sumatra",
    "kalimantan",
    "sulawesi",
    "maluku-papua",
    "abroad",
)
SEVERAL, NOT_SAID = NOWHERE = ("several", "not-said")
"""What an Item is counted under that names places of more than one region, or none."""

_WORD = re.compile(r"[a-z0-9]+")
_FILE = "regions.tsv"


def region_of(item: Item) -> str:
    """The region of an Item."""
    said = str(item.extra.get("region") or "").strip()
    if said:
        return said
    author = item.author
    content = " . ".join(text for _, text in item.content())
    around = " . ".join(text for text in (author.name, author.bio) if text) if author else ""
    for text in (item.place, content, around):
        named = regions_in(text or "")
        if named:
            return named.pop() if len(named) == 1 else SEVERAL
    return NOT_SAID


def regions_in(text: str) -> set[str]:
    """The regions whose places a text names, as whole words."""
    words = _WORD.findall(fold(text).letters)
    places = _places()
    longest = max(name.count(" ") for name in places) + 1
    runs = (" ".join(words[at : at + size]) for at in range(len(words)) for size in range(1, longest + 1))
    return {places[run] for run in runs if run in places}


@cache
def _places() -> dict[str, str]:
    lines = (resources.files(__package__) / _FILE).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {place: region for region, *places in rows for place in places}
