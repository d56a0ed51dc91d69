"""Links: web addresses among what codes say."""

import re
from collections.abc import Iterable

_LINK = re.compile(r"https?://[^\s/?#\x00-\x1f\x7f]+(?:[/?#][^\s\x00-\x1f\x7f]*)?", re.IGNORECASE)


def links_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The web addresses among what codes say, in order, each once; anything else stays a text."""
    return tuple(dict.fromkeys(text.strip() for text in texts if _LINK.fullmatch(text.strip())))
