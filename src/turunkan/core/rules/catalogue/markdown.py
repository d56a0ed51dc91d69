"""Markdown: pieces of a page, with the pack's own texts made harmless."""

import re
from collections.abc import Iterable, Sequence

# What CommonMark or the dialects of code hosts give a meaning to, anywhere in a line.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&$#]|:(?=[a-z0-9_+-]+:))")
# What begins a list, a heading or a rule at the start of a line.
_START = re.compile(r"^(\d{1,9}(?=[.)](\s|$))|(?=[-+=]))")


def escaped(text: str) -> str:
    """A text on one line that says what it said and nothing to Markdown."""
    plain = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _START.sub(lambda begun: f"{begun[0]}\\", plain)


def heading(level: int, text: str) -> str:
    """A heading of what is Markdown already."""
    return f"{'#' * level} {text}"


def code(name: str) -> str:
    """A name of the pack, which holds no sign of Markdown."""
    return f"`{name}`"


def link(text: str, target: str) -> str:
    """A link of what is Markdown already."""
    return f"[{text}]({target})"


def bullets(items: Iterable[str]) -> str:
    """A list of what is Markdown already."""
    return "\n".join(f"- {item}" for item in items)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of what is Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def page(*blocks: str) -> str:
    """Blocks with a blank line between them; those that say nothing are left out."""
    return "\n\n".join(filter(None, blocks)) + "\n"
