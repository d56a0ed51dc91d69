"""Eyes: captured text as it may appear on a terminal: harmless, with numbers masked and Hits marked."""

import re
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

from turunkan.core.text import masked
from turunkan.core.vocab import Hit, Item, Priority

HIT_STYLE = "bold yellow"
PRIORITY_STYLES = {
    Priority.HIGH: "bold red",
    Priority.NORMAL: "yellow",
    Priority.LOW: "cyan",
    Priority.NONE: "dim",
}

_PIPE_WIDTH = 100
_BEFORE = 30  # characters shown before the first Hit
# Control characters could steer the terminal, half surrogates cannot be written, bidi signs reorder.
_HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class _Pipe(Console):
    """A console that leaves a lost reader to the boundary."""

    def on_broken_pipe(self) -> None:
        """Raise the BrokenPipeError on."""
        raise


def console(stream: TextIO) -> Console:
    """A console that takes text as it stands; as wide as the terminal, or fixed in a pipe."""
    width = None if stream.isatty() else _PIPE_WIDTH
    return _Pipe(file=stream, width=width, markup=False, emoji=False, highlight=False)


def harmless(text: str) -> str:
    """The same length, telephone numbers masked, and nothing that steers a terminal."""
    return masked(_HARMFUL.sub(" ", text))


def marked(text: str, hits: Iterable[Hit], field: str) -> Text:
    """A field's whole text with its Hits marked."""
    shown = Text(harmless(text))
    for hit in hits:
        if hit.field == field:
            shown.stylize(HIT_STYLE, hit.start, hit.end)
    return shown


def quote(item: Item, hits: tuple[Hit, ...], length: int) -> Text:
    """One line of the field with the most Hits, from shortly before the first one."""
    fields = dict((*item.content(), *item.context()))
    if not fields:
        return Text("")
    field = max(fields, key=lambda name: sum(hit.field == name for hit in hits))
    first = min((hit.start for hit in hits if hit.field == field), default=0)
    start = 0 if first <= _BEFORE else first - _BEFORE
    line = marked(fields[field].replace("\n", " "), hits, field)
    piece = line[start : start + length]
    ends = ("…" if start else "", "…" if start + length < len(line) else "")
    return Text.assemble(ends[0], piece, ends[1])
