"""Views: where in a folded text letters may belong together. One function a view, one tuple of all.

A view yields Readings (folded start, folded end, word, devices). Each names what it may match and what
keeps it from matching too much; the vocabulary has the last word in all but the plain one.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from turunkan.core.text.disguise import Disguise
from turunkan.core.text.fold import Folded
from turunkan.core.text.respell import leet, respell
from turunkan.core.text.segment import segment
from turunkan.core.text.vocabulary import NUMBER, PHONE, Vocabulary

Reading = tuple[int, int, str, frozenset[Disguise]]
View = Callable[[Folded, Vocabulary], Iterator[Reading]]

# Possessive and anchored where a wall of letters would otherwise be tried from every letter.
TOKEN = re.compile(r"[a-z0-9]+")
_CHUNK = re.compile(r"[a-z0-9@$!|€£]++")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PHONE = re.compile(r"(?<!\d)\(?(?:\+?62|0)[ .–-]?8(?:[ .()–-]{0,2}[\dx*•]){7,12}(?!\d)")
_UNIT = re.compile(r"(?<![a-z0-9])\d[\d.,]*+([a-z]{1,8})(?![a-z0-9])|(?<![a-z0-9])([a-z]{1,8})\d++(?![a-z])")
_GLUED = re.compile(r"(?<![a-z0-9])[a-z0-9]++(?:[^\sa-z0-9]{1,3}+[a-z0-9]++)+")
_SPACED = re.compile(r"(?<![a-z0-9])[a-z0-9](?:[^a-z0-9\n]{1,3}[a-z0-9](?![a-z0-9])){2,}")
_HASHTAG = re.compile(r"#([a-z0-9_]+)")

_NONE: frozenset[Disguise] = frozenset()
_MERGED = frozenset({Disguise.MERGED})
_SPACED_OUT = frozenset({Disguise.SPACED})
_INNER = frozenset({Disguise.INNER_SYMBOL})
_LEET = frozenset({Disguise.LEET})
_SHORTEST_MERGED = 6
_SHORTEST_GLUED = 4
_MOST_GLUED_PARTS = 4
# Nobody reads a word of more letters than this; a wall of letters is not worth cutting up.
_LONGEST = 64


def plain(folded: Folded, vocabulary: Vocabulary) -> Iterator[Reading]:
    """Tokens as they stand."""
    for match in TOKEN.finditer(folded.letters):
        if vocabulary.has(match[0]):
            yield *match.span(), match[0], _NONE


def respelled(folded: Folded, vocabulary: Vocabulary) -> Iterator[Reading]:
    """Tokens with digits, symbols, drawn-out letters or endings; guarded by the vocabulary."""
    for start, chunk in _chunks(folded.letters):
        for word, seen in respell(chunk, vocabulary.has):
            yield start, start + len(chunk), word, seen


def phones(folded: Folded) -> Iterator[tuple[int, int]]:
    """Folded ranges that are Indonesian telephone numbers, however they are written."""
    yield from (match.span() for match in _PHONE.finditer(folded.letters))


def numbers(folded: Folded, _: Vocabulary) -> Iterator[Reading]:
    """Figures and telephone numbers as places in a term, and the unit glued to a figure ("35k", "rp50")."""
    for start, end in phones(folded):
        yield start, end, PHONE, _NONE
    for match in _NUMBER.finditer(folded.letters):
        yield *match.span(), NUMBER, _NONE
    for match in _UNIT.finditer(folded.letters):
        group = match.lastindex or 0
        yield *match.span(group), match[group], _NONE


def glued(folded: Folded, vocabulary: Vocabulary) -> Iterator[Reading]:
    """One word with symbols inside ("im-por", "bal_press", "sec*ond"); four letters or more, known as a whole."""
    for match in _GLUED.finditer(folded.letters):
        parts = [(m.start() + match.start(), m[0]) for m in TOKEN.finditer(match[0])]
        for first in range(len(parts)):
            for last in range(first + 1, min(first + _MOST_GLUED_PARTS, len(parts))):
                joined = "".join(part for _, part in parts[first : last + 1])
                if _SHORTEST_GLUED <= len(joined) <= _LONGEST:
                    end = parts[last][0] + len(parts[last][1])
                    for word, seen in respell(joined, vocabulary.has):
                        yield parts[first][0], end, word, seen | _INNER


def spaced(folded: Folded, vocabulary: Vocabulary) -> Iterator[Reading]:
    """Three or more single letters in a row ("b a l", "s.e.g.e.l"), read as known words without a rest."""
    for match in _SPACED.finditer(folded.letters):
        places = [match.start() + m.start() for m in TOKEN.finditer(match[0])]
        for group in _groups(places):
            yield from _whole_or_parts(folded, group, vocabulary)


def merged(folded: Folded, vocabulary: Vocabulary) -> Iterator[Reading]:
    """Words written as one ("balsegel", "#bajubekasimpor"), covered by known words; hashtags may keep a rest."""
    tags = {match.start(1) for match in _HASHTAG.finditer(folded.letters)}
    for start, chunk in _chunks(folded.letters):
        letters = chunk.rstrip("0123456789")
        if len(letters) >= _SHORTEST_MERGED and not vocabulary.has(chunk):
            places = list(range(start, start + len(letters)))
            yield from _parts(folded, places, vocabulary, _MERGED, residue=start in tags)


def _chunks(letters: str) -> Iterator[tuple[int, str]]:
    """Runs of letters, digits and the signs that stand for letters; a sign at the end is punctuation."""
    for match in _CHUNK.finditer(letters):
        chunk = match[0].rstrip("!|")
        if len(chunk) <= _LONGEST:
            yield match.start(), chunk


def _whole_or_parts(folded: Folded, places: list[int], vocabulary: Vocabulary) -> Iterator[Reading]:
    """Readings of spaced letters as one known word, else as several."""
    letters = "".join(folded.letters[at] for at in places)
    whole = [
        (places[0], places[-1] + 1, word, seen | _SPACED_OUT) for word, seen in respell(letters, vocabulary.has)
    ]
    yield from whole or _parts(folded, places, vocabulary, _SPACED_OUT, residue=False)


def _parts(
    folded: Folded, places: list[int], vocabulary: Vocabulary, seen: frozenset[Disguise], *, residue: bool
) -> Iterator[Reading]:
    """Readings of the letters at `places` as several known words in a row."""
    letters = "".join(folded.letters[at] for at in places)
    spellings = [(letters, seen), *((spelling, seen | _LEET) for spelling in islice(leet(letters), 4))]
    for spelling, devices in spellings:
        for start, end in segment(spelling, vocabulary, residue=residue):
            yield places[start], places[end - 1] + 1, spelling[start:end], devices


def _groups(places: list[int]) -> Iterator[list[int]]:
    """All the letters of a spaced run, and its parts where the gap widens ("b a l   s e g e l")."""
    if len(places) <= _LONGEST:
        yield places
    gaps = [after - before for before, after in pairwise(places)]
    usual = min(gaps)
    cuts = [at + 1 for at, gap in enumerate(gaps) if gap > usual]
    if cuts:
        edges = [0, *cuts, len(places)]
        yield from (places[i:j] for i, j in pairwise(edges) if 1 < j - i <= _LONGEST)


VIEWS: tuple[View, ...] = (plain, respelled, numbers, spaced, glued, merged)
