"""Marking: a text cut at the edges of its Hits, so that a page can highlight them; numbers masked, signs tamed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from turunkan.core.text import masked

# Bidirectional and control characters would let a text reorder the page around it.
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BEFORE = 30


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; with a title where a Hit covers it."""

    text: str
    title: str = ""


def tamed(text: str) -> str:
    """The text with numbers masked and signs that would reorder the page replaced; of the same length."""
    return _HARMFUL.sub("\ufffd", masked(text))


def marked(text: str, hits: Sequence[Mapping[str, Any]], field: str, length: int | None = None) -> list[Piece]:
    """The pieces in order; of overlapping Hits the first and longest is shown."""
    shown = tamed(text)
    mine = sorted((hit for hit in hits if hit["field"] == field), key=lambda hit: (hit["start"], -hit["end"]))
    start, end = 0, len(shown)
    if length is not None:
        first = mine[0]["start"] if mine else 0
        start = 0 if first <= _BEFORE else shown.rfind(" ", 0, first - _BEFORE) + 1
        end = min(len(shown), start + length)
    pieces = list(_pieces(shown, mine, start, end))
    before = [Piece("… ")] if start else []
    after = [Piece(" …")] if end < len(shown) else []
    return [*before, *pieces, *after]


def _pieces(text: str, hits: Sequence[Mapping[str, Any]], start: int, end: int) -> Iterator[Piece]:
    at = start
    for hit in hits:
        if hit["start"] < at or hit["end"] > end:
            continue
        if hit["start"] > at:
            yield Piece(text[at : hit["start"]])
        yield Piece(text[hit["start"] : hit["end"]], _title(hit))
        at = hit["end"]
    if at < end:
        yield Piece(text[at:end])


def _title(hit: Mapping[str, Any]) -> str:
    devices = ", ".join(hit["disguise"])
    return f"{hit['term']} ({devices})" if devices else str(hit["term"])
