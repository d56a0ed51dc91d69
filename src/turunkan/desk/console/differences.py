"""What one text says otherwise than another, word by word, for people to see before they decide both."""

import re
from dataclasses import dataclass

from turunkan.core.text import fold
from turunkan.desk.console.marking import Piece, tamed

_PARTS = re.compile(r"\s+|\S+")
_WORD = re.compile("[a-z0-9]+")
_MOST_MISSING = 30  # words


@dataclass(frozen=True, slots=True)
class Differences:
    """A text in pieces, those with a title being its own; and the words of the other that it lacks."""

    pieces: list[Piece]
    missing: list[str]


def differences(text: str, other: str, title: str) -> Differences:
    """How `text` differs from `other`; numbers masked, styled letters and signs told as the same."""
    theirs, ours = _known(other), _known(text)
    pieces = [Piece(part, "" if _key(part) in theirs else title) for part in _PARTS.findall(tamed(text))]
    missing = [part for part in _PARTS.findall(tamed(other)) if _key(part) not in ours]
    return Differences(_joined(pieces), list(dict.fromkeys(missing))[:_MOST_MISSING])


def _known(text: str) -> set[str]:
    return {"", *map(_key, _PARTS.findall(tamed(text)))}


def _key(part: str) -> str:
    """What a word is compared by; signs alone are nothing."""
    return " ".join(_WORD.findall(fold(part).letters))


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece; a space between two that differ belongs to them."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].title == piece.title:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.title)
        else:
            joined.append(piece)
    return joined
