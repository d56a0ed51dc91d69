"""Censor: words with letters starred out, as known words of the same length."""

from collections.abc import Iterable, Iterator

from turunkan.core.text.respell import LEET

STARS = "*×#"
_SHORTEST, _LONGEST = 5, 24
_FEWEST_SHOWN = 2
_MOST_WORDS = 12


def uncensored(pattern: str, hidden: Iterable[str]) -> Iterator[str]:
    """The known words that a starred word may be: each star is one letter, the first letter is shown.

    One star at the end is a footnote or the end of bold type; a word that could be many is none.
    """
    shown = sum(char not in STARS for char in pattern)
    stars = len(pattern) - shown
    if not (_SHORTEST <= len(pattern) <= _LONGEST) or shown < _FEWEST_SHOWN or shown < stars - 1:
        return
    if not stars or (stars == 1 and pattern[-1] in STARS):
        return
    found = [word for word in sorted(hidden) if len(word) == len(pattern) and _fits(pattern, word)]
    if len(found) <= _MOST_WORDS:
        yield from found


def _fits(pattern: str, word: str) -> bool:
    return all(
        shown == letter or shown in STARS or letter in LEET.get(shown, "")
        for shown, letter in zip(pattern, word, strict=True)
    )
