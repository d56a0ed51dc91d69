"""Views: where in a folded text letters may belong together. One function a view, one tuple of all.

A view yields Readings (folded start, folded end, word, devices). Each names what it may match and what
keeps it from matching too much; the vocabulary has the last word in all but those of figures.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from turunkan.core.text.censor import STARS, uncensored
from turunkan.core.text.disguise import Devices, Disguise
from turunkan.core.text.figures import FIGURE, MILLION, phones, prices
from turunkan.core.text.spellbook import LONGEST, Mode, Spellbook
from turunkan.core.text.vocabulary import MILLIONS, NUMBER, PHONE, PRICE

Reading = tuple[int, int, str, Devices]
View = Callable[[str, Spellbook], Iterator[Reading]]

TOKEN = re.compile(r"[a-z0-9]+")
# Possessive and anchored where a wall of letters would otherwise be tried from every letter.
_CHUNK = re.compile(r"(?<![a-z0-9@$!|€£])[a-z0-9]*+[@$!|€£][a-z0-9@$!|€£]*+")
_GLUED = re.compile(r"(?<![a-z0-9])[a-z0-9]++(?:[^\sa-z0-9]{1,3}+[a-z0-9]++)+")
_SPACED = re.compile(r"(?<![a-z0-9])[a-z0-9](?:[^a-z0-9\n]{1,3}[a-z0-9](?![a-z0-9])){2,}")
_STARRED = re.compile(r"(?<![a-z0-9])[a-z][a-z0-9]*+(?:[*×]|#(?=[a-z]))[a-z0-9*×#]*+")
_LAST_DIGIT = re.compile(r"[a-z][0-9](?![a-z])")
_IN_TAG = re.compile(r"#[a-z0-9_]+")

_NONE: Devices = frozenset()
_SPELLED: Devices = frozenset({Disguise.SPELLED_NUMBER})
_SHORTEST_GLUED = 4
_MOST_GLUED_PARTS = 4


def tokens(letters: str, book: Spellbook) -> Iterator[Reading]:
    """Runs of letters and digits: plain, respelled, merged or in heavy disguise."""
    tagged = {word.start() for tag in _IN_TAG.finditer(letters) for word in TOKEN.finditer(letters, *tag.span())}
    for match in TOKEN.finditer(letters):
        mode = Mode.TAG if match.start() in tagged else Mode.WORD
        yield from _placed(match.start(), book.spell(match[0], mode))


def chunks(letters: str, book: Spellbook) -> Iterator[Reading]:
    """Runs in which a sign stands for a letter ("b@ju", "thr!ft"); a sign at the end is punctuation."""
    for match in _CHUNK.finditer(letters):
        chunk = match[0].rstrip("!")
        if not chunk.isalnum():
            yield from _placed(match.start(), book.spell(chunk, Mode.WORD))


def glued(letters: str, book: Spellbook) -> Iterator[Reading]:
    """One word with symbols inside ("im-por", "bal_press", "sec*ond"); four letters or more, known as a whole."""
    for match in _GLUED.finditer(letters):
        parts = [(m.start() + match.start(), m[0]) for m in TOKEN.finditer(match[0])]
        for first in range(len(parts)):
            for last in range(first + 1, min(first + _MOST_GLUED_PARTS, len(parts))):
                joined = "".join(part for _, part in parts[first : last + 1])
                if _SHORTEST_GLUED <= len(joined) <= LONGEST:
                    end = parts[last][0] + len(parts[last][1])
                    for _, _, word, seen in book.spell(joined, Mode.GLUED):
                        yield parts[first][0], end, word, seen


def numbers(letters: str, _: Spellbook) -> Iterator[Reading]:
    """Figures as places in a term; a single digit at the end of a word is none ("karung2 kemeja", "b@lpre5")."""
    for match in FIGURE.finditer(letters):
        start, end = match.span()
        if end - start > 1 or not _LAST_DIGIT.match(letters, start - 1 if start else len(letters)):
            yield start, end, NUMBER, _NONE


def spaced(letters: str, book: Spellbook) -> Iterator[Reading]:
    """Three or more single letters in a row ("b a l", "s.e.g.e.l"), read as known words without a rest."""
    for match in _SPACED.finditer(letters):
        places = [match.start() + m.start() for m in TOKEN.finditer(match[0])]
        for group in _groups(letters, places):
            for start, end, word, seen in book.spell("".join(letters[at] for at in group), Mode.SPACED):
                yield group[start], group[end - 1] + 1, word, seen


def starred(letters: str, book: Spellbook) -> Iterator[Reading]:
    """Words with letters starred out ("b*kas", "be***")."""
    if not any(star in letters for star in STARS):
        return
    for match in _STARRED.finditer(letters):
        bold = letters[match.start() - 1 : match.start()] == "*"
        for word in uncensored(match[0].rstrip("*#") if bold else match[0].rstrip("#"), book.vocabulary.hidden):
            yield match.start(), match.start() + len(word), word, frozenset({Disguise.CENSORED})


def contacts(letters: str, _: Spellbook) -> Iterator[Reading]:
    """Telephone numbers as places in a term."""
    for start, end in phones(letters):
        spelled = any(map(str.isalpha, letters[start:end].replace("x", "")))
        yield start, end, PHONE, _SPELLED if spelled else _NONE


def sums(letters: str, _: Spellbook) -> Iterator[Reading]:
    """Prices as places in a term."""
    for start, end, rupiah in prices(letters):
        yield start, end, PRICE, _NONE
        if rupiah >= MILLION:
            yield start, end, MILLIONS, _NONE


def _placed(start: int, said: tuple[Reading, ...]) -> Iterator[Reading]:
    return ((start + begin, start + end, word, seen) for begin, end, word, seen in said)


def _groups(letters: str, places: list[int]) -> Iterator[list[int]]:
    """All the letters of a spaced run; its parts where the gap widens, or where figures stand beside letters."""
    gaps = [after - before for before, after in pairwise(places)]
    usual = min(gaps)
    wide = [at + 1 for at, gap in enumerate(gaps) if gap > usual]
    kinds = [at + 1 for at, (a, b) in enumerate(pairwise(places)) if letters[a].isdigit() != letters[b].isdigit()]
    said: set[tuple[int, int]] = set()
    for cuts in ([], wide, sorted({*wide, *kinds})):
        for i, j in pairwise([0, *cuts, len(places)]):
            if 1 < j - i <= LONGEST and (i, j) not in said:
                said.add((i, j))
                yield places[i:j]


BY_LETTERS: tuple[View, ...] = (tokens, chunks, numbers, glued)
"""What the spellbook and the neighbouring letters decide."""

BY_CONTEXT: tuple[View, ...] = (contacts, sums, spaced, starred)
"""What takes a wider look; rare, so a fast reader asks only where cheap signs say so."""

VIEWS: tuple[View, ...] = (*BY_LETTERS, *BY_CONTEXT)
